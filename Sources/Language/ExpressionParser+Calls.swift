/// Names, and calls of functions and of their derivatives.
extension ExpressionParser {
  mutating func nameOrCall(_ name: String, _ span: SourceSpan) throws(Diagnostic) -> Expression {
    if let head = partialHead(name, span) { return try call(head) }
    if name.hasPrefix("∂"), !allowsOpenDerivatives {
      throw Diagnostic(
        "\(name) is part of a partial derivative", at: span, hint: "∂f/∂x(2, 3), without blanks, for a function f(x, y)"
      )
    }
    var head = Expression.Call(function: name, order: 0, arguments: [], nameSpan: span, span: span)
    while case .primes(let count) = token.kind, token.span.start == end {
      head.order += count
      head.nameSpan = span.joined(token.span)
      advance()
    }
    if isDirectly(.openParenthesis) { return try call(head) }
    if allowsOpenDerivatives, head.order > 0 {
      let primes = SourceSpan(span.end, head.nameSpan.end)
      return .call(
        .openDerivative(of: [.name(name, span)], order: head.order, nameSpan: primes, span: head.nameSpan))
    }
    guard head.order == 0 else {
      throw Diagnostic("\(head.name) is a function", at: head.nameSpan, hint: "write its argument: \(head.name)(z[1])")
    }
    return .name(name, span)
  }

  private func isDirectly(_ kind: Token.Kind) -> Bool { token.kind == kind && token.span.start == end }

  /// Reads the arguments in parentheses after the name of a function.
  private mutating func call(_ head: Expression.Call) throws(Diagnostic) -> Expression {
    var call = head
    advance()
    if token.kind != .closeParenthesis {
      repeat {
        if skip(.name("axis")) {
          _ = skip(.assign)
          call.axis = try expression()
        } else {
          call.arguments.append(try expression())
        }
      } while skip(.comma)
    }
    call.span = head.nameSpan.joined(try expectClose(.closeParenthesis, ")"))
    return .call(call)
  }

  /// Reads `df/dx` or `∂f/∂x` if all of it is here, directly followed by a parenthesis.
  ///
  /// After another `/`, a `@` or a `^`, the spelling with d is a quotient: `a / df / dx(2)` associates to the left.
  private mutating func partialHead(_ name: String, _ span: SourceSpan) -> Expression.Call? {
    guard let function = Self.differentiated(name), isDirectly(.divide) else { return nil }
    if name.hasPrefix("d"), operandFollowsTightSign { return nil }
    var ahead = self
    ahead.advance()
    guard case .name(let below) = ahead.token.kind, ahead.token.span.start == ahead.end,
      let parameter = Self.differentiated(below), below.first == name.first
    else { return nil }
    let belowSpan = ahead.token.span
    ahead.advance()
    guard ahead.isDirectly(.openParenthesis) else { return nil }
    self = ahead
    let partial = Expression.Partial(
      parameter: parameter, isRound: name.hasPrefix("∂"), numerator: name, denominator: below, numeratorSpan: span,
      denominatorSpan: belowSpan)
    let head = span.joined(belowSpan)
    return Expression.Call(function: function, order: 0, partial: partial, arguments: [], nameSpan: head, span: head)
  }

  /// `f` of `df` and of `∂f`.
  private static func differentiated(_ name: String) -> String? {
    guard let first = name.first, first == "d" || first == "∂", name.count > 1 else { return nil }
    return Spelling.fold(String(name.dropFirst()))
  }
}
