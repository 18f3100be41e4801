import Language
import SessionCore
import Views

/// A command of the shell: it declares everything about itself once.
///
/// The usage line, `help`, completion, "did you mean" and the manual are made from the declaration; a test runs the
/// examples and compares what they give.
public protocol Command: Sendable {
  static var name: String { get }
  static var aliases: [String] { get }
  /// One line: what it does.
  static var abstract: String { get }
  /// More to know, in sentences.
  static var discussion: String { get }
  static var topic: Topic { get }
  static var parameters: [Parameter] { get }
  static var examples: [Example] { get }
  /// The line that shows how it is typed.
  static var usage: String { get }
  /// Whether it acts on the notebook (its cells, files and lessons) rather than on the session, and so is a cell of its own.
  static var actsOnNotebook: Bool { get }
  /// Pages of help that belong to it beside its own, such as those of the data sets.
  static var pages: [HelpPage] { get }
  /// A form of it that takes less time, for the hint after Ctrl-C.
  static var shorterForm: String? { get }

  /// Does it. What it changes is kept only if it does not throw.
  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult
}

/// What a command wants to happen.
public enum CommandResult: Sendable {
  /// A result to show.
  ///
  /// - `view`: `nil` shows nothing.
  /// - `value`: what `_` and `Out[n]` give.
  /// - `subject`: the value that the view is about if it is not a value itself, as of a derivation: an answer to an
  ///   exercise is judged by it.
  /// - `keptSource`: the cell as a transcript has it, if what was typed would not come out the same again.
  case shown(View?, value: Value? = nil, subject: Value? = nil, keptSource: String? = nil)
  /// Run these cells again.
  case rerun([Int])
  /// Do what only the program around the session can do.
  case ask(NotebookRequest)
  /// Leave the shell.
  case leave

  public static let nothing = CommandResult.shown(nil)

  /// A value as the result.
  public static func shown(_ value: Value, label: String?, note: String? = nil) -> CommandResult {
    .shown(value.view(label: label, note: note), value: value)
  }
}

extension Command {
  public static var aliases: [String] { [] }
  public static var discussion: String { "" }
  public static var parameters: [Parameter] { [] }
  public static var pages: [HelpPage] { [] }
  public static var shorterForm: String? { nil }
  public static var actsOnNotebook: Bool { topic == .lessons }

  /// `train [epochs N] [batch N] …`.
  public static var usage: String { ([name] + parameters.map(\.usage)).joined(separator: " ") }
}

/// What belongs together in the list of commands.
public enum Topic: String, CaseIterable, Sendable {
  case network = "the network", data = "data", pass = "the passes", check = "gradients"
  case training = "training", pictures = "pictures", session = "the session", lessons = "lessons"
}

extension Suggestions {
  /// The hint `did you mean NAME?`, if a name is near.
  public static func question(_ word: String, among names: some Sequence<String>) -> String? {
    nearest(to: word, among: names).map { "did you mean \($0)?" }
  }
}

/// The commands that an interpreter is handed.
public struct CommandSet: Sendable {
  public let all: [any Command.Type]
  private let byName: [String: any Command.Type]
  /// The names that a misspelled name in an expression may mean.
  let likelyNames: [String]

  public init(_ all: [any Command.Type]) {
    self.all = all
    let named = all.flatMap { command in ([command.name] + command.aliases).map { ($0, command) } }
    byName = Dictionary(named) { first, _ in first }
    likelyNames = byName.keys.filter { CompoundStatement.Word(rawValue: $0) == nil }
  }

  public func command(named name: String) -> (any Command.Type)? { byName[name] }

  /// Names and aliases.
  public var names: [String] { Array(byName.keys) }

  /// What a cell says, if these are the commands.
  func statement(_ cell: CellSource) throws(Diagnostic) -> Statement {
    try Statement(cell, isCommand: { byName[$0] != nil })
  }
}
