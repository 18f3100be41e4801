import Renderers

/// What is typed, lightly coloured: commands, numbers, texts and comments.
struct CodeMarkup {
  private let commands: Set<String>
  private var rest: Substring
  private var isLineStart = true

  /// The source as HTML, its lines kept.
  static func html(_ source: String, commands: Set<String>) -> String {
    var markup = CodeMarkup(source, commands)
    var result = ""
    while let piece = markup.next() { result += piece }
    return result
  }

  private init(_ source: String, _ commands: Set<String>) {
    rest = source[...]
    self.commands = commands
  }

  private mutating func next() -> String? {
    guard let first = rest.first else { return nil }
    if first.isNewline {
      rest.removeFirst()
      return "\n"
    }
    if first == "#" { return take("comment") { !$0.isNewline } }
    if first == "\"" { return text() }
    if first.isNumber && first.isASCII || startsFraction { return number() }
    if first.isLetter || first == "_" { return word() }
    rest.removeFirst()
    if !first.isWhitespace { isLineStart = false }
    return Markup.escape(String(first))
  }

  private var startsFraction: Bool { rest.first == "." && rest.dropFirst().first?.isNumber == true }

  private mutating func number() -> String {
    let length = rest.prefixMatch(of: /[0-9.]+(?:[eE][+\-]?[0-9]+)?/)?.output.count ?? 1
    let piece = rest.prefix(length)
    rest = rest.dropFirst(length)
    isLineStart = false
    return Markup.element("span", "class=\"number\"", text: String(piece))
  }

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
    let isCommand = isLineStart && commands.contains(String(word)) && !isAssigned
    isLineStart = false
    return isCommand ? Markup.element("span", "class=\"command\"", text: String(word)) : Markup.escape(String(word))
  }

  private var isAssigned: Bool { rest.drop { $0 == " " }.first == "=" }
}
