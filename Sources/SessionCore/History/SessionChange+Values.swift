import Engine
import Views

/// How values are compared.
extension SessionChange {
  mutating func addMatrix(_ name: String, _ before: Matrix<Double>?, _ after: Matrix<Double>?) {
    if name == Quantity.loss.name, let before, let after {
      return addValue(name, .number(before.elements[0]), .number(after.elements[0]))
    }
    addValue(name, before.map { .matrix($0) }, after.map { .matrix($0) })
  }

  mutating func addValue(_ name: String, _ before: Value?, _ after: Value?) {
    if Session.isSame(before, after) { return }
    if case .matrix(let before)? = before, case .matrix(let after)? = after, before.shape == after.shape {
      return addEntries(name, before, after)
    }
    let note = before == nil ? "new" : after == nil ? "removed" : nil
    add(name, before.map(Self.cell), after.map(Self.cell), note: note)
  }

  /// Up to three entries one by one, of more the one that changed most.
  private mutating func addEntries(_ name: String, _ before: Matrix<Double>, _ after: Matrix<Double>) {
    guard let change = before.change(to: after, naming: 3) else { return }
    let isMany = change.count > change.largest.count
    let shown = isMany ? 1 : change.largest.count
    let counts = "\(Description.grouped(change.count)) of \(Description.grouped(before.count)) entries, this one most"
    for entry in change.largest.prefix(shown).sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      add(
        "\(name)[\(entry.row), \(entry.column)]", .number(entry.before), .number(entry.after),
        note: isMany ? counts : nil)
    }
  }

  private static func cell(_ value: Value) -> Table.Cell {
    switch value {
    case .number(let number): .number(number)
    case .matrix(let matrix): .text(matrix.shape.description)
    }
  }
}
