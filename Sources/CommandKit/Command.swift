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
  /// Pages of help that belong to it beside its own, such as those of the data sets.
  static var pages: [HelpPage] { get }

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

  /// `train [epochs N] [batch N] …`.
  public static var usage: String { ([name] + parameters.map(\.usage)).joined(separator: " ") }
}

/// What belongs together in the list of commands.
public enum Topic: String, CaseIterable, Sendable {
  case network = "the network", data = "data", pass = "forward and backward", check = "checking gradients"
  case training = "training", pictures = "pictures", session = "the session", lessons = "lessons"
}

/// What a command works on.
///
/// What it uses of the session is noted in `reads`, from which follows when its cell is stale: evaluators and the
/// `require…` functions do that, and a command that takes something from the session directly does it itself.
public struct Context {
  public let commands: CommandSet
  public var session: Session
  public var timeline: Timeline
  public var display: DisplaySettings
  /// The cells before this one.
  public let cells: [CellRecord]
  public let host: any Host
  public var reads = ReadLog()
  /// Where the parts of the session come from, where a command puts back a session with all that belongs to it.
  public var provenance: Provenance?
  /// Whether the view is going to be saved as a picture, which has more room than a terminal.
  public var isForFile = false

  public init(
    commands: CommandSet, session: Session, timeline: Timeline, display: DisplaySettings, cells: [CellRecord],
    host: any Host
  ) {
    self.commands = commands
    self.session = session
    self.timeline = timeline
    self.display = display
    self.cells = cells
    self.host = host
  }

  /// The results of earlier cells.
  public var outputs: Outputs {
    Outputs(cells: cells, otherNames: commands.names) { self.staleness.causes[$0] }
  }

  /// Which of the cells before this one are stale.
  public var staleness: Staleness {
    Staleness(of: cells, session: session, provenance: timeline.current.provenance)
  }

  public var help: Help { Help(commands: commands) }

  public func evaluator(_ source: String) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: source, reads: reads)
  }
}
