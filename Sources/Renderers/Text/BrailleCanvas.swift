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
