import Engine
import Language
import SessionCore
import Views

/// What the player of lessons asks of a session.
extension Interpreter {
  /// Puts the session of another interpreter in place of this one's; the cells stay, and `undo` brings the session back.
  public mutating func restore(_ other: Interpreter) {
    if other.session == session { return }
    replaceSession(
      with: other.session, changing: other.session.parts(changedSince: session), by: nil, source: "next")
  }

  public func isExpression(_ source: String) -> Bool {
    let statement = try? Statement(CellSource(source), isCommand: { commands.command(named: $0) != nil })
    if case .expression? = statement { return true }
    return false
  }

  /// What `check` says of an answer; `nil` where it cannot be evaluated.
  public func verdict(on typed: String, against right: String) -> Verdict? {
    let source = "(\(CellSource(typed).code)) == (\(right))"
    guard let claim = try? Claim(source, from: 0) else { return nil }
    let judge = Judge(session: session, outputs: Outputs(cells: cells), claim: claim, knownName: "the answer")
    return try? judge.verdict()
  }

  /// Whether an expression is a quantity or a part of one: `delta[2]`, `dW[1][0, 1]`.
  public func namesQuantity(_ source: String) -> Bool {
    var parser = ExpressionParser(source)
    guard let expression = try? parser.expression() else { return false }
    return Claim.root(of: expression) != nil
  }
}
