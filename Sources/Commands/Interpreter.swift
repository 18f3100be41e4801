import Engine
import Language
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
  /// What the cell asks of the player of lessons; such a cell has no number.
  public var request: LessonRequest?
}

/// Runs cells one after another on a session. A cell that fails changes nothing.
public struct Interpreter: Sendable {
  public internal(set) var session = Session()
  public private(set) var cells: [CellRecord] = []
  private var timeline = Timeline()
  /// How the person wants to see results; no part of the session.
  public internal(set) var display = DisplaySettings()

  public init() {}

  /// The number of the next cell, from 1.
  public var nextCellNumber: Int { (cells.last?.number ?? 0) + 1 }

  /// Whether the text is a whole cell: no bracket is open and the last line does not end in `\`.
  public func isComplete(_ source: String) -> Bool { !CellText(source).isOpen }

  public mutating func run(_ source: String, host: any Host) -> CellOutcome {
    let cell = CellText(source)
    if cell.isBlank { return CellOutcome(number: nil, source: source, result: .success(nil), quits: false) }
    let number = nextCellNumber
    var context = Context(session: session, timeline: timeline, display: display, cells: cells, host: host)
    do throws(Diagnostic) {
      let result = try Self.execute(cell, in: &context)
      if let request = context.request {
        return CellOutcome(number: nil, source: source, result: .success(nil), quits: false, request: request)
      }
      commit(context, source: source)
      cells.append(CellRecord(number: number, source: source, value: result.value, failed: false))
      return CellOutcome(
        number: number, source: source, result: .success(cell.isMuted ? nil : result.view), quits: context.quits)
    } catch {
      cells.append(CellRecord(number: number, source: source, value: nil, failed: true))
      return CellOutcome(number: number, source: source, result: .failure(error), quits: false)
    }
  }

  private mutating func commit(_ context: Context, source: String) {
    display = context.display
    let movedInTime = context.timeline != timeline
    timeline = context.timeline
    if !movedInTime, context.session != session { timeline.record(session, before: source) }
    session = context.session
  }

  mutating func replaceSession(with other: Session, because source: String) {
    timeline.record(session, before: source)
    session = other
  }

  private typealias Executed = (view: View?, value: Value?)

  private static func execute(_ cell: CellText, in context: inout Context) throws(Diagnostic) -> Executed {
    if let topic = helpTopic(cell.code) { return (try Help.page(topic.name, at: topic.span), nil) }
    switch try Statement(cell, isCommand: { CommandSet.command(named: $0) != nil }) {
    case .blank: return (nil, nil)
    case .command(let line): return try run(line, code: cell.code, in: &context)
    case .assignment(let target, let value):
      try Assignment(target: target, value: value).run(in: &context, source: cell.code)
      return (nil, nil)
    case .expression(let expression): return try show(expression, code: cell.code, in: context)
    }
  }

  private static func run(
    _ line: CommandLine, code: String, in context: inout Context
  ) throws(Diagnostic) -> Executed {
    guard let command = CommandSet.command(named: line.name) else { return (nil, nil) }
    var reader = ArgumentReader(line, command: command, code: code, evaluator: context.evaluator(code))
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
