import Renderers

/// Source with colours for commands, numbers, texts and comments.
struct CodeMarkup {
  private let commands: Set<String>
  private var rest: Substring
  private var isLineStart = true

  /// The source as HTML, with its lines.
  static func html(_ source: String, commands: Set<String>) -> String {
    var markup = CodeMarkup(commands: commands, rest: source[...])
    var result = ""
    while let piece = markup.next() { result += piece }
    return result
  }

  private mutating func next() -> String? {
    guard let first = rest.first else { return nil }
    if first.isNewline {
      rest.removeFirst()
      return "\n"
    }
    if first == "#" { return take("comment", rest.prefix { !$0.isNewline }.count) }
    if first == "\"" { return take("text", textLength) }
    if first.isNumber && first.isASCII || startsFraction { return take("number", numberLength) }
    if first.isLetter || first == "_" { return word() }
    return take(nil, 1, startsLine: isLineStart && first.isWhitespace)
  }

  private var startsFraction: Bool { rest.first == "." && rest.dropFirst().first?.isNumber == true }

  private var numberLength: Int { rest.prefixMatch(of: /[0-9.]+(?:[eE][+\-]?[0-9]+)?/)?.output.count ?? 1 }

  /// Up to the closing quote, or to the end of the line.
  private var textLength: Int {
    let body = rest.dropFirst().prefix { $0 != "\"" && !$0.isNewline }
    return 1 + body.count + (rest[body.endIndex...].first == "\"" ? 1 : 0)
  }

  private mutating func take(_ kind: String?, _ length: Int, startsLine: Bool = false) -> String {
    let piece = String(rest.prefix(length))
    rest = rest.dropFirst(length)
    isLineStart = startsLine
    return kind.map { Markup.element("span", "class=\"\($0)\"", text: piece) } ?? Markup.escape(piece)
  }

  /// A name. The first one of a line is a command if there is such a command and nothing is assigned to the name.
  private mutating func word() -> String {
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let isAssigned = rest[word.endIndex...].drop { $0 == " " }.first == "="
    let isCommand = isLineStart && commands.contains(String(word)) && !isAssigned
    return take(isCommand ? "command" : nil, word.count)
  }
}
