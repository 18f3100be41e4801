import Language
import SessionCore

/// What may be typed at a place in a line.
public struct Completion: Equatable, Sendable {
  /// The UTF-8 offsets in the line of what is replaced.
  public var replaced: Range<Int>
  public var suggestions: [Suggestion]
  /// What is expected if no word can be offered: `W[1] is 5×3: rows 0…4, columns 0…2`.
  public var hint: String?

  public init(replaced: Range<Int>, suggestions: [Suggestion], hint: String? = nil) {
    self.replaced = replaced
    self.suggestions = suggestions
    self.hint = hint
  }
}

extension Interpreter {
  /// What may be typed at a place in a line, which may hold several cells.
  public func completion(
    of line: String, at utf8Offset: Int, in environment: CompletionEnvironment = .none
  ) -> Completion {
    let head = String(decoding: Array(line.utf8.prefix(utf8Offset)), as: UTF8.self)
    let completer = Completer(
      commands: commands, cell: Completer.lastCell(of: head), session: session, cells: cells,
      snapshots: timeline.snapshots, environment: environment)
    let (word, suggestions, hint) = completer.answer
    return Completion(
      replaced: head.utf8.count - word.utf8.count..<head.utf8.count, suggestions: suggestions, hint: hint)
  }
}

extension CompletionContext {
  /// What may follow the argument if it is a cell itself, as a command with its arguments.
  public var suggestionsForCell: [Suggestion] {
    Completer(
      commands: commands, cell: text, session: session, cells: cells, snapshots: snapshots, environment: environment
    ).answer.suggestions
  }
}

/// Completes the end of a cell.
struct Completer {
  typealias Answer = (word: String, suggestions: [Suggestion], hint: String?)

  let commands: CommandSet
  /// The cell up to the cursor.
  let cell: String
  let session: Session
  let cells: [CellRecord]
  let snapshots: [Timeline.Snapshot]
  let environment: CompletionEnvironment

  var answer: Answer {
    if let word = Self.escape(at: cell) { return (word, Self.escapes(for: word), nil) }
    let code = CellSource(cell).code
    if Self.endsInComment(cell, code) { return ("", [], nil) }
    if let topic = Self.topic(in: code) { return matching(topic, context(topic, topic, [:]), .helpTopics) }
    if let answer = answerInCompound(code) { return answer }
    if let line = commandLine(code), line.argumentStart < code.utf8.count,
      let command = commands.command(named: line.name)
    {
      return arguments(of: command, code: code, from: line.argumentStart)
    }
    return expression(code, isStart: true)
  }

  /// The cell that the end of a text belongs to, up to that end.
  static func lastCell(of head: String) -> String {
    var cell = ""
    for line in head.split(separator: "\n", omittingEmptySubsequences: false) {
      cell = cell.isEmpty || !CellSource(cell).isOpen ? String(line) : cell + "\n" + line
    }
    return CellSource.openCell(of: cell)
  }

  /// Completes a cell in one that runs others, or the head of that one; `nil` for other cells.
  private func answerInCompound(_ code: String) -> Answer? {
    guard let line = commandLine(code), let word = CompoundStatement.Word(rawValue: line.name) else { return nil }
    let bytes = Array(code.utf8)
    var parser = CompoundStatementParser(code, after: line.nameSpan)
    _ = try? parser.statement(word)
    if let start = parser.bodyStart, " :".utf8.contains(bytes[start - 1]) || start < bytes.count {
      let rest = String(decoding: bytes[start...], as: UTF8.self)
      return Completer(
        commands: commands, cell: CellSource.openCell(of: rest), session: session, cells: cells,
        snapshots: snapshots, environment: environment
      ).answer
    }
    guard line.argumentStart < bytes.count else { return nil }
    return expression(String(decoding: bytes[line.argumentStart...], as: UTF8.self), isStart: false)
  }

  // MARK: Expressions

