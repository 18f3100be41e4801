import CommandKit
import Language
import SessionCore
import Views

/// Runs the cells of a session, whoever typed them: the shell, a pipe, a script, a lesson, a replay, a reopened session.
///
/// Text goes in and replies come out. The runner runs the cell on the interpreter, passes its requests to a responder,
/// runs the cells again that it names, and keeps the log.
public struct SessionRunner: Sendable {
  public private(set) var interpreter: Interpreter
  public private(set) var logbook = Logbook()
  private let keepsLog: Bool
  /// The texts that are not run yet. Before them come the other cells of the last text, and before those the numbers of
  /// the cells that its last cell runs again.
  private var entered: [String] = []
  private var rest: ArraySlice<CellPiece> = []
  private var again: [Int] = []
  /// The text that was run last, until its replies are complete.
  private var typed: TypedCell?

  /// - Parameter keepsLog: whether cells are rendered for a transcript.
  public init(_ interpreter: Interpreter, keepsLog: Bool = true) {
    self.interpreter = interpreter
    self.keepsLog = keepsLog
  }

  /// Takes a text of one or several cells, `a; b`; `next` runs the next of them.
  public mutating func enter(_ source: String) { entered.append(source) }

  /// The reply to the next cell, of the text or that it runs again, up to the first error; `nil` at the end.
  public mutating func next(host: any Host, asking responder: inout some Responder) -> Reply? {
    var reply: Reply
    if !again.isEmpty {
      reply = rerun(again.removeFirst(), host: host)
    } else if let cell = rest.popFirst() {
      reply = run(cell, of: typed?.source ?? cell.source, host: host, asking: &responder)
    } else if !entered.isEmpty {
      reply = run(typed: entered.removeFirst(), host: host, asking: &responder)
    } else {
      return nil
    }
    if host.isInterrupted || reply.isFailure || reply.quits { (entered, rest, again) = ([], [], []) }
    if again.isEmpty, rest.isEmpty, let cell = typed {
      typed = nil
      follow(cell, &reply, host: host, asking: &responder)
    }
    if let warning = responder.keep(logbook) { reply.parts.append(.view(warning)) }
    return reply
  }

  /// All replies to a text, joined.
  public mutating func run(_ source: String, host: any Host, asking responder: inout some Responder) -> Reply {
    var reply = Reply()
    enter(source)
    while let next = next(host: host, asking: &responder) { reply.append(next) }
    return reply
  }

  private mutating func run(typed source: String, host: any Host, asking responder: inout some Responder) -> Reply {
    rest = CellSource.cells(of: source)[...]
    typed = nil
    guard let first = rest.popFirst() else { return Reply() }
    return run(first, of: source, host: host, asking: &responder)
  }

  /// The reply to a request. If Ctrl-C stops it, session and responder are as they were.
  private mutating func reply(
    to request: NotebookRequest, typed source: String, host: any Host, asking responder: inout some Responder
  ) throws(Diagnostic) -> Reply {
    let before = (self, responder)
    let monitor = HostMonitor(host: host, title: Self.title(of: source))
    let result = monitor.work.run { () -> Result<Reply, Diagnostic> in
      do throws(Diagnostic) {
        return .success(try responder.reply(to: request, on: &self, host: host))
      } catch {
        return .failure(error)
      }
    }
    guard monitor.wasStopped else { return try result.get() }
    (self, responder) = before
    throw .stopped(at: SourceSpan(0, 1))
  }

  /// Lets the responder react to a text that has run. If Ctrl-C stops it, the responder is as it was.
  private mutating func follow(
    _ cell: TypedCell, _ reply: inout Reply, host: any Host, asking responder: inout some Responder
  ) {
    let before = (self, responder)
    let monitor = HostMonitor(host: host, title: Self.title(of: cell.source))
    let reaction = monitor.work.run { responder.follow(cell, on: &self, host: host) }
    if !monitor.wasStopped { return reply.append(reaction) }
    (self, responder) = before
    reply.say("stopped: the answer was not judged", .warning)
  }

  private static func title(of source: String) -> String { Statement.firstWord(source)?.0 ?? "" }

  /// Reads a cell of a text as the responder may, or runs it.
  private mutating func run(
    _ cell: CellPiece, of text: String, host: any Host, asking responder: inout some Responder
  ) -> Reply {
    let isAlone = cell.source == text
    var (reply, request) = responder.read(cell.source, on: &self, host: host)
    if typed == nil, request == nil || !isAlone {
      typed = TypedCell(source: text, before: interpreter.session, logStart: logbook.entries.count)
    }
    if request == nil {
      var outcome = execute(cell.source, host: host)
      if !isAlone { outcome.place = CellOutcome.Place(text: text, start: cell.start) }
      switch outcome.sequel {
      case .ask(let asked):
        if isAlone { typed = nil }
        if !responder.isAsking, let source = interpreter.derivationCell(for: asked) {
          return run(CellPiece(source: source, start: 0), of: source, host: host, asking: &responder)
        }
        request = asked
      case .rerun(let numbers):
        again = numbers
        typed?.isRerun = true
      case .none, .leave:
        typed?.outcomes.append(outcome)
        reply.append(Reply(outcome))
      }
    }
    if let request { reply.append(answer(request, to: cell.source, host: host, asking: &responder)) }
    return reply
  }

