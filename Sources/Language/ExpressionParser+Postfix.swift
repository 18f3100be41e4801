/// What follows an operand without a blank: indexes, transposes, and members as in NumPy and PyTorch.
extension ExpressionParser {
  mutating func postfix() throws(Diagnostic) -> Expression {
    let start = token.span.start
    var result = try primary()
    var length = 0
    while true {
      try countLink(&length)
      let span = result.span.joined(token.span)
      switch token.kind {
      case .transpose:
        result = .transpose(result, span)
        advance()
      case .openBracket where token.span.start == end: result = try subscripts(of: result)
      case .lowered(let index) where token.span.start == end:
        result = .index(result, [.at(.number(Double(index), token.span))], span)
        advance()
      case .primes(let count) where token.span.start == end && (allowsOpenDerivatives || count == 1):
        result =
          allowsOpenDerivatives
          ? .call(.openDerivative(of: [result], order: count, nameSpan: token.span, span: span))
          : .transpose(result, span)
        advance()
      case .member(let name) where token.span.start == end: result = try member(name, of: result, from: start)
      default: return result
      }
    }
  }

  /// Reads `x.sum(axis=0)`, `W[1].grad` or `X.shape[0]` from the name on.
  private mutating func member(_ name: String, of base: Expression, from start: Int) throws(Diagnostic) -> Expression {
    let (operand, dot) = (typed(from: start, to: end), token.span)
    advance()
    let head = Expression.Call(
      function: name, order: 0, arguments: [base], nameSpan: base.span.joined(dot), span: base.span.joined(dot))
    if isDirectly(.openParenthesis) { return try translated(try arguments(of: head)) }
    if name == "shape" { return try size(in: .call(head)) }
    if name == "grad", let gradient = ForeignSpelling.gradient(of: base) { return gradient }
    throw Diagnostic("unknown .\(name)", at: head.nameSpan, hint: Self.memberHint(name, of: base, typed: operand))
  }

  private static func memberHint(_ name: String, of base: Expression, typed operand: String) -> String? {
    switch name {
    case "weight", "weights": return "write W[1], W[2], …"
    case "bias", "biases": return "write b[1], b[2], …"
    case "grad":
      guard case .name(let word, _) = base, let (stem, layer) = ForeignSpelling.layered(word),
        let gradient = ForeignSpelling.gradients[stem]
      else { return nil }
      return "write \(gradient)[\(layer)]"
    default:
      let function = if case .function(let other)? = ForeignSpelling.functions[name] { other } else { name }
      return ForeignSpelling.methods.contains(function) ? "write \(function)(\(operand))" : nil
    }
  }

  /// Reads `params["W1"]` and `cache['A1']` as the name inside.
  mutating func dictionaryEntry(of base: Expression) -> Expression? {
    guard case .name(let dictionary, let place) = base, ForeignSpelling.dictionaries.contains(dictionary) else {
      return nil
    }
    var ahead = self
    ahead.advance()
    let name: String
    if case .text(let text) = ahead.token.kind {
      name = text
    } else {
      guard ahead.skip(.primes(1)), case .name(let word) = ahead.token.kind else { return nil }
      ahead.advance()
      guard ahead.token.kind == .primes(1) else { return nil }
      name = word
    }
    ahead.advance()
    guard ahead.skip(.closeBracket) else { return nil }
    self = ahead
    return .name(Spelling.fold(name), SourceSpan(place.start, end))
  }

  /// `shape(X)`, or an entry of it: `X.shape[0]`.
  private mutating func size(in shape: Expression) throws(Diagnostic) -> Expression {
    guard isDirectly(.openBracket) else { return shape }
    let indexed = try subscripts(of: shape)
    guard case .index(_, let list, let span) = indexed, list.count == 1, case .at = list[0] else { return indexed }
    return .index(shape, [.at(.number(0, span))] + list, span)
  }

  /// Reads `np.exp(x)`, `np.linalg.norm(x)` or `np.pi` after the first name; `nil` if it is something else.
  mutating func moduleMember(_ name: String, _ span: SourceSpan) throws(Diagnostic) -> Expression? {
    guard ForeignSpelling.modules.contains(name) else { return nil }
    var ahead = self
    var member: String?
    while case .member(let next) = ahead.token.kind, ahead.token.span.start == ahead.end {
      member = next
      ahead.advance()
    }
    guard let member else { return nil }
    let whole = SourceSpan(span.start, ahead.end)
    if name == ForeignSpelling.object, !ahead.isDirectly(.openParenthesis) {
      self = ahead
      return .name(Spelling.fold(member), whole)
    }
    if member == "pi" || member == "e" {
      self = ahead
      return .name(member, whole)
    }
    guard ahead.isDirectly(.openParenthesis) else { return nil }
    var inside = ahead
    inside.advance()
    // `F.sum()` is a method of a variable F.
    if inside.token.kind == .closeParenthesis { return nil }
    self = ahead
    let head = Expression.Call(
      function: Spelling.fold(member), order: 0, arguments: [], nameSpan: whole, span: whole)
    return try translated(try arguments(of: head))
  }

