import ArgumentParser
import Files

/// The shell on a terminal, otherwise the cells of standard input or of the command line.
struct OpenShell: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "Open the shell, or run the cells of standard input.",
    discussion: "Standard input that is not a terminal is run cell by cell, without prompts.")

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Run this cell; may be repeated.", valueName: "cell"))
  var cells: [String] = []

  @Argument(help: "A session to open, which `save` wrote, or a lesson.", completion: .file(extensions: ["md"]))
  var file: String?

  @OptionGroup var options: OutputOptions

  func validate() throws {
    if file != nil, !cells.isEmpty { throw ValidationError("either a file is opened, or cells are run with -c") }
  }

  func run() throws {
    try reportingErrors {
      if let file { return try options.runSession(Script(name: "<open>", text: "open \(try session(file))")) }
      if cells.isEmpty { return try options.runSession() }
      let scripts = cells.enumerated().map { Script(name: "<command \($0 + 1)>", text: $1) }
      try ScriptRunner(options: options, terminal: Terminal(colour: options.color)).run(scripts)
    }
  }

  /// The name of a file that can be opened, as it is typed in a cell.
  private func session(_ file: String) throws -> String {
    switch FileStore.disk.kind(of: file) {
    case .missing: throw ProgramError("no file or command is called \(file); chainrule --help lists the commands")
    case .folder: throw ProgramError("\(file) is a folder; chainrule lesson --folder \(file) lists its lessons")
    case .file:
      if !file.hasSuffix(".md") { throw ProgramError("\(file) is not a session; chainrule run \(file) runs a script") }
      return try quoted(file)
    }
  }
}

/// Runs files.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Run the cells of a file, one session for all files.")

  @Argument(help: "Scripts, in which a cell ends with its line unless a bracket is open; or .md files with cells.")
  var files: [String]

  @OptionGroup var options: OutputOptions

  func run() throws {
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
    discussion: "The cells of the file are run again. Standard input that is not a terminal follows them.")

  @Argument(help: "A file that `save` wrote, or a lesson.")
  var file: String

  @OptionGroup var options: OutputOptions

  func run() throws {
    try reportingErrors { try options.runSession(Script(name: "<open>", text: "open \(try quoted(file))")) }
  }
}

/// An argument of the program as a text in a cell.
///
/// - Throws: `ProgramError` for a quote, which ends a text, and for a line break, which ends a cell.
func quoted(_ name: String) throws(ProgramError) -> String {
  if name.contains(where: { $0 == "\"" || $0.isNewline }) {
    throw ProgramError("the name \(name) has a quote or a line break in it, which a cell cannot spell")
  }
  return "\"\(name)\""
}
