import Calculus
import Language

/// Derivatives that are not worked out, as they are written: `d(x^2)/dx`, `d/dx(x^2)`, `(x^2)'`, `dC/da[2][s, k]`,
/// `∂C/∂z[2][s, k]`. Each becomes a call of ∂ with what is differentiated and by what.
struct DerivativeNotation {
  /// Whether a name, with its layer or without, is a quantity.
  let isQuantity: (Expression) -> Bool
  let isFunction: (String) -> Bool
  /// By what `(x^2)'` is differentiated; `nil` if that is open.
  let variable: Expression?

  func rewritten(_ expression: Expression) throws(Diagnostic) -> Expression {
    if case .binary(.divide, _, _) = expression { return try chain(expression) }
    if case .binary(.multiply, _, _) = expression { return try chain(expression) }
    if case .binary(.matrixProduct, _, _) = expression { return try chain(expression) }
    guard case .call(let call) = expression else {
      return try expression.mapParts { part throws(Diagnostic) in try rewritten(part) }
    }
    if call.function == Expression.openDerivative, call.arguments.count == 1, call.partial == nil {
      return try primed(call)
    }
    if call.function == "d", !isFunction("d"), call.arguments.count == 1, call.order == 0 { return try primed(call) }
    return try expression.mapParts { part throws(Diagnostic) in try rewritten(part) }
  }

  /// `(x^2)'` and `d(x^2)` by the variable.
  private func primed(_ call: Expression.Call) throws(Diagnostic) -> Expression {
    guard let variable else {
      throw Diagnostic("by what is the derivative?", at: call.span, hint: "d(…)/dz[1][s, i]")
    }
    let inner = try rewritten(call.arguments[0])
    return (0..<max(call.order, 1)).reduce(inner) { term, _ in
      .call(.openDerivative(of: [term, variable], nameSpan: call.nameSpan, span: call.span))
    }
  }

  // MARK: Quotients of differentials

  private typealias Link = (sign: Expression.Operator, operand: Expression)

  /// In a/b·c/d a differential over the next one is a derivative.
  private func chain(_ expression: Expression) throws(Diagnostic) -> Expression {
    let links = Self.links(of: expression)
    var result: Expression?
    var place = 0
    while place < links.count {
      let (sign, operand) = links[place]
      var next: Expression
      if sign != .divide, place + 1 < links.count, links[place + 1].sign == .divide,
        let derivative = try derivative(operand, over: links[place + 1].operand)
      {
        next = derivative
        place += 1
      } else {
        next = try rewritten(operand)
      }
      result = result.map { .binary(sign, $0, next) } ?? next
      place += 1
    }
    return result ?? expression
  }

  /// The operands of a chain of products and quotients, from left to right.
  private static func links(of expression: Expression) -> [Link] {
    guard case .binary(let sign, let left, let right) = expression,
      sign == .multiply || sign == .divide || sign == .matrixProduct
    else { return [(.multiply, expression)] }
    return links(of: left) + [(sign, right)]
  }

  private func derivative(_ above: Expression, over below: Expression) throws(Diagnostic) -> Expression? {
    let span = above.span.joined(below.span)
    func open(_ inner: Expression, by variable: Expression) throws(Diagnostic) -> Expression {
      .call(.openDerivative(of: [try rewritten(inner), try rewritten(variable)], nameSpan: above.span, span: span))
    }
    // d/dx(x^2)
    if case .name(let sign, _) = above, sign == "d" || sign == "∂", case .call(let call) = below,
      call.arguments.count == 1, call.order == 0, let name = Self.stripped(call.function)
    {
      return try open(call.arguments[0], by: .name(name, call.nameSpan))
    }
    guard let inner = differential(above), let variable = differential(below) else { return nil }
    return try open(inner, by: variable)
  }

  /// u of `du`, `a[2][s, k]` of `da[2][s, k]`, `x^2` of `d(x^2)`.
  private func differential(_ expression: Expression) -> Expression? {
    switch expression {
    case .name, .index:
      guard let quantity = Self.stripped(expression), isQuantity(quantity) else { return nil }
      return quantity
    case .call(var call):
      if call.function == "d" || call.function == "∂", call.arguments.count == 1, call.order == 0 {
        return call.arguments[0]
      }
      guard let name = Self.stripped(call.function), isFunction(name), !isFunction(call.function) else { return nil }
      call.function = name
      return .call(call)
    default: return nil
    }
  }

  private static func stripped(_ expression: Expression) -> Expression? {
    switch expression {
    case .name(let name, let span): stripped(name).map { .name($0, span) }
    case .index(let base, let subscripts, let span): stripped(base).map { .index($0, subscripts, span) }
    default: nil
    }
  }

  private static func stripped(_ name: String) -> String? {
    guard let first = name.first, first == "d" || first == "∂", name.count > 1 else { return nil }
    return String(name.dropFirst())
  }
}