  /// A function of another language in the shell's own spelling.
  private func translated(_ call: Expression.Call) throws(Diagnostic) -> Expression {
    guard ForeignSpelling.functions[call.function] != nil else {
      var call = call
      if ForeignSpelling.axisSecondOfModules.contains(call.function) { call.takeAxisByPosition() }
      return .call(call)
    }
    if let own = ForeignSpelling.own(call) { return own }
    throw Diagnostic("\(call.function) does not take \(call.arguments.count) arguments", at: call.span)
  }

  /// Reads `|x|` as abs(x), `‖x‖` as norm(x).
  mutating func bars() throws(Diagnostic) -> Expression {
    let bar = token
    advance()
    let operand = try expression()
    let close = token.span
    guard skip(bar.kind) else { throw unexpected(expected: bar.kind.description) }
    return .call(
      Expression.Call(
        function: bar.kind == .bar ? "abs" : "norm", order: 0, arguments: [operand], nameSpan: bar.span,
        span: bar.span.joined(close)))
  }

  /// Reads `dC/dW[1]`, `∂L/∂z[2]` or `dC/dW2` as far as the name of the gradient: dW, delta, dW[2].
  ///
  /// With d it has no blanks and does not follow another `/`, `@` or `^`, as `df/dx(2)`.
  mutating func lossGradient(_ name: String, _ span: SourceSpan) -> Expression? {
    guard !allowsOpenDerivatives, let d = name.first, d == "d" || d == "∂",
      ForeignSpelling.losses.contains(String(name.dropFirst()))
    else { return nil }
    let isRound = d == "∂"
    if !isRound, operandFollowsTightSign || token.span.start != end { return nil }
    var ahead = self
    guard ahead.skip(.divide), case .name(let below) = ahead.token.kind, below.first == d,
      isRound || ahead.token.span.start == ahead.end
    else { return nil }
    ahead.advance()
    let (variable, whole) = (String(below.dropFirst()), SourceSpan(span.start, ahead.end))
    let (stem, layer) = ForeignSpelling.layered(variable).map { ($0.stem, $0.layer) } ?? (variable, nil)
    let isInput = stem == "X" || stem == "x"
    let index: Int? = isInput ? 0 : layer
    guard let gradient = isInput ? "da" : ForeignSpelling.gradients[stem] else { return nil }
    let isIndexed = if case .lowered = ahead.token.kind { true } else { ahead.isDirectly(.openBracket) }
    guard isRound || index != nil || isIndexed else { return nil }
    self = ahead
    let result = Expression.name(gradient, whole)
    return index.map { .index(result, [.at(.number(Double($0), whole))], whole) } ?? result
  }

  /// Whether a number and what follows it without a blank are a product: `2π`, `2(a[2] - Y)`.
  /// - Throws: a diagnostic if it may as well be read otherwise, as `1/2(a[2] - Y)`.
  func isJuxtaposed() throws(Diagnostic) -> Bool {
    guard case .number = last, token.span.start == end, startsProduct else { return false }
    if operandFollowsTightSign {
      throw Diagnostic(
        "a product without a sign can be read in two ways here", at: token.span,
        hint: "write \(typed(from: 0, to: end)) * \(typed(from: token.span.start, to: nil))")
    }
    return true
  }
}

extension ExpressionParser {
  private var startsProduct: Bool {
    switch token.kind {
    case .name, .openParenthesis, .root: true
    default: false
    }
  }
}

extension Expression {
  /// The axis that Julia counts from 1.
  var axisFromOne: Expression {
    guard case .number(let number, let span) = self, number >= 1 else { return self }
    return .number(number - 1, span)
  }

  /// The axis that −1 or −2 counts from the end.
  var axisFromTheEnd: Expression? {
    guard case .negation(.number(let number, _), let span) = self, number == 1 || number == 2 else { return nil }
    return .number(2 - number, span)
  }
}

extension Expression.Call {
  /// Reads the second argument of `sum(x, 0)` as the axis, if it is 0, 1, −1 or −2.
  mutating func takeAxisByPosition() {
    guard axis == nil, arguments.count == 2 else { return }
    let second = arguments[1].axisFromTheEnd ?? arguments[1]
    guard case .number(let number, _) = second, number == 0 || number == 1 else { return }
    axis = second
    arguments.removeLast()
  }
}
