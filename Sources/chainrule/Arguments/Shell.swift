import ArgumentParser

/// The shell on a terminal; without one, the cells of standard input or of the command line.
struct Shell: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the shell, or run the cells of standard input.",
    discussion: "Standard input that is not a terminal is run cell by cell, without prompts.")

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run this cell; may be repeated.", valueName: "cell"))
  var cells: [String] = []

  @OptionGroup var options: OutputOptions

  func run() throws {
    Locale.use()
    let terminal = Terminal(colour: options.color)
    try reportingErrors {
      if cells.isEmpty, terminal.isInteractive, options.format == .plain {
        try Repl(terminal: terminal).run()
      } else {
        try ScriptRunner(options: options, terminal: terminal).run(scripts)
      }
    }
  }

  /// The cells of the command line, else standard input.
  private var scripts: [Script] {
    if cells.isEmpty { return [Script(name: "<stdin>", input: InputLines(descriptor: 0, name: "<stdin>"))] }
    return cells.enumerated().map { Script(name: "<command \($0 + 1)>", text: $1) }
  }
}
