/// Dots in text: each character holds two columns and four rows of them, or one star in ASCII.
struct DotCanvas {
  let columns: Int
  let rows: Int
  private let isBraille: Bool
  private var cells: [UInt8]
  private var signs: [Character?]

  init(columns: Int, rows: Int, unicode: Bool) {
    self.columns = columns
    self.rows = rows
    isBraille = unicode
    cells = Array(repeating: 0, count: columns * rows)
    signs = Array(repeating: nil, count: columns * rows)
  }

  var width: Int { isBraille ? 2 * columns : columns }
  var height: Int { isBraille ? 4 * rows : rows }

  private static let bits: [[UInt8]] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]]

  /// Sets a dot; y grows upward. What lies outside is left out.
  mutating func set(_ x: Int, _ y: Int, sign: Character) {
    guard 0..<width ~= x, 0..<height ~= y else { return }
    let row = height - 1 - y
    if isBraille {
      cells[row / 4 * columns + x / 2] |= Self.bits[row % 4][x % 2]
    } else {
      signs[row * columns + x] = sign
    }
  }

  /// A straight line of dots.
  mutating func line(from a: (x: Double, y: Double), to b: (x: Double, y: Double), sign: Character) {
    let steps = max(abs(b.x - a.x), abs(b.y - a.y)).rounded(.up)
    guard steps.isFinite, steps < 100_000 else { return }
    for step in 0...Int(max(steps, 1)) {
      let share = Double(step) / max(steps, 1)
      set(Int((a.x + share * (b.x - a.x)).rounded()), Int((a.y + share * (b.y - a.y)).rounded()), sign: sign)
    }
  }

  var lines: [String] {
    (0..<rows).map { row in
      String(
        (0..<columns).map { column -> Character in
          let index = row * columns + column
          guard isBraille else { return signs[index] ?? " " }
          return cells[index] == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(cells[index])).map(Character.init) ?? " "
        })
    }
  }
}
