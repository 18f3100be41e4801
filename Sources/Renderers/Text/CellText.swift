import Views

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
  /// The same with so many digits, brought into 1…17.
  func with(digits: Int) -> NumberFormat { NumberFormat(digits: min(17, max(1, digits)), notation: notation) }
}
