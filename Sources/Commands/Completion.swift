import Engine
import Language

/// One suggestion for the text before the cursor.
public struct Suggestion: Equatable, Sendable {
  /// What replaces `Completion.replaced`.
  public var text: String
  public var summary: String
}

public struct Completion: Equatable, Sendable {
  /// The UTF-8 offsets in the line of what is replaced.
  public var replaced: Range<Int>
  public var suggestions: [Suggestion]
}

extension Interpreter {
  /// What could stand at a place in a line.
  public func completion(of line: String, at utf8Offset: Int) -> Completion {
    let head = String(decoding: Array(line.utf8.prefix(utf8Offset)), as: UTF8.self)
    let word = Self.lastWord(of: head)
    let range = head.utf8.count - word.utf8.count..<head.utf8.count
    let candidates: [Suggestion]
    if word.hasPrefix("\\") {
      candidates = Self.escapes(for: word)
    } else {
      let before = String(head.dropLast(word.count))
      candidates = suggestions(after: before).filter { $0.text.hasPrefix(word) }
    }
    return Completion(replaced: range, suggestions: candidates.sorted { $0.text < $1.text })
  }

  private static func lastWord(of head: String) -> String {
    String(head.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "\\" }.reversed())
  }

  private static func escapes(for word: String) -> [Suggestion] {
    let name = word.dropFirst()
    if let exact = Spelling.escapes.first(where: { $0.name == name }) {
      return [Suggestion(text: exact.symbol, summary: exact.name)]
    }
    return Spelling.escapes.filter { $0.name.hasPrefix(name) }.map {
      Suggestion(text: "\\" + $0.name, summary: $0.symbol)
    }
  }

  private func suggestions(after before: String) -> [Suggestion] {
    guard let first = Statement.firstWord(before), let command = CommandSet.command(named: first.word) else {
      let isStart = before.allSatisfy(\.isWhitespace)
      return (isStart ? Self.commands : []) + names + Self.functions
    }
    let words = before.split(whereSeparator: \.isWhitespace).map(String.init)
    return arguments(of: command, after: words) + (Self.takesExpressions(command) ? names + Self.functions : [])
  }

  private static var commands: [Suggestion] {
    CommandSet.all.map { Suggestion(text: $0.name, summary: $0.abstract) }
  }

  private static var functions: [Suggestion] {
    Function.all.values.map { Suggestion(text: $0.name, summary: $0.summary) }
  }

  private var names: [Suggestion] {
    let variables = session.variables.map { Suggestion(text: $0.key, summary: "variable, \($0.value.shape)") }
    let families = (Names.families + Names.optionalFamilies).map { Suggestion(text: $0.name, summary: $0.summary) }
    let singles = Names.singles.map { Suggestion(text: $0.name, summary: $0.summary) }
    let constants = Names.constants.map { Suggestion(text: $0.name, summary: $0.summary) }
    return variables + families + singles + constants
  }

  private static func takesExpressions(_ command: any Command.Type) -> Bool {
    command.parameters.contains { parameter in
      switch parameter.kind {
      case .expression, .entry: true
      default: false
      }
    }
  }

  private func arguments(of command: any Command.Type, after words: [String]) -> [Suggestion] {
    if let named = command.parameters.first(where: { $0.isNamed && $0.name == words.last }),
      case .choice(let choices) = named.kind
    {
      return choices.map { Suggestion(text: $0.word, summary: $0.summary) }
    }
    if command.name == "help" { return Self.commands + Self.functions }
    if command.name == "data" { return DataCommand.names.map { Suggestion(text: $0.name, summary: $0.summary) } }
    var result = command.parameters.filter { $0.isNamed && !words.contains($0.name) }
      .map { Suggestion(text: $0.name, summary: $0.summary) }
    if words.count == 1, let operand = command.parameters.first(where: { !$0.isNamed }),
      case .choice(let choices) = operand.kind
    {
      result += choices.map { Suggestion(text: $0.word, summary: $0.summary) }
    }
    return result
  }
}
