import Language

/// Losses of the user: `quartic(a, y) = sum((a - y)^4)`.
extension LossDefinition {
  /// Reads a definition.
  ///
  /// - Parameters:
  ///   - text: a cell in which it is.
  ///   - start: where its name starts, in bytes.
  ///   - library: the functions that it can call.
  /// - Throws: at the place of what cannot be a loss.
  public init(typed text: String, from start: Int = 0, library: FunctionLibrary = .activations) throws(Diagnostic) {
    var parser = ExpressionParser(text, from: start)
    let head = try parser.expression()
    guard case .call(let call) = head, call.order == 0, call.partial == nil, call.axis == nil else {
      throw Diagnostic("a loss is defined as a function", at: head.span, hint: "loss quartic(a, y) = sum((a - y)^4)")
    }
    let names = try Self.parameters(of: call)
    guard parser.skip(.assign) else {
      throw Diagnostic(
        "\(call.function) has no formula", at: call.span, hint: "loss \(call.function)(a, y) = sum((a - y)^4)")
    }
    let body = try parser.expression()
    try parser.expectEnd()
    let term = try Self.read(body, names, library)
    self.init(call.function, FunctionDefinition(call.function, [Self.a, Self.y], term))
    self.library = library
    kinks = term.resolved(library, for: .showing).kinks.filter { $0.symbols.contains(Self.a) }
    if gradientByRules == .zero {
      throw Diagnostic(
        "the derivative of this loss by the outputs is 0: nothing can be learned from it", at: body.span)
    }
  }

  /// The names of outputs and targets.
  private static func parameters(of call: Expression.Call) throws(Diagnostic) -> [String] {
    var names: [String] = []
    for argument in call.arguments {
      guard case .name(let name, let span) = argument else {
        throw Diagnostic("a parameter is a name", at: argument.span, hint: "loss \(call.function)(a, y) = …")
      }
      if names.contains(name) { throw Diagnostic("two parameters are called \(name)", at: span) }
      names.append(name)
    }
    guard names.count == 2 else {
      throw Diagnostic(
        "a loss has two parameters, the outputs and the targets of a sample, not \(names.count)", at: call.span,
        hint: "loss \(call.function)(a, y) = …")
    }
    return names
  }

  private static func read(
    _ body: Expression, _ names: [String], _ library: FunctionLibrary
  ) throws(Diagnostic) -> Term {
    var reader = TermReader(library: library, sizes: names.contains("n") ? [:] : ["n": outputs]) { name, layer in
      layer == nil ? zip(names, [a, y]).first { $0.0 == name }?.1 : nil
    }
    let reading: TermReader.Reading
    do throws(Diagnostic) {
      reading = try reader.read(body)
    } catch {
      let isUnknown = error.message.hasPrefix("unknown name")
      throw Diagnostic(
        error.message.split(separator: "\(outputs.count)").joined(separator: "n"), at: error.span,
        hint: error.hint
          ?? (isUnknown
            ? "a loss is a formula of \(names[0]), \(names[1]) and numbers; n is the number of outputs" : nil))
    }
    guard reading.shape.isNumber else {
      throw Diagnostic(
        "this is a number for each output; the loss of a sample is one number", at: body.span,
        hint: "sum(…) or mean(…) adds them up")
    }
    guard reading.term.symbols.contains(a) else {
      throw Diagnostic("the loss does not depend on the outputs \(names[0])", at: body.span)
    }
    try checkJumps(in: body, names[0], library)
    return reading.term
  }

  /// Refuses functions whose value jumps.
  private static func checkJumps(
    in expression: Expression, _ output: String, _ library: FunctionLibrary
  ) throws(Diagnostic) {
    if case .call(let call) = expression, expression.names.contains(output),
      Elementary(rawValue: call.function)?.hasJumps == true
    {
      throw Diagnostic(
        "\(call.function) jumps and has no useful derivative", at: call.nameSpan,
        hint: call.function == "sign" ? "abs(u) is u * sign(u)" : nil)
    }
    for part in expression.parts { try checkJumps(in: part, output, library) }
  }

  /// The definition as it is typed: `quartic(a, y) = sum((a - y)^4)`.
  public var code: String {
    "\(function.name)(\(function.parameters.map(\.name).joined(separator: ", "))) = "
      + (function.body.code(library: library) ?? function.body.mathematics)
  }
}
