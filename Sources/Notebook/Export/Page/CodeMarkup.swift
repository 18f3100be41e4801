import Commands
import Renderers

/// What is typed, lightly coloured: commands, numbers, texts and comments.
struct CodeMarkup {
  private var rest: Substring
  private var isLineStart = true

  /// The source as HTML, its lines kept.
  static func html(_ source: String) -> String {
    var markup = CodeMarkup(rest: source[...])
    var result = ""
    while let piece = markup.next() { result += piece }
    return result
  }

  private init(rest: Substring) { self.rest = rest }

  private mutating func next() -> String? {
    guard let first = rest.first else { return nil }
    if first.isNewline {
      rest.removeFirst()
      return "\n"
    }
    if first == "#" { return take("comment") { !$0.isNewline } }
    if first == "\"" { return text() }
    if first.isNumber && first.isASCII || startsFraction { return take("number", while: Self.isInNumber) }
    if first.isLetter || first == "_" { return word() }
    rest.removeFirst()
    if !first.isWhitespace { isLineStart = false }
    return Markup.escape(String(first))
  }

  private var startsFraction: Bool { rest.first == "." && rest.dropFirst().first?.isNumber == true }

  private static func isInNumber(_ character: Character) -> Bool { character.isNumber || character == "." }

  private mutating func take(_ kind: String, while belongs: (Character) -> Bool) -> String {
    let piece = rest.prefix(while: belongs)
    rest = rest[piece.endIndex...]
    isLineStart = false
    return Markup.element("span", "class=\"\(kind)\"", text: String(piece))
  }

  /// A text up to its closing quote, or to the end of the line.
  private mutating func text() -> String {
    let body = rest.dropFirst().prefix { $0 != "\"" && !$0.isNewline }
    let isClosed = rest[body.endIndex...].first == "\""
    rest = rest[body.endIndex...].dropFirst(isClosed ? 1 : 0)
    isLineStart = false
    return Markup.element("span", "class=\"text\"", text: "\"" + body + (isClosed ? "\"" : ""))
  }

  /// A name; the first one is a command where the language has it and nothing is assigned to it.
  private mutating func word() -> String {
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    rest = rest[word.endIndex...]
    let isCommand = isLineStart && CommandSet.command(named: String(word)) != nil && !isAssigned
    isLineStart = false
    return isCommand ? Markup.element("span", "class=\"command\"", text: String(word)) : Markup.escape(String(word))
  }

  private var isAssigned: Bool { rest.drop { $0 == " " }.first == "=" }
}
