/// Names, and calls of functions and of their derivatives.
extension ExpressionParser {
  mutating func nameOrCall(_ name: String, _ span: SourceSpan) throws(Diagnostic) -> Expression {
    if let head = partialHead(name, span) { return .call(try arguments(of: head)) }
    if let gradient = lossGradient(name, span) { return gradient }
    if let member = try moduleMember(name, span) { return member }
    let isIndexed = if case .lowered = token.kind { true } else { isDirectly(.openBracket) }
    if name.hasPrefix("∂"), !allowsOpenDerivatives, !isIndexed {
      throw Diagnostic("\(name) is part of a partial derivative", at: span, hint: Self.roundHint)
    }
    var head = Expression.Call(function: name, order: 0, arguments: [], nameSpan: span, span: span)
    while case .primes(let count) = token.kind, token.span.start == end {
      head.order += count
      head.nameSpan = span.joined(token.span)
      advance()
    }
    if isDirectly(.openParenthesis) { return try functionCall(head) }
    if case .raised(let power) = token.kind, ForeignSpelling.methods.contains(name) {
      throw raisedFunction(head, power)
    }
    if allowsOpenDerivatives, head.order > 0 {
      let primes = SourceSpan(span.end, head.nameSpan.end)
      return .call(
        .openDerivative(of: [.name(name, span)], order: head.order, nameSpan: primes, span: head.nameSpan))
    }
    switch head.order {
    case 0: return .name(name, span)
    // Of a matrix; whether the name is a function, the evaluator knows.
    case 1: return .transpose(.name(name, span), head.nameSpan)
    default:
      throw Diagnostic("\(head.name) is a function", at: head.nameSpan, hint: "write its argument: \(head.name)(z[1])")
    }
  }

  /// What is written with ∂.
  public static let roundHint =
    "∂f/∂x(2, 3), without blanks, for a function f(x, y); the gradient of the loss is ∂C/∂W[1]"

  func isDirectly(_ kind: Token.Kind) -> Bool { token.kind == kind && token.span.start == end }

  private mutating func functionCall(_ head: Expression.Call) throws(Diagnostic) -> Expression {
    var call = try arguments(of: head)
    if call.order == 0, ForeignSpelling.axisSecond.contains(call.function) { call.takeAxisByPosition() }
    return .call(call)
  }

  /// The error of `sin²(x)`.
  private func raisedFunction(_ head: Expression.Call, _ power: Int) -> Diagnostic {
    var ahead = self
    ahead.givesHints = false
    ahead.advance()
    let argument = (try? ahead.primary()).map(\.code) ?? "x"
    return Diagnostic(
      "the power of a function is after its argument", at: token.span, hint: "write \(head.name)(\(argument))^\(power)")
  }

  /// Reads the arguments in parentheses after the name of a function.
  mutating func arguments(of head: Expression.Call) throws(Diagnostic) -> Expression.Call {
    var call = head
    advance()
    if token.kind != .closeParenthesis {
      let takesTuples = ForeignSpelling.tupleFunctions.contains(call.function)
      repeat {
        if takesTuples, let list = tuple() {
          call.arguments += list
        } else if try !readNamedArgument(of: &call) {
          call.arguments.append(try expression())
        }
      } while skip(.comma)
    }
    call.span = head.nameSpan.joined(try expectClose(.closeParenthesis, ")"))
    if ForeignSpelling.rowFunctions.contains(call.function) {
      call.takeAxisByPosition()
      if case .number(1, _)? = call.axis { call.axis = nil }
    }
    return call
  }

  /// Reads `(2, 3)`, if it is next.
  private mutating func tuple() -> [Expression]? {
    var ahead = self
    ahead.givesHints = false
    guard ahead.skip(.openParenthesis) else { return nil }
    var list: [Expression] = []
    repeat {
      guard let item = try? ahead.expression() else { return nil }
      list.append(item)
    } while ahead.skip(.comma)
    guard list.count > 1, ahead.skip(.closeParenthesis) else { return nil }
    ahead.givesHints = givesHints
    self = ahead
    return list
  }

  /// Reads `axis 0`, `axis=0`, `dim=0` or `keepdims=True`, if one is next.
  private mutating func readNamedArgument(of call: inout Expression.Call) throws(Diagnostic) -> Bool {
    guard case .name(let name) = token.kind else { return false }
    var ahead = self
    ahead.advance()
    let isNamed = ahead.token.kind == .assign
    if ForeignSpelling.ignoredArguments.contains(name), isNamed {
      self = ahead
      advance()
      _ = try expression()
      return true
    }
    let isNumber = if case .number = ahead.token.kind { true } else { false }
    if isNamed, name != "axis", !ForeignSpelling.axisNames.contains(name) {
      throw Diagnostic(
        "\(call.name) takes no \(name)", at: token.span,
        hint: name == "ddof" ? "it divides by the number of entries" : nil)
    }
    guard name == "axis" || ForeignSpelling.axisNames.contains(name) && (isNamed || isNumber) else { return false }
    self = ahead
    _ = skip(.assign)
    let axis = try expression()
    if case .name("None", _) = axis { return true }
    if call.axis != nil { throw Diagnostic("the axis is given twice", at: axis.span) }
    call.axis = name == "dims" ? axis.axisFromOne : axis.axisFromTheEnd ?? axis
    return true
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
