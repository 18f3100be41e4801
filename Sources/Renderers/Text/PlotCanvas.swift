/// Curves drawn on the cells of a terminal, the origin at the top left. A cell belongs to the last curve on it.
struct PlotCanvas {
  /// How a cell shows its curve.
  enum Marks {
    /// 2×4 dots a cell (Unicode, Braille Patterns).
    case dots
    /// A character for each curve.
    case glyphs([Character])
  }

  struct Dot: Hashable {
    var x: Int
    var y: Int
  }

  let columns: Int
  let rows: Int
  let marks: Marks
  /// The curves after this many have the inks of the first ones again.
  private let inks: Int
  private let dotsPerCell: Dot
  private var dots: [UInt32]
  private var owners: [Int?]
  /// The characters that are larger than a dot, each with its curve.
  private var shapes: [Int: (glyph: Character, series: Int)] = [:]

  init(columns: Int, rows: Int, marks: Marks, inks: Int = .max) {
    self.columns = columns
    self.rows = rows
    self.marks = marks
    self.inks = inks
    dotsPerCell = if case .dots = marks { Dot(x: 2, y: 4) } else { Dot(x: 1, y: 1) }
    dots = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: nil, count: columns * rows)
  }

  /// The size in dots.
  var width: Int { columns * dotsPerCell.x }
  var height: Int { rows * dotsPerCell.y }

  /// Dots outside are left out; a dot replaces the character of an earlier curve.
  mutating func set(_ dot: Dot, series: Int) {
    guard 0..<width ~= dot.x, 0..<height ~= dot.y else { return }
    let cell = dot.y / dotsPerCell.y * columns + dot.x / dotsPerCell.x
    dots[cell] |= Self.bits[dot.y % dotsPerCell.y * 2 + dot.x % dotsPerCell.x]
    owners[cell] = series
    shapes[cell] = nil
  }

  /// A character in the cell of a dot, over the dots.
  mutating func put(_ glyph: Character, at dot: Dot, series: Int) {
    guard 0..<width ~= dot.x, 0..<height ~= dot.y else { return }
    shapes[dot.y / dotsPerCell.y * columns + dot.x / dotsPerCell.x] = (glyph, series)
  }

  /// A straight line of dots (Bresenham, 1965).
  /// - Parameter isDashed: three dots on, three off.
  mutating func draw(from start: Dot, to end: Dot, series: Int, isDashed: Bool = false) {
    let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (sx, sy) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (dot, error) = (start, dx + dy)
    set(dot, series: series)
    var count = 0
    while dot != end {
      count += 1
      let twice = 2 * error
      if twice >= dy {
        error += dy
        dot.x += sx
      }
      if twice <= dx {
        error += dx
        dot.y += sy
      }
      if !isDashed || count % 6 < 3 { set(dot, series: series) }
    }
  }

  var lines: [Line] {
    (0..<rows).map { row in Line((row * columns..<(row + 1) * columns).map(span)).merged }
  }

  private func span(_ cell: Int) -> Span {
    if let shape = shapes[cell] { return Span(text: String(shape.glyph), ink: .series(shape.series)) }
    guard let owner = owners[cell] else { return Span(text: " ") }
    switch marks {
    case .dots:
      return Span(text: Unicode.Scalar(0x2800 + dots[cell]).map { String($0) } ?? " ", ink: .series(owner % inks))
    case .glyphs(let glyphs): return Span(text: String(glyphs[owner]), ink: .series(owner % inks))
    }
  }

  /// The bit of each dot, row by row.
  private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
}
