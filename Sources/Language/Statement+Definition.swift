/// Definitions of functions: `f(x, y) = x^2 * sin(y)`.
extension Statement {
  /// Reads the body of a function whose head was read as a call.
  static func definition(
    of call: Expression.Call, _ parser: inout ExpressionParser
  ) throws(Diagnostic) -> Statement {
    let head = try head(call)
    if case .end = parser.next.kind {
      throw Diagnostic(
        "\(call.function) has no formula", at: call.span, hint: "\(sample(head)) = \(head.parameters[0].name)^2")
    }
    let body = try parser.expression()
    try parser.expectEnd()
    return .definition(head, body: body)
  }

  private static func head(_ call: Expression.Call) throws(Diagnostic) -> FunctionHead {
    if call.order > 0 || call.partial != nil {
      throw Diagnostic(
        "\(call.name) is a derivative: it follows from \(call.function)", at: call.nameSpan,
        hint: "define the function: \(call.function)(x) = …")
    }
    if let axis = call.axis {
      throw Diagnostic("axis cannot be a parameter", at: axis.span, hint: "\(call.function)(x) = …")
    }
    if call.arguments.isEmpty {
      throw Diagnostic(
        "\(call.function) has no parameter", at: call.span,
        hint: "a variable needs no parentheses: \(call.function) = …")
    }
    var parameters: [FunctionHead.Parameter] = []
    for argument in call.arguments {
      guard case .name(let name, let span) = argument else {
        throw Diagnostic(
          "a parameter is a name", at: argument.span, hint: "\(call.function)(x) = … defines it for every x")
      }
      if parameters.contains(where: { $0.name == name }) {
        throw Diagnostic("two parameters are called \(name)", at: span)
      }
      parameters.append(FunctionHead.Parameter(name: name, span: span))
    }
    return FunctionHead(
      name: call.function, nameSpan: call.nameSpan, parameters: parameters, span: call.span)
  }

  private static func sample(_ head: FunctionHead) -> String {
    "\(head.name)(\(head.parameters.map(\.name).joined(separator: ", ")))"
  }
}
