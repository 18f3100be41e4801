import Language
import SessionCore
import Views

/// A command of the shell: it declares everything about itself once.
///
/// The usage line, `help`, completion, "did you mean" and the manual are made from the declaration; the examples are
/// run as tests.
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
  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View?
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

/// Cells that show a command at work; tests run them.
public struct Example: Sendable {
  public let cells: [String]
  public let summary: String

  public init(_ cells: String..., shows summary: String) { self.init(cells, shows: summary) }

  public init(_ cells: [String], shows summary: String) {
    self.cells = cells
    self.summary = summary
  }
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
  /// The cells that are to be run again.
  public var again: [Int] = []
  public var quits = false
  /// Whether the view is going to be saved as a picture, which has more room than a terminal.
  public var isForFile = false
  public var request: NotebookRequest?
  /// The cell as a transcript has it, where what was typed would not come out the same again.
  public var keptSource: String?

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
