import Language
import SessionCore

/// A command written as a call, with brackets directly after its name: `train(epochs=3)`, `weights[1]`, `exit()`.
struct BracketedCommand {
  let name: String
  /// From the name to the closing bracket.
  let span: SourceSpan
  /// What is in the brackets.
  private let inside: String

  /// `nil` if the cell is not a command and its brackets alone, or if the name is that of a value or a function.
  init?(_ code: String, in context: Context) {
    guard let (word, place) = Statement.firstWord(code), context.commands.command(named: word) != nil,
      Function.all[word] == nil, context.session.functions[word] == nil, context.session.variables[word] == nil
    else { return nil }
    let rest = String(decoding: Array(code.utf8)[place.end...], as: UTF8.self)
    let call = String(rest.reversed().drop(while: \.isWhitespace).reversed())
    guard let open = call.first, "([".contains(open), call.last == (open == "(" ? ")" : "]"), Self.isOneBracket(call)
    else {
      return nil
    }
    name = word
    inside = String(call.dropFirst().dropLast())
    span = SourceSpan(place.start, place.end + call.utf8.count)
  }

  /// Whether the first bracket closes at the end.
  private static func isOneBracket(_ text: String) -> Bool {
    var depth = 0
    for (index, character) in text.enumerated() {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if depth == 0 { return index == text.count - 1 }
    }
    return false
  }

  /// The line to type: `train epochs 3`.
  var line: String { ([name] + arguments.map(Self.plain)).joined(separator: " ") }

  var diagnostic: Diagnostic {
    Diagnostic("\(name) is a command: its arguments have no brackets", at: span, hint: "write \(line)")
  }

  /// What is between commas outside brackets.
  private var arguments: [String] {
    var parts = [""]
    var depth = 0
    for character in inside {
      if "([".contains(character) { depth += 1 }
      if ")]".contains(character) { depth -= 1 }
      if character == ",", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
  }

  /// `epochs 3` for `epochs=3`, without quotes, lists of numbers one after another.
  private static func plain(_ argument: String) -> String {
    let parts = argument.split(separator: "=", maxSplits: 1).map { $0.filter { !"\"'".contains($0) } }
    guard parts.count == 2, parts[0].allSatisfy({ $0.isLetter || $0 == "_" || $0 == " " }), !argument.contains("==")
    else {
      let text = argument.contains("==") ? argument : parts.joined(separator: "=")
      return NumberWord(text.filter { $0 != " " }).list ?? text
    }
    let words = parts.map { $0.split(separator: " ").joined(separator: " ") }
    return "\(words[0]) \(NumberWord(words[1]).list ?? words[1])"
  }
}
