import Engine
import Language
import SessionCore
import Views

/// The result of one cell.
public struct CellOutcome: Sendable {
  /// The number in `In[n]`; a blank cell has none.
  public var number: Int?
  public var source: String
  /// The view; `nil` if the cell is muted or shows nothing.
  public var result: Result<View?, Diagnostic>
  /// The value that the view shows or is about; `nil` without a view.
  public private(set) var value: Value?
  public var sequel: Sequel
  /// The cell that was run again as this one.
  public var original: Int?
  /// The cell as a transcript has it: what was typed, unless that would not come out the same again.
  public var keptSource: String
  /// Where it is in a text of several cells.
  public var place: Place?
  /// Whether the cell checks a claim that does not hold: a script then ends with status 1.
  public internal(set) var isRefuted = false
  /// The digits to which the session shows numbers, after the cell.
  public internal(set) var digits = 6

  /// What happens after the cell. A cell that asks, or runs others again, has no number: it does not count.
  public enum Sequel: Equatable, Sendable {
    case none
    case rerun([Int])
    case ask(NotebookRequest)
    case leave
  }

  /// A text of several cells, and where the cell starts in it, in bytes.
  public struct Place: Sendable {
    public var text: String
    public var start: Int

    public init(text: String, start: Int) {
      self.text = text
      self.start = start
    }
  }

  public init(
    number: Int? = nil, source: String, result: Result<View?, Diagnostic>, value: Value? = nil,
    sequel: Sequel = .none, keptSource: String? = nil
  ) {
    self.number = number
    self.source = source
    self.result = result
    self.value = value
    self.sequel = sequel
    self.keptSource = keptSource ?? source
  }

  public var isFailure: Bool { if case .failure = result { true } else { false } }
}

/// Runs cells one after another on a session. A cell that fails changes nothing.
public struct Interpreter: Sendable {
  public let commands: CommandSet
  public var session = Session()
  public private(set) var cells: [CellRecord] = []
  public var timeline = Timeline()
  /// How the user wants to see results; not part of the session.
  public var display = DisplaySettings()

  public init(commands: CommandSet, display: DisplaySettings = DisplaySettings()) {
    self.commands = commands
    self.display = display
  }

  /// The number of the next cell, from 1.
  public var nextCellNumber: Int { (cells.last?.number ?? 0) + 1 }

  /// Whether the text is a complete cell: no bracket is open and the last line does not end in `\`.
  public func isComplete(_ source: String) -> Bool { !CellSource(source).isOpen }

  /// The blanks at the start of the line after a text: two for each open bracket, two after a `\`.
  public func indentation(after source: String) -> Int {
    let cell = CellSource(source)
    return 2 * max(cell.depth, cell.isOpen ? 1 : 0)
  }

  public mutating func run(_ source: String, host: any Host) -> CellOutcome {
    var outcome = outcome(of: source, host: host)
    outcome.digits = session.digits
    return outcome
  }

  private mutating func outcome(of source: String, host: any Host) -> CellOutcome {
    let cell = CellSource(source)
    if cell.isBlank { return CellOutcome(source: source, result: .success(nil)) }
    let number = nextCellNumber
    var context = Context(
      commands: commands, session: session, timeline: timeline, display: display, cells: cells, host: host)
    let monitor = HostMonitor(host: host, title: commandName(in: cell) ?? "cell \(number)")
    do throws(Diagnostic) {
      let result = try monitor.work.run { () throws(Diagnostic) in try context.run(cell) }
      if monitor.wasStopped { throw stop(of: cell) }
      switch result {
      case .rerun(let numbers): return CellOutcome(source: source, result: .success(nil), sequel: .rerun(numbers))
      case .ask(let request): return CellOutcome(source: source, result: .success(nil), sequel: .ask(request))
      case .leave:
        record(&context, source, number, value: nil, hasResult: false)
        return CellOutcome(number: number, source: source, result: .success(nil), sequel: .leave)
      case .shown(let view, let value, let subject, let keptSource):
        let shown = cell.isMuted ? nil : view
        record(&context, source, number, value: value, hasResult: shown != nil || value != nil)
        var outcome = CellOutcome(
          number: number, source: source, result: .success(shown), value: shown == nil ? nil : value ?? subject,
          keptSource: keptSource.map { cell.isMuted ? $0 + ";" : $0 })
        outcome.isRefuted = context.isRefuted
        return outcome
      }
    } catch {
      if monitor.wasStopped || host.isInterrupted {
        return CellOutcome(source: source, result: .failure(monitor.wasStopped ? stop(of: cell) : error))
      }
      context.cells = []
      let use = CellUse(before: timeline.now, after: timeline.now)
      cells.append(CellRecord(number: number, source: source, value: nil, failed: true, use: use))
      return CellOutcome(number: number, source: source, result: .failure(error))
    }
  }

  /// The error of a cell that Ctrl-C stopped.
  private func stop(of cell: CellSource) -> Diagnostic {
    let (word, span) = Statement.firstWord(cell.code) ?? ("", SourceSpan(0, 1))
    return .stopped(at: span, hint: commands.command(named: word)?.shorterForm)
  }

  /// The command that a cell starts with; `nil` if it is no command.
  private func commandName(in cell: CellSource) -> String? {
    Statement.firstWord(cell.code).flatMap { commands.command(named: $0.0)?.name }
  }

  /// Adopts what a cell did, and keeps the cell. The context gives up its copy of the cells before: adding to the only
  /// one costs the same however many there are.
  private mutating func record(
    _ context: inout Context, _ source: String, _ number: Int, value: Value?, hasResult: Bool
  ) {
    context.cells = []
    let use = commit(&context, source: source, cell: number, hasResult: hasResult)
    cells.append(
      CellRecord(number: number, source: source, value: value, failed: false, use: use, condition: context.condition))
  }
}
