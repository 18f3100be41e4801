import ArgumentParser

@main
struct ChainRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chainrule",
    abstract: "A notebook-style shell for the multilayer perceptron.",
    discussion: """
      Opens the shell. There, `help` shows what you can type.

        chainrule                              the shell
        chainrule < FILE                       the cells of standard input
        chainrule -c 'CELL' -c 'CELL'          the cells of the command line
        chainrule run FILE                     the cells of a file
        chainrule FILE.md                      the shell, with a saved session
        chainrule lesson N                     the shell, with a lesson open
        chainrule export FILE -o PAGE          a lesson as a page
        chainrule manual                       the manual, for man(1)
      """,
    version: "chainrule \(programVersion)",
    subcommands: [
      OpenShell.self, Run.self, Open.self, Check.self, PlayLesson.self, Export.self, PrintManual.self,
    ],
    defaultSubcommand: OpenShell.self)
}

extension ChainRule {
  /// Writes messages through `Output`, not through the library: they name arguments, which may hold anything.
  static func main() {
    Locale.use()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let text = fullMessage(for: error)
      if !text.isEmpty { (code == .success ? Output.standard : .errors).writeMessage(text) }
      exit(withError: code)
    }
  }
}
