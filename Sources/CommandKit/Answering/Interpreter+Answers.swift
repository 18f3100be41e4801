import Engine
import Language
import SessionCore
import Views

/// What the exercises of lessons need to know about formulas.
extension Interpreter {
  /// Reads a text as an answer; `nil` if it is a command, a definition, or no formula.
  public func typedAnswer(_ source: String) -> TypedAnswer? { TypedAnswer(source, commands: commands) }

  /// Whether a text is an answer wherever it is typed in a lesson: a formula, an equation, or an assignment to what a pass
  /// computes. A parameter, the batch or a variable may be assigned for its own sake.
  public func isAnAnswerAlone(_ source: String) -> Bool {
    guard let answer = typedAnswer(source), answer.form != .check, !isStep(source) else { return false }
    guard case .assignment(let target, _)? = try? commands.statement(CellSource(source)) else { return true }
    var evaluator = Evaluator(session: session, source: source)
    return target.nodes.contains { (try? evaluator.quantity(of: $0))?.isComputed == true }
  }

  /// What a formula is made of; `nil` if it is none.
  public func uses(of formula: String) -> FormulaUses? {
    (try? ExpressionParser.parse(formula)).map { FormulaUses(of: $0, in: session) }
  }

  /// Whether a side of an equation is only a name: a quantity or part of one, a variable, or something that has no value
  /// here, such as `dC/dw`.
  public func isName(_ side: String) -> Bool {
    if namesQuantity(side) || value(of: side) == nil { return true }
    guard case .name? = try? ExpressionParser.parse(side) else { return false }
    return true
  }

  /// Whether a name is free for a variable.
  public func isFree(_ name: String) -> Bool {
    !Names.isReserved(name, in: session) && Function.all[name] == nil && session.functions[name] == nil
      && commands.command(named: name) == nil
  }

  /// The digits with which a number was written, 3 of `0.0123`; of a matrix the fewest. `nil` if it is no number.
  public func writtenDigits(of text: String) -> Int? {
    guard let expression = try? ExpressionParser.parse(text) else { return nil }
    return Self.writtenDigits(of: expression, in: Array(text.utf8))
  }

  private static func writtenDigits(of expression: Expression, in bytes: [UInt8]) -> Int? {
    switch expression {
    case .number(_, let span):
      let digits = bytes[span.start..<span.end].prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
      return digits.filter { $0 != UInt8(ascii: ".") }.drop { $0 == UInt8(ascii: "0") }.count
    case .negation(let operand, _): return writtenDigits(of: operand, in: bytes)
    case .matrix(let rows, _):
      let counts = rows.joined().map { writtenDigits(of: $0, in: bytes) }
      return counts.contains(nil) ? nil : counts.compactMap { $0 }.filter { $0 > 0 }.min() ?? 0
    default: return nil
    }
  }

  /// This session with the variables and functions of another one that it does not have itself.
  public func lending(_ other: Interpreter) -> Interpreter {
    var copy = self
    copy.session.adoptVariables(of: other.session)
    copy.session.functions.merge(other.session.functions) { own, _ in own }
    return copy
  }
}
