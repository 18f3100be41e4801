import CLineEditor

/// What a terminal shows: the sequences that the program uses, and widths as `wcwidth` gives them.
struct Screen {
  private(set) var rows: Int
  private(set) var columns: Int
  private var cells: [[String]]
  private(set) var row = 0
  private(set) var column = 0
  /// Whether the cursor is after the last column.
  private var wraps = false
  /// What was scrolled out at the top.
  private(set) var scrolled: [String] = []
  private(set) var beeps = 0
  private var pending: [UInt8] = []

  /// Chosen once: without a UTF-8 locale in the environment each choice is a moment in which other tests measure wrongly.
  private static let usesLocale = line_editor_use_locale()

  init(rows: Int, columns: Int) {
    _ = Self.usesLocale
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Self.blank(columns), count: rows)
  }

  private static func blank(_ columns: Int) -> [String] { Array(repeating: " ", count: columns) }

  /// The rows without the blanks at their ends, down to the last one that has text.
  var lines: [String] {
    let all = cells.map(Self.line)
    return Array(all[...(all.lastIndex { !$0.isEmpty } ?? 0)])
  }

  private static func line(_ cells: [String]) -> String {
    var text = cells.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The row with the cursor.
  var line: String { Self.line(cells[row]) }

  /// Like a terminal that cuts its rows when it becomes narrower.
  mutating func resize(rows: Int, columns: Int) {
    while row >= rows { scroll() }
    cells = Array((cells + Array(repeating: [], count: rows)).prefix(rows)).map {
      Array(($0 + Self.blank(columns)).prefix(columns))
    }
    (self.rows, self.columns) = (rows, columns)
    (column, wraps) = (min(column, columns - 1), false)
  }

  mutating func write(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let length = takeOne() { pending.removeFirst(length) }
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Applies the next character or sequence; returns its length, `nil` if it is not complete.
  private mutating func takeOne() -> Int? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return takeSequence()
    case 0x0D: (column, wraps) = (0, false)
    case 0x0A: feed()
    case 0x08: (column, wraps) = (max(column - 1, 0), false)
    case 0x07: beeps += 1
    case 0x80...: return takeCharacter(length: first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2)
    default: put(Unicode.Scalar(first))
    }
    return 1
  }

  private mutating func takeCharacter(length: Int) -> Int? {
    guard pending.count >= length else { return nil }
    if let scalar = String(decoding: pending[..<length], as: UTF8.self).unicodeScalars.first { put(scalar) }
    return length
  }

  private mutating func takeSequence() -> Int? {
    guard pending.count > 1 else { return nil }
    if pending[1] == UInt8(ascii: "]") { return pending.endOfFirst(Array("\u{1B}\\".utf8)) }
    guard pending[1] == UInt8(ascii: "[") else { return 2 }
    guard let end = pending[2...].firstIndex(where: { 0x40...0x7E ~= $0 }) else { return nil }
    let text = String(decoding: pending[2..<end], as: UTF8.self)
    let numbers = text.split(separator: ";").map { Int($0) ?? 0 }
    perform(Character(Unicode.Scalar(pending[end])), numbers)
    return end + 1
  }

  private mutating func perform(_ name: Character, _ numbers: [Int]) {
    let count = max(numbers.first ?? 1, 1)
    switch name {
    case "A": row = max(row - count, 0)
    case "B": row = min(row + count, rows - 1)
    case "C": column = min(column + count, columns - 1)
    case "H": (row, column) = (count - 1, max(numbers.last ?? 1, 1) - 1)
    case "K": for index in column..<columns { cells[row][index] = " " }
    case "J":
      let start = numbers.first == 2 ? 0 : row * columns + column
      for index in start..<rows * columns { cells[index / columns][index % columns] = " " }
    default: return
    }
    wraps = false
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Int(line_editor_width(scalar.value))
    if width <= 0 {
      // A mark is added to the character before the cursor.
      let index = max((wraps ? columns : column) - 1, 0)
      let target = cells[row][index].isEmpty ? index - 1 : index
      cells[row][max(target, 0)].unicodeScalars.append(scalar)
      return
    }
    if wraps || column + width > columns {
      column = 0
      feed()
    }
    cells[row][column] = String(scalar)
    if width == 2 { cells[row][column + 1] = "" }
    column += width
    wraps = column >= columns
    if wraps { column = columns - 1 }
  }

  private mutating func feed() {
    wraps = false
    if row < rows - 1 { row += 1 } else { scroll(keepingRow: true) }
  }

  private mutating func scroll(keepingRow: Bool = false) {
    scrolled.append(Self.line(cells.removeFirst()))
    cells.append(Self.blank(columns))
    if !keepingRow { row -= 1 }
  }
}