  private func expression(_ text: String, isStart: Bool) -> Answer {
    let completion = ExpressionCompletion(
      session: session, cells: cells, parameters: isStart ? Self.parameters(of: text) : [])
    var (word, suggestions, hint) = completion.end(of: text)
    if isStart, let name = Self.startingName(text) {
      word = name
      suggestions = name.isEmpty ? commandNames : commandNames + suggestions
    }
    return (word, Self.starting(with: word, suggestions), hint)
  }

  /// The name, complete or not, that is all of the text; nothing for any other text.
  private static func startingName(_ text: String) -> String? {
    let name = text.drop(while: \.isWhitespace)
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "'" } ? String(name) : nil
  }

  /// The commands by topic.
  private var commandNames: [Suggestion] {
    Topic.allCases.flatMap { topic in
      commands.all.filter { $0.topic == topic }.map { command in
        var suggestion = Suggestion(command.name, command.abstract, group: topic.rawValue)
        if !command.parameters.isEmpty { suggestion.tail = " " }
        return suggestion
      }
    }
  }

  // MARK: Arguments

  private func arguments(of command: any Command.Type, code: String, from start: Int) -> Answer {
    let scan = ArgumentScan(code, from: start, of: command)
    let text = String(decoding: Array(code.utf8)[scan.start...], as: UTF8.self)
    switch scan.place {
    case .value(let parameter):
      let hasMore = scan.nextOperand != nil || !scan.missingNames.isEmpty
      var answer = value(of: parameter, text, given: scan.given, hasMore: hasMore)
      if parameter.takesWords, !parameter.isNamed || answer.word != text {
        answer.suggestions += names(in: scan, startingWith: answer.word)
      }
      return answer
    case .next: return next(scan, text)
    }
  }

  private func value(of parameter: Parameter, _ text: String, given: [String: String], hasMore: Bool) -> Answer {
    if parameter.isExpression || parameter.source.isExpression { return expression(text, isStart: false) }
    let word = ArgumentCursor(text, at: 0).lastWord
    // Files follow no word: names with blanks are completed in quotes.
    let isInFile = if case .file = parameter.kind { word != text } else { false }
    var answer = matching(word, context(word, text, given), isInFile ? .nothing : parameter.source)
    if hasMore, !parameter.takesWords { answer.suggestions = answer.suggestions.map(Self.followedByBlank) }
    if answer.suggestions.isEmpty, answer.word.isEmpty { answer.hint = parameter.hint }
    return answer
  }

  private func next(_ scan: ArgumentScan, _ text: String) -> Answer {
    let names = names(in: scan, startingWith: text)
    guard let operand = scan.nextOperand else { return (text, names, nil) }
    let hasMore = operand.isRepeated || !scan.missingNames.isEmpty || scan.hasOperand(after: operand)
    var answer = value(of: operand, text, given: scan.given, hasMore: hasMore)
    if answer.word == text { answer.suggestions += names }
    return answer
  }

  /// The names of the arguments that are not given yet.
  private func names(in scan: ArgumentScan, startingWith word: String) -> [Suggestion] {
    let names = scan.missingNames.map { parameter in
      let suggestion = Suggestion(parameter.name, parameter.summary)
      return parameter.isFlag && scan.missingNames.count == 1 ? suggestion : Self.followedByBlank(suggestion)
    }
    return Self.starting(with: word, names)
  }

  private func context(_ word: String, _ text: String, _ given: [String: String]) -> CompletionContext {
    CompletionContext(
      commands: commands, session: session, cells: cells, snapshots: snapshots, environment: environment, word: word,
      text: text, given: given)
  }

  private func matching(_ word: String, _ context: CompletionContext, _ source: CompletionSource) -> Answer {
    let all = source.suggestions(context)
    let files = all.filter { $0.text.hasPrefix("\"") }
    return (word, Self.starting(with: word, all) + files.filter { !$0.text.hasPrefix(word) }, nil)
  }
}
