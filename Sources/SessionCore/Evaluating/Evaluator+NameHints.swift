import Engine
import Language

/// What to type for a name that means something of the network elsewhere.
extension Evaluator {
  /// The error of a name that means something of the network elsewhere; `nil` if it means nothing known.
  func meant(_ name: String, at span: SourceSpan) -> Diagnostic? {
    if name == "l" {
      return Diagnostic(
        "unknown name l", at: span, hint: "a layer is a number, or L for the last: a[1], a[L], a[L - 1]")
    }
    guard let meaning = MeantName(name, isIndexed: false, in: session.network) else { return nil }
    let unknown = "unknown name \(name)"
    switch meaning {
    case .spelled("Y") where name == "t" && session[.target] != nil:
      return Diagnostic(unknown, at: span, hint: "did you mean Y? t is the step, in the formula of an update")
    case .spelled(let text):
      guard let quantity = Names.single(text), session[quantity] == nil else {
        let others =
          text.hasPrefix("delta") ? " the difference is a[\(session.network?.depth ?? 1)] - Y, the loss C" : ""
        return Diagnostic(unknown, at: span, hint: "did you mean \(text)?\(others)")
      }
      if name.count == 1 { return nil }
      return Diagnostic(
        unknown, at: span, hint: "did you mean \(text)?" + (missing(quantity, at: span).hint.map { " \($0)" } ?? ""))
    case .family(let family, nil):
      return Diagnostic(unknown, at: span, hint: "write \(family.symbol)[1], \(family.symbol)[2], …")
    case .family(let family, let layer?): return Diagnostic(unknown, at: span, hint: hint(family, layer, entry: ""))
    }
  }

  /// The error of `w[2]`, `d2[0, 1]` or `error[2]`, whose name means a quantity elsewhere; `nil` of a known name.
  mutating func meantQuantity(
    _ base: Expression, _ subscripts: [Expression.Subscript], at span: SourceSpan
  ) -> Diagnostic? {
    guard case .name(let name, _) = base, !isKnown(name) else { return nil }
    if let partial = partialDerivative(name, at: base.span) { return partial }
    let entry = Expression.index(.name("", base.span), subscripts, span).code
    if case .family(let family, let layer?)? = MeantName(name, isIndexed: false, in: session.network) {
      return Diagnostic("unknown name \(name)", at: span, hint: hint(family, layer, entry: entry))
    }
    guard case .family(let family, _)? = MeantName(name, isIndexed: true, in: session.network),
      case .at(let index)? = subscripts.first
    else { return nil }
    let unknown = "unknown name \(name)"
    guard subscripts.count == 1, let number = try? plainNumber(index), let layer = Int(exactly: number) else {
      return Diagnostic(unknown, at: span, hint: "write \(family.symbol)[1][0, 0] for an entry of layer 1")
    }
    return Diagnostic(unknown, at: span, hint: hint(family, layer, entry: ""))
  }

  /// The error of a part of a derivative alone: `∂a`, `dC`.
  func partialDerivative(_ name: String, at span: SourceSpan) -> Diagnostic? {
    if ForeignSpelling.isLoss(name) {
      return Diagnostic("\(name) is part of a derivative", at: span, hint: "the gradient of the loss by W[1] is dW[1]")
    }
    guard name.hasPrefix("∂") else { return nil }
    return Diagnostic("\(name) is part of a partial derivative", at: span, hint: ExpressionParser.roundHint)
  }

  /// What to type for a quantity of a layer.
  private func hint(_ family: Quantity.Family, _ layer: Int, entry: String) -> String {
    let symbol = family.symbol
    guard let depth = session.network?.depth else {
      return "did you mean \(symbol)[\(layer)]? network 2 3 1 builds one"
    }
    if layer > depth, layer > 9, depth < 10 {
      return "the network has layers 1 to \(depth); an entry of one is written \(symbol)[1][0, 0]"
    }
    if layer > depth { return "the network has layers 1 to \(depth): the last is \(symbol)[\(depth)]" }
    if layer < family.firstLayer { return "layers count from 1, layer 0 is the input: the first is \(symbol)[1]" }
    let quantity = family.quantity(layer)
    let missing = session.has(quantity) && session[quantity] == nil ? missing(quantity, at: SourceSpan(0, 0)).hint : nil
    return "did you mean \(symbol)[\(layer)]\(entry)?" + (missing.map { " \($0)" } ?? "")
  }

