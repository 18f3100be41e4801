import Engine
import Language
import SessionCore
import Views

/// What came of one cell.
public struct CellOutcome: Sendable {
  /// The number in `In[n]`; a blank cell has none.
  public var number: Int?
  public var source: String
  /// The view, `nil` when the cell is muted or shows nothing.
  public var result: Result<View?, Diagnostic>
  /// Whether the cell asked to leave.
  public var quits: Bool
  /// What the cell asks of the program around the session; such a cell has no number.
  public var request: NotebookRequest?
  /// The cells that it asks to run again, with `rerun`; such a cell has no number.
  public var again: [Int] = []
  /// The cell that was run again as this one.
  public var original: Int?
  /// The cell as a transcript has it: what was typed, unless that would not come out the same again.
  public var keptSource: String
  /// The digits to which the session shows numbers, behind the cell.
  public var digits = 6

  public init(
    number: Int?, source: String, result: Result<View?, Diagnostic>, quits: Bool, request: NotebookRequest? = nil,
    again: [Int] = [], keptSource: String? = nil
  ) {
    self.number = number
    self.source = source
    self.result = result
    self.quits = quits
    self.request = request
    self.again = again
    self.keptSource = keptSource ?? source
  }
}

/// Runs cells one after another on a session. A cell that fails changes nothing.
public struct Interpreter: Sendable {
  public let commands: CommandSet
  public var session = Session()
  public private(set) var cells: [CellRecord] = []
  public var timeline = Timeline()
  /// How the person wants to see results; no part of the session.
  public var display = DisplaySettings()

  public init(commands: CommandSet, display: DisplaySettings = DisplaySettings()) {
    self.commands = commands
    self.display = display
  }

  /// The number of the next cell, from 1.
  public var nextCellNumber: Int { (cells.last?.number ?? 0) + 1 }

  /// Whether the text is a whole cell: no bracket is open and the last line does not end in `\`.
  public func isComplete(_ source: String) -> Bool { !CellSource(source).isOpen }

  /// How many blanks stand in front of the line that follows a text: two for each open bracket, two behind a `\`.
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
    if cell.isBlank { return CellOutcome(number: nil, source: source, result: .success(nil), quits: false) }
    let number = nextCellNumber
    var context = Context(
      commands: commands, session: session, timeline: timeline, display: display, cells: cells, host: host)
    do throws(Diagnostic) {
      let result = try Self.execute(cell, in: &context)
      if let request = context.request {
        return CellOutcome(number: nil, source: source, result: .success(nil), quits: false, request: request)
      }
      if !context.again.isEmpty {
        return CellOutcome(number: nil, source: source, result: .success(nil), quits: false, again: context.again)
      }
      let shown = cell.isMuted ? nil : result.view
      let use = commit(context, source: source, cell: number, hasResult: shown != nil || result.value != nil)
      cells.append(CellRecord(number: number, source: source, value: result.value, failed: false, use: use))
      return CellOutcome(
        number: number, source: source, result: .success(shown), quits: context.quits,
        keptSource: context.keptSource.map { cell.isMuted ? $0 + ";" : $0 })
    } catch {
      if host.isInterrupted {
        return CellOutcome(number: nil, source: source, result: .failure(error), quits: false)
      }
      let use = CellUse(before: timeline.now, after: timeline.now)
      cells.append(CellRecord(number: number, source: source, value: nil, failed: true, use: use))
      return CellOutcome(number: number, source: source, result: .failure(error), quits: false)
    }
  }

  private typealias Executed = (view: View?, value: Value?)

  private static func execute(_ cell: CellSource, in context: inout Context) throws(Diagnostic) -> Executed {
    if let topic = helpTopic(cell.code) {
      return (try context.help.view(of: topic.name, at: topic.span, in: context.session), nil)
    }
    switch try statement(cell, in: context) {
    case .blank: return (nil, nil)
    case .command(let line): return try run(line, code: cell.code, in: &context)
    case .assignment(let target, let value):
      try Assignment(target: target, value: value).run(in: &context, source: cell.code)
      return (nil, nil)
    case .expression(let expression): return try show(expression, code: cell.code, in: context)
    }
  }

  private static func statement(_ cell: CellSource, in context: Context) throws(Diagnostic) -> Statement {
    do throws(Diagnostic) {
      return try Statement(cell, isCommand: { context.commands.command(named: $0) != nil })
    } catch {
      throw UnknownCommand.diagnostic(cell.code, in: context.session, commands: context.commands) ?? error
    }
  }

  private static func run(
    _ line: CommandLine, code: String, in context: inout Context
  ) throws(Diagnostic) -> Executed {
    guard let command = context.commands.command(named: line.name) else { return (nil, nil) }
    var reader = ArgumentReader(
      line, command: command, code: code, evaluator: context.evaluator(code),
      home: context.host.dataEnvironment.variables["HOME"])
    let view = try command.run(try reader.read(), in: &context)
    return (view, view.flatMap(Self.value))
  }

  /// What a command's view leaves in `_`: a number or a matrix.
  private static func value(of view: View) -> Value? {
    switch view {
    case .number(let number): .number(number.value)
    case .matrix(let matrix):
      .matrix(Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.data))
    case .stack(let views): if case .number? = views.first { views.first.flatMap(value) } else { nil }
    default: nil
    }
  }

  private static func show(
    _ expression: Expression, code: String, in context: Context
  ) throws(Diagnostic) -> Executed {
    var evaluator = context.evaluator(code)
    let value = try evaluator.evaluate(expression)
    let label = try evaluator.quantity(of: expression)?.name
    return (value.view(label: label, note: evaluator.staleNote), value)
  }

  /// `NAME?` and `?NAME` ask for help.
  private static func helpTopic(_ code: String) -> (name: String, span: SourceSpan)? {
    let trimmed = code.drop(while: \.isWhitespace)
    let start = code.utf8.count - trimmed.utf8.count
    let word = trimmed.reversed().drop(while: \.isWhitespace).reversed()
    let text = String(word)
    guard text.hasSuffix("?") || text.hasPrefix("?") else { return nil }
    let name = text.split(separator: "?").joined().filter { !$0.isWhitespace }
    return (name, SourceSpan(start, start + text.utf8.count))
  }
}
