import Language
import SessionCore

extension Context {
  /// Makes a definition typed in a cell a function of the session; one of the same name is replaced.
  public mutating func define(_ head: FunctionHead, _ body: Expression, code: String) throws(Diagnostic) {
    if commands.command(named: head.name) != nil {
      throw Diagnostic(
        "\(head.name) is a command", at: head.nameSpan,
        hint: "choose another name: my_\(head.name)(\(head.parameters[0].name)) = …")
    }
    if session.activations[head.name] != nil {
      throw Diagnostic(
        "\(head.name) is an activation", at: head.nameSpan,
        hint: "activation \(head.name)(\(head.parameters[0].name)) = … changes it, undefine \(head.name) removes it")
    }
    if let user = session.activationsUsing(head.name).first {
      throw Diagnostic(
        "the activation \(user) uses \(head.name)", at: head.nameSpan,
        hint: "choose another name, or undefine \(user) before")
    }
    try DefinitionCheck(head, body, in: session, source: code).run()
    session.functions[head.name] = try UserFunction(code)
    reads.assign(.function(head.name))
  }
}
