import Views

/// One column of a table, its cells already text.
struct TableColumn {
  let header: Span
  let cells: [Span]
  let isNumeric: Bool
  /// The columns that it takes unbroken.
  let width: Int
  /// The columns that it takes at least: those of its numbers and of its longest word.
  let leastWidth: Int

  /// A longer word is broken if there is no room for it.
  private static let longestWord = 16

  init(_ name: String, cells: [Table.Cell], style: RenderStyle) {
    let texts = CellText.aligned(cells, format: style.format)
    header = style.span(name, .heading)
    self.cells = zip(cells, texts).map { cell, text in style.span(text, cell.role) }
    isNumeric = cells.contains { $0.isNumeric }
    width = ([header] + self.cells).map { DisplayWidth.of($0.text) }.max() ?? 0
    let numbers = zip(cells, self.cells).filter { $0.0.isNumeric }.map { DisplayWidth.of($0.1.text) }
    let breakable = [header] + zip(cells, self.cells).filter { !$0.0.isNumeric }.map(\.1)
    let words = breakable.flatMap { Wrapping.words(of: $0.text) }.flatMap { Wrapping.parts(of: $0.word) }
      .map { min(Self.longestWord, DisplayWidth.of($0)) }
    leastWidth = (numbers + words).max() ?? 0
  }

  /// How many more lines the cells take at a width than at one column more.
  func newLines(at width: Int) -> Int {
    cells.reduce(0) { sum, cell in
      guard DisplayWidth.of(cell.text) > width else { return sum }
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

  /// The cells of one column, the numbers among them under each other by their points.
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

  /// The value of a number in the session's own format.
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
  /// The same with N digits, brought into 1…17.
  func with(digits: Int) -> NumberFormat { NumberFormat(digits: min(17, max(1, digits)), notation: notation) }
}
