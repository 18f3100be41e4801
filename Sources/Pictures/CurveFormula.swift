import CommandKit
import Language
import SessionCore

/// An expression of one variable, to be drawn as a curve.
struct CurveFormula {
  let variable: String
  private let expression: Expression
  private let code: String

  /// Reads the expression that starts at a place of the cell.
  /// - Returns: also where it ends.
  static func read(
    _ code: String, from start: Int, in context: Context
  ) throws(Diagnostic) -> (formula: CurveFormula, end: Int) {
    var parser = ExpressionParser(code, from: start)
    let expression = try parser.expression()
    let end = expression.span.end
    guard let next = code.utf8.dropFirst(end).first, next != UInt8(ascii: " ") else {
      return (
        CurveFormula(variable: try variable(of: expression, code, context), expression: expression, code: code), end
      )
    }
    throw Diagnostic("expected a blank after a curve", at: SourceSpan(end, end + 1), hint: "plot sin(x) cos(x)")
  }

  /// The one name that has no value; if all have one, the variable that is usually free: x, t or z.
  private static func variable(
    of expression: Expression, _ code: String, _ context: Context
  ) throws(Diagnostic) -> String {
    let session = context.session
    let names = expression.names.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let open = names.filter { session.variables[$0] == nil && !Names.isReserved($0, in: session) }
    if open.count > 1 {
      throw Diagnostic(
        "a curve has one variable, \(expression.text(in: code)) has \(open.joined(separator: " and "))",
        at: expression.span, hint: "give one a value first: \(open[1]) = 1")
    }
    if let variable = open.first ?? ["x", "t", "z"].first(where: names.contains) { return variable }
    let text = expression.text(in: code)
    var evaluator = context.evaluator(code)
    let isMatrix = if case .number = try evaluator.evaluate(expression) { false } else { true }
    throw Diagnostic(
      "\(text) has no free variable, a curve needs one", at: expression.span,
      hint: isMatrix ? "heatmap \(text)" : "plot \(text) * x")
  }

  func value(at place: Double, in context: Context) throws(Diagnostic) -> Double {
    var evaluator = context.evaluator(code)
    let value = try evaluator.evaluate(try expression.replacing(variable, by: place))
    if case .number(let number) = value { return number }
    throw Diagnostic(
      "\(expression.text(in: code)) is \(value.shape) at \(variable) = \(place.formatted), not a number",
      at: expression.span)
  }
}

extension Expression {
  /// As it was typed.
  fileprivate func text(in code: String) -> String {
    String(decoding: Array(code.utf8)[span.start..<min(span.end, code.utf8.count)], as: UTF8.self)
  }

  /// With a number in place of a name.
  fileprivate func replacing(_ name: String, by value: Double) throws(Diagnostic) -> Expression {
    if case .name(name, let span) = self { return .number(value, span) }
    return try mapParts { part throws(Diagnostic) in try part.replacing(name, by: value) }
  }
}
