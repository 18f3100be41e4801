import Language
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

  /// Does it. What it changes is kept only if it does not throw.
  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View?
}

extension Command {
  public static var aliases: [String] { [] }
  public static var discussion: String { "" }
  public static var parameters: [Parameter] { [] }

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

  public init(_ cells: String..., shows summary: String) {
    self.cells = cells
    self.summary = summary
  }
}

/// What a command works on.
public struct Context {
  public var session: Session
  public var timeline: Timeline
  public var display: DisplaySettings
  /// The cells before this one.
  public let cells: [CellRecord]
  public let host: any Host
  var quits = false
  /// Whether the view is going to be saved as a picture, which has more room than a terminal.
  var isForFile = false
  var request: LessonRequest?

  /// The results of earlier cells by number.
  var outputs: [Int: Value] {
    Dictionary(cells.compactMap { cell in cell.value.map { (cell.number, $0) } }) { $1 }
  }

  func evaluator(_ source: String) -> Evaluator { Evaluator(session: session, outputs: outputs, source: source) }
}

/// A cell that was run.
public struct CellRecord: Equatable, Sendable {
  public let number: Int
  public let source: String
  public let value: Value?
  public let failed: Bool
}