  private mutating func answer(
    _ request: NotebookRequest, to source: String, host: any Host, asking responder: inout some Responder
  ) -> Reply {
    do throws(Diagnostic) {
      return try reply(to: request, typed: source, host: host, asking: &responder)
    } catch {
      return Reply(CellOutcome(source: source, result: .failure(error)))
    }
  }

  private mutating func rerun(_ number: Int, host: any Host) -> Reply {
    guard let outcome = interpreter.rerun(number, host: host) else { return Reply() }
    log(outcome)
    typed?.outcomes.append(outcome)
    return Reply(outcome)
  }

  /// Runs a text as a cell and logs it. Its requests are ignored.
  mutating func execute(_ source: String, host: any Host) -> CellOutcome {
    let outcome = interpreter.run(source, host: host)
    log(outcome)
    return outcome
  }

  private mutating func log(_ outcome: CellOutcome) {
    if keepsLog { logbook.add(outcome, isWork: interpreter.cells.last?.isWork ?? false) }
  }

  /// Replaces the session with that of a lesson; `undo` restores it.
  mutating func take(_ other: Interpreter, of stage: LessonStage) {
    interpreter.restore(other)
    if keepsLog { logbook.addCell(stage.cell) }
  }

  /// Continues with another session.
  public mutating func replace(with interpreter: Interpreter, _ logbook: Logbook) {
    (self.interpreter, self.logbook) = (interpreter, logbook)
  }
}

/// A text that was typed, with its outcome, or the outcomes of the cells that it ran again.
public struct TypedCell: Sendable {
  public let source: String
  /// The session before it.
  let before: Session
  /// The number of entries in the log before it.
  let logStart: Int
  public internal(set) var outcomes: [CellOutcome] = []
  public internal(set) var isRerun = false
}

/// Answers the requests of cells to the program, and may react to what is typed.
public protocol Responder {
  /// Whether an exercise of a lesson waits for its answer.
  var isAsking: Bool { get }

  /// A reply before the text is run, and the request that the text makes if it is not a cell, such as an answer.
  mutating func read(
    _ typed: String, on runner: inout SessionRunner, host: any Host
  ) -> (Reply, NotebookRequest?)

  mutating func reply(
    to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply

  /// Reacts to a text that has run.
  mutating func follow(_ cell: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply

  /// Saves the log; returns a warning if that fails.
  mutating func keep(_ logbook: Logbook) -> View?
}

extension Responder {
  public var isAsking: Bool { false }

  public mutating func read(
    _ typed: String, on runner: inout SessionRunner, host: any Host
  ) -> (Reply, NotebookRequest?) { (Reply(), nil) }

  public mutating func follow(_ cell: TypedCell, on runner: inout SessionRunner, host: any Host) -> Reply { Reply() }

  public mutating func keep(_ logbook: Logbook) -> View? { nil }
}

/// Refuses every request: a transcript has only cells.
struct RefusingResponder: Responder {
  static let refusal = Diagnostic("this belongs to the shell, not into a transcript", at: SourceSpan(0, 1))

  func reply(
    to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply { throw Self.refusal }
}

/// What is shown, in order, and the text that is offered in the input line.
public struct Reply: Sendable {
  public enum Part: Sendable {
    case outcome(CellOutcome)
    case view(View)
  }

  public var parts: [Part] = []
  public var draft: String?

  public init() {}
  public init(_ outcome: CellOutcome) { parts = [.outcome(outcome)] }
  public init(_ view: View) { parts = [.view(view)] }
  public init(draft: String) { self.draft = draft }

  /// Adds the reply that follows; its draft replaces this one's.
  public mutating func append(_ other: Reply) {
    parts += other.parts
    draft = other.draft
  }

  public mutating func say(_ text: StyledText) { parts.append(.view(.text(text))) }
  public mutating func say(_ text: String, _ role: Role) { say(StyledText(text, role)) }

  public var outcomes: [CellOutcome] {
    parts.compactMap { if case .outcome(let outcome) = $0 { outcome } else { nil } }
  }
  public var views: [View] { parts.compactMap { if case .view(let view) = $0 { view } else { nil } } }
  public var isFailure: Bool { outcomes.contains(where: \.isFailure) }
  /// Whether a claim that was checked does not hold.
  public var isRefuted: Bool { outcomes.contains(where: \.isRefuted) }
  public var quits: Bool { outcomes.contains { $0.sequel == .leave } }
}
