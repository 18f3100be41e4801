/// Something to draw dots on, the origin at the top left.
protocol PlotCanvas {
  var columns: Int { get }
  var rows: Int { get }
  var dotsPerColumn: Int { get }
  var dotsPerRow: Int { get }
  var lines: [Line] { get }

  /// Dots outside are left out.
  mutating func set(_ x: Int, _ y: Int, series: Int)
}

extension PlotCanvas {
  var width: Int { columns * dotsPerColumn }
  var height: Int { rows * dotsPerRow }

  /// A straight line of dots (Bresenham, 1965).
  mutating func draw(from start: (x: Int, y: Int), to end: (x: Int, y: Int), series: Int) {
    let (dx, dy) = (abs(end.x - start.x), -abs(end.y - start.y))
    let (sx, sy) = (start.x < end.x ? 1 : -1, start.y < end.y ? 1 : -1)
    var (x, y, error) = (start.x, start.y, dx + dy)
    set(x, y, series: series)
    while (x, y) != end {
      let twice = 2 * error
      if twice >= dy {
        error += dy
        x += sx
      }
      if twice <= dx {
        error += dx
        y += sy
      }
      set(x, y, series: series)
    }
  }
}

/// A canvas of characters, each curve with its own: told apart without colour.
struct GlyphCanvas: PlotCanvas {
  let columns: Int
  let rows: Int
  private let glyphs: [Character]
  private var owners: [Int?]

  /// - Parameter glyphs: a character for each curve.
  init(columns: Int, rows: Int, glyphs: [Character] = usualGlyphs) {
    precondition(!glyphs.isEmpty)
    self.columns = columns
    self.rows = rows
    self.glyphs = glyphs
    owners = Array(repeating: nil, count: columns * rows)
  }

  var dotsPerColumn: Int { 1 }
  var dotsPerRow: Int { 1 }

  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard 0..<columns ~= x, 0..<rows ~= y else { return }
    owners[y * columns + x] = series
  }

  var lines: [Line] {
    (0..<rows).map { row in
      Line(
        owners[row * columns..<(row + 1) * columns].map { owner in
          owner.map { Span(text: String(glyphs[$0 % glyphs.count]), ink: .series($0)) }
            ?? Span(text: " ", ink: .role(.plain))
        }
      ).merged
    }
  }

  static let usualGlyphs: [Character] = Array("*+xo#@%&")
}

/// A canvas whose characters are 2×4 dots each (Unicode, Braille Patterns).
struct BrailleCanvas: PlotCanvas {
  let columns: Int
  let rows: Int
  private var dots: [UInt32]
  private var owners: [Int]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    dots = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: 0, count: columns * rows)
  }

  var dotsPerColumn: Int { 2 }
  var dotsPerRow: Int { 4 }

  mutating func set(_ x: Int, _ y: Int, series: Int) {
    guard 0..<columns * 2 ~= x, 0..<rows * 4 ~= y else { return }
    let cell = y / 4 * columns + x / 2
    dots[cell] |= Self.bits[y % 4 * 2 + x % 2]
    owners[cell] = series
  }

  /// An empty cell is a plain blank.
  var lines: [Line] {
    (0..<rows).map { row in
      Line(
        (row * columns..<(row + 1) * columns).map { cell in
          guard dots[cell] > 0, let scalar = Unicode.Scalar(0x2800 + dots[cell]) else {
            return Span(text: " ", ink: .role(.plain))
          }
          return Span(text: String(scalar), ink: .series(owners[cell]))
        }
      ).merged
    }
  }

  /// The bit of each dot, row by row.
  private static let bits: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
}
