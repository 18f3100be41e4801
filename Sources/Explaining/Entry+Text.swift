import Engine
import Language
import SessionCore

extension Entry {
  /// The entry as an expression of the shell.
  public var code: String { quantity == .loss ? "C" : "\(quantity.name)[\(row), \(column)]" }

  /// The entry as mathematics.
  var mathematics: String { code.replacingDelta }

  /// The entry's number; `nil` if the quantity has no value or not that row: Y may have fewer than X.
  public func value(in session: Session) -> Double? {
    session[quantity].flatMap { row < $0.rows && column < $0.columns ? $0[row, column] : nil }
  }
}

extension String {
  /// `delta` written δ.
  var replacingDelta: String { replacing("delta", with: "δ") }
}

extension Evaluator {
  /// A quantity, or one entry of it, that an expression names.
  public mutating func entry(_ expression: Expression) throws(Diagnostic) -> (quantity: Quantity, entry: Entry?)? {
    _ = try shape(of: expression)
    if let quantity = try quantity(of: expression) {
      return (quantity, quantity == .loss ? Entry(.loss, 0, 0) : nil)
    }
    guard case .index(let base, let subscripts, _) = expression, let quantity = try quantity(of: base),
      let shape = session.shape(of: quantity)
    else { return nil }
    let selection = try selection(subscripts, of: shape, in: base)
    guard selection.isEntry || selection.count == 1 else { return nil }
    return (quantity, Entry(quantity, selection.rows[0], selection.columns[0]))
  }
}
