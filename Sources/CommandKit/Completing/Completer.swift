import Language
import SessionCore

/// Completes the end of a cell.
public struct Completer {
  public typealias Answer = (word: String, suggestions: [Suggestion], hint: String?)

  public let commands: CommandSet
  /// The cell up to the cursor.
  public let cell: String
  public let session: Session
  public let cells: [CellRecord]
  public let environment: CompletionEnvironment

  public init(
    commands: CommandSet, cell: String, session: Session, cells: [CellRecord], environment: CompletionEnvironment
  ) {
    self.commands = commands
    self.cell = cell
    self.session = session
    self.cells = cells
    self.environment = environment
  }

  public var answer: Answer {
    if let word = Self.escape(at: cell) { return (word, Self.escapes(for: word), nil) }
    let code = CellSource(cell).code
    if Self.endsInComment(cell, code) { return ("", [], nil) }
    if let topic = Self.topic(in: code) { return matching(topic, context(topic, topic, [:]), .helpTopics) }
    if let line = commandLine(code), line.argumentStart < code.utf8.count,
      let command = commands.command(named: line.name)
    {
      return arguments(of: command, code: code, from: line.argumentStart)
    }
    return expression(code, isStart: true)
  }

  /// The text from the beginning of the cell that its end belongs to.
  public static func lastCell(of head: String) -> String {
    var cell = ""
    for line in head.split(separator: "\n", omittingEmptySubsequences: false) {
      cell = cell.isEmpty || !CellSource(cell).isOpen ? String(line) : cell + "\n" + line
    }
    return cell
  }

  // MARK: Expressions

  private func expression(_ text: String, isStart: Bool) -> Answer {
    let completion = ExpressionCompletion(session: session, cells: cells)
    var (word, suggestions, hint) = completion.end(of: text)
    if isStart, let name = Self.startingName(text) {
      word = name
      suggestions = name.isEmpty ? commandNames : commandNames + suggestions
    }
    return (word, Self.starting(with: word, suggestions), hint)
  }

  /// The name that the whole text is, the beginning of one, or nothing.
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
      let mayGoOn = scan.nextOperand != nil || !scan.missingNames.isEmpty
      return value(of: parameter, text, given: scan.given, mayGoOn: mayGoOn)
    case .next:
      return next(scan, text)
    }
  }

  private func value(of parameter: Parameter, _ text: String, given: [String: String], mayGoOn: Bool) -> Answer {
    if parameter.takesExpression || parameter.offer.isExpression { return expression(text, isStart: false) }
    let word = Self.lastWord(of: text)
    var answer = matching(word, context(word, text, given), parameter.offer)
    if mayGoOn, !parameter.takesRest { answer.suggestions = answer.suggestions.map(Self.followedByBlank) }
    if answer.suggestions.isEmpty, answer.word.isEmpty { answer.hint = parameter.hint }
    return answer
  }

  private func next(_ scan: ArgumentScan, _ text: String) -> Answer {
    let names = scan.missingNames.map { parameter in
      let suggestion = Suggestion(parameter.name, parameter.summary)
      return parameter.isFlag && scan.missingNames.count == 1 ? suggestion : Self.followedByBlank(suggestion)
    }
    guard let operand = scan.nextOperand else {
      return (text, Self.starting(with: text, names), nil)
    }
    let mayGoOn = operand.isRepeated || !names.isEmpty || scan.hasOperand(after: operand)
    var answer = value(of: operand, text, given: scan.given, mayGoOn: mayGoOn)
    if answer.word == text { answer.suggestions += Self.starting(with: text, names) }
    return answer
  }

  private func context(_ word: String, _ text: String, _ given: [String: String]) -> CompletionContext {
    CompletionContext(
      commands: commands, session: session, cells: cells, environment: environment, word: word, text: text,
      given: given)
  }

  private func matching(_ word: String, _ context: CompletionContext, _ offer: CompletionSource) -> Answer {
    let all = offer.suggestions(context)
    let files = all.filter { $0.text.hasPrefix("\"") }
    return (word, Self.starting(with: word, all) + files.filter { !$0.text.hasPrefix(word) }, nil)
  }
}
