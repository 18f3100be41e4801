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
