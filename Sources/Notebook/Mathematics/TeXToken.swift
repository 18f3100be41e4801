/// A token of TeX mathematics.
enum TeXToken: Equatable {
  /// Without its `\`.
  case command(String)
  case character(Character)
  case open, close, raise, lower, align, prime, blank
  /// A blank without a line break, `~`.
  case tie

  /// The tokens of a formula; several blanks are one.
  static func tokens(of tex: String) -> [TeXToken] {
    var tokens: [TeXToken] = []
    var rest = tex[...]
    while let next = rest.popFirst() {
      if next == "\\" {
        let letters = rest.prefix { $0.isLetter && $0.isASCII }
        let name = letters.isEmpty ? rest.prefix(1) : letters
        rest = rest.dropFirst(name.count)
        tokens.append(.command(String(name)))
      } else if next.isWhitespace {
        if tokens.last != .blank { tokens.append(.blank) }
      } else {
        tokens.append(signs[next] ?? .character(next))
      }
    }
    return tokens
  }

  private static let signs: [Character: TeXToken] = [
    "{": .open, "}": .close, "^": .raise, "_": .lower, "&": .align, "'": .prime, "~": .tie,
  ]

  /// As written in TeX.
  var spelling: String {
    switch self {
    case .command(let name): "\\" + name
    case .character(let character): String(character)
    case .open: "{"
    case .close: "}"
    case .raise: "^"
    case .lower: "_"
    case .align: "&"
    case .prime: "'"
    case .blank, .tie: " "
    }
  }
}