  func isKnown(_ name: String) -> Bool {
    parameter(name) != nil || session.variables[name] != nil || session.functions[name] != nil
      || Names.isReserved(name, in: session) || Function.all[name] != nil || Names.family(name) != nil
      || Names.single(name) != nil || constant(name) != nil
  }

  /// The error of `W[2]^T`, of `e^(-z[1])`, and of `W^[2]`, whose layer is raised in books.
  func meantPower(_ sign: Expression.Operator, _ base: Expression, _ exponent: Expression) -> Diagnostic? {
    guard sign == .power else { return nil }
    let span = base.span.joined(exponent.span)
    if case .name(let name, _) = exponent, name == "T" || name == "t", !isKnown(name) {
      return Diagnostic("\(name) has no value: ^ is the power", at: span, hint: "write \(operandText(base)).T")
    }
    guard case .name(let name, _) = base, parameter(name) == nil, session.variables[name] == nil else { return nil }
    if name == "exp" {
      return Diagnostic("\(name) has no value", at: span, hint: "write exp(\(exponent.code))")
    }
    guard let family = Names.family(name, in: session), let layer = Self.wholeNumber(exponent) else { return nil }
    return Diagnostic("\(name) needs a layer", at: span, hint: hint(family, layer, entry: ""))
  }

  private static func wholeNumber(_ expression: Expression) -> Int? {
    switch expression {
    case .number(let number, _): Int(exactly: number)
    case .matrix(let rows, _): rows.count == 1 && rows[0].count == 1 ? wholeNumber(rows[0][0]) : nil
    case .name, .call, .negation, .binary, .index, .transpose: nil
    }
  }

  /// The error of `leaky-relu(x)`, which is a difference.
  func meantHyphen(_ sign: Expression.Operator, _ left: Expression, _ right: Expression) -> Diagnostic? {
    guard sign == .subtract, case .name(let first, _) = left, !isKnown(first), case .call(var call) = right,
      Function.all["\(first)_\(call.name)"] != nil
    else { return nil }
    call.function = "\(first)_\(call.function)"
    return Diagnostic(
      "unknown name \(first)", at: left.span.joined(right.span), hint: "write \(Expression.call(call).code)")
  }

  /// The error of `da[1]/dz[1]`, which is meant as the derivative of the activation, and of `dC / dW[1]` with blanks.
  func meantDerivative(_ sign: Expression.Operator, _ above: Expression, _ below: Expression) -> Diagnostic? {
    guard sign == .divide else { return nil }
    var numerator = above
    if case .binary(_, _, let last) = above { numerator = last }
    let span = numerator.span.joined(below.span)
    if case .name(let name, _) = numerator, !isKnown(name), let gradient = ForeignSpelling.lossGradient(name, below) {
      let code = gradient.code
      return Diagnostic(
        "\(name) has no value", at: span,
        hint: Names.family(code) == nil ? "write \(code)" : "write \(code)[1], \(code)[2], …")
    }
    guard let (l, d) = Self.activationByPreActivation(numerator, below), !isKnown("dz"), let network = session.network,
      (1...network.depth).contains(l)
    else { return nil }
    let activation = network[layer: l].activation
    return Diagnostic(
      d == "∂" ? "∂a[\(l)] has no value" : "da[\(l)] is the gradient of the loss here", at: span,
      hint: activation.isElementwise
        ? "the derivative of a[\(l)] by z[\(l)]: write \(activation.functionName)'(z[\(l)])"
        : "the derivative of softmax is a Jacobian; row by row, delta[\(l)] is \(Self.softmaxDelta(l))")
  }

  /// The layer of `da[1]` and `dz[1]`, or of `∂a[1]` and `∂z[1]`, and the sign.
  private static func activationByPreActivation(_ a: Expression, _ z: Expression) -> (layer: Int, sign: String)? {
    for d in ["d", "∂"] {
      if let l = layer(of: a, named: d + "a"), l == layer(of: z, named: d + "z") { return (l, d) }
    }
    return nil
  }

  static func softmaxDelta(_ l: Int) -> String { "a[\(l)] * (da[\(l)] - sum(da[\(l)] * a[\(l)], axis 1))" }
}
