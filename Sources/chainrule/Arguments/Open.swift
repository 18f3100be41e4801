import ArgumentParser

/// The shell with a saved session.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the shell with a saved session.",
    discussion: "The cells of the file are run again. Standard input that is not a terminal goes on behind them.")

  @Argument(help: "A file that `save` wrote, or a lesson.")
  var file: String

  @OptionGroup var options: OutputOptions

  func run() throws {
    Locale.use()
    let terminal = Terminal(colour: options.color)
    try reportingErrors {
      let opening = "open \(try quoted(file))"
      if terminal.isInteractive, options.format == .plain {
        try Repl(terminal: terminal).run(opening: opening)
      } else {
        let input = Script(name: "<stdin>", input: InputLines(descriptor: 0, name: "<stdin>"))
        try ScriptRunner(options: options, terminal: terminal).run([Script(name: "<open>", text: opening), input])
      }
    }
  }
}
