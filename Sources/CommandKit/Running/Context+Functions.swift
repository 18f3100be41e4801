import Language
import SessionCore

extension Context {
  /// Makes a definition typed in a cell a function of the session; one of the same name is replaced.
  mutating func define(_ head: FunctionHead, _ body: Expression, code: String) throws(Diagnostic) {
    if commands.command(named: head.name) != nil {
      throw Diagnostic(
        "\(head.name) is a command", at: head.nameSpan,
        hint: "another name is free, as my_\(head.name)(\(head.parameters[0].name)) = …")
    }
    try DefinitionCheck(head, body, in: session, source: code).run()
    session.functions[head.name] = try UserFunction(code)
    reads.assign(.function(head.name))
  }
}
