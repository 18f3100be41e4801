import Views

/// One column of a table, its cells already text.
struct TableColumn {
  let header: Span
  let cells: [Span]
  let isNumeric: Bool
  /// In terminal columns, unbroken.
  let width: Int
  /// The width of its numbers and of its longest word.
  let leastWidth: Int

  /// A longer word may be broken.
  private static let longestWord = 16

  init(_ name: String, cells: [Table.Cell], style: RenderStyle) {
    let texts = CellText.aligned(cells, format: style.format)
    header = style.span(name, .heading)
    self.cells = zip(cells, texts).map { cell, text in style.span(text, cell.role) }
    isNumeric = cells.contains { $0.isNumeric }
    width = ([header] + self.cells).map(\.text.displayWidth).max() ?? 0
    let numbers = zip(cells, self.cells).filter { $0.0.isNumeric }.map(\.1.text.displayWidth)
    let breakable = [header] + zip(cells, self.cells).filter { !$0.0.isNumeric }.map(\.1)
    let words = breakable.flatMap { Wrapping.words(of: $0.text) }.flatMap { Wrapping.parts(of: $0.word) }
      .map { min(Self.longestWord, $0.displayWidth) }
    leastWidth = (numbers + words).max() ?? 0
  }

  /// How many more lines the cells take at this width than at one column more.
  func newLines(at width: Int) -> Int {
    cells.reduce(0) { sum, cell in
      guard cell.text.displayWidth > width else { return sum }
      return sum + Wrapping.lines(cell.text, width: width).count - Wrapping.lines(cell.text, width: width + 1).count
    }
  }

  /// A piece of a cell, numbers to the right.
  func placed(_ text: String, width: Int) -> String {
    isNumeric ? text.rightAligned(to: width) : text.padded(to: width)
  }
}

/// The cells of a table as text.
enum CellText {
  /// One cell alone.
  static func text(_ cell: Table.Cell, format: NumberFormat) -> String {
    switch cell {
    case .text(let text, _): text
    case .integer(let value): "\(value)"
    case .number(let value, let digits): digits.map { format.with(digits: $0) }?.text(value) ?? format.text(value)
    case .measured(let value, let digits): format.with(digits: digits).text(value)
    case .percent(let share): NumberFormat.percent(share)
    }
  }

  /// The cells of a column, its numbers aligned by their points.
  static func aligned(_ cells: [Table.Cell], format: NumberFormat) -> [String] {
    var texts = cells.map { text($0, format: format) }
    let numeric = cells.indices.filter { cells[$0].isNumeric }
    let values = numeric.compactMap { cells[$0].plainNumber }
    let aligned =
      values.count == numeric.count
      ? format.aligned(values) : NumberFormat.alignedByPoint(numeric.map { texts[$0] })
    for (index, text) in zip(numeric, aligned) { texts[index] = text }
    return texts
  }
}

extension Table.Cell {
  var isNumeric: Bool {
    if case .text = self { false } else { true }
  }

  /// The value of a number in the session's format.
  fileprivate var plainNumber: Double? {
    if case .number(let value, nil) = self { value } else { nil }
  }

  var role: Role {
    switch self {
    case .text(_, let role): role
    case .measured: .measured
    default: .number
    }
  }
}

extension NumberFormat {
  /// The same with N digits, clamped to 1…17.
  func with(digits: Int) -> NumberFormat { NumberFormat(digits: min(17, max(1, digits)), notation: notation) }
}
