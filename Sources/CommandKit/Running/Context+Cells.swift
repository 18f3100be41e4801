import Language
import SessionCore
import Views

/// How a cell runs on a session.
extension Context {
  /// Reads a cell and does what it says.
  mutating func run(_ cell: CellSource) throws(Diagnostic) -> CommandResult {
    if let topic = Self.helpTopic(cell.code) {
      return .shown(try help.view(of: topic.name, at: topic.span, in: session))
    }
    switch try statement(cell) {
    case .blank: return .nothing
    case .command(let line): return try run(line, code: cell.code)
    case .assignment(let target, let value):
      let note = NotationNote(of: target, in: session)
      try Assignment(target: target, value: value).run(in: &self, source: cell.code)
      return note.map { .shown(.text(StyledText($0.text, .faint))) } ?? .nothing
    case .definition(let head, let body):
      try define(head, body, code: cell.code)
      return .nothing
    case .step(let line): return try step(line, code: cell.code)
    case .expression(let expression): return try show(expression, code: cell.code)
    }
  }

  func statement(_ cell: CellSource) throws(Diagnostic) -> Statement {
    let isNamed = Statement.firstWord(cell.code).map { isKnown($0.word) } ?? false
    if let refusal = StatementHabit.refusal(
      of: cell.code, isName: isNamed, isCommand: { commands.command(named: $0) != nil })
    {
      throw refusal
    }
    if let call = BracketedCommand(cell.code, in: self) { throw call.diagnostic }
    do throws(Diagnostic) {
      return try commands.statement(cell)
    } catch {
      throw unknownCommand(in: cell.code) ?? error
    }
  }

  private mutating func run(_ line: CommandLine, code: String) throws(Diagnostic) -> CommandResult {
    guard let command = commands.command(named: line.name) else { return .nothing }
    var reader = ArgumentReader(
      line, command: command, code: code, evaluator: evaluator(code),
      home: host.dataEnvironment.variables["HOME"])
    return try command.run(try reader.read(), in: &self)
  }

  private mutating func show(_ expression: Expression, code: String) throws(Diagnostic) -> CommandResult {
    var evaluator = evaluator(code, drawsNumbers: true)
    let value = try evaluate(expression, with: &evaluator)
    let label = try evaluator.quantity(of: expression)?.name
    return .shown(value, label: label, note: evaluator.staleNote)
  }

  /// The name in `NAME?` and `?NAME`.
  static func helpTopic(_ code: String) -> (name: String, span: SourceSpan)? {
    let trimmed = code.drop(while: \.isWhitespace)
    let start = code.utf8.count - trimmed.utf8.count
    let text = String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
    guard text.hasSuffix("?") || text.hasPrefix("?") else { return nil }
    let name = text.split(separator: "?").joined().filter { !$0.isWhitespace }
    return (name, SourceSpan(start, start + text.utf8.count))
  }

  /// The error in a line that looks like a command that does not exist: a word, and another one after it.
  private func unknownCommand(in code: String) -> Diagnostic? {
    guard let (word, span) = Statement.firstWord(code) else { return nil }
    let rest = Substring(code.utf8.dropFirst(span.end))
    let next = rest.drop(while: \.isWhitespace).first
    guard !isKnown(word), rest.first?.isWhitespace == true, let next, next.isLetter || next.isNumber || next == "\""
    else {
      return nil
    }
    let near = Suggestions.question(word, among: commands.names)
    return Diagnostic("unknown command \(word)", at: span, hint: near ?? "help lists the commands")
  }

  /// Whether a word has a meaning in expressions.
  private func isKnown(_ word: String) -> Bool {
    Names.isReserved(word, in: session) || session.variables[word] != nil || Function.all[word] != nil
      || session.functions[word] != nil
  }
}
