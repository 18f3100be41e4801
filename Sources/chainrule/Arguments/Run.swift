import ArgumentParser

/// Runs files.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Run the cells of a file, one session for all files.")

  @Argument(help: "Scripts, a cell ending with its line unless a bracket is open; of a .md file, its cells.")
  var files: [String]

  @OptionGroup var options: OutputOptions

  func run() throws {
    Locale.use()
    try reportingErrors {
      let scripts = try files.map { try Script(file: $0) }
      try ScriptRunner(options: options, terminal: Terminal(colour: options.color)).run(scripts)
    }
  }
}

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

/// A name of the program's arguments as a cell has it.
///
/// - Throws: `ProgramError` where no cell can: a quote ends a text, and a line break a cell.
func quoted(_ name: String) throws(ProgramError) -> String {
  if name.contains(where: { $0 == "\"" || $0.isNewline }) {
    throw ProgramError("the name \(name) has a quote or a line break in it, which a cell cannot spell")
  }
  return "\"\(name)\""
}
