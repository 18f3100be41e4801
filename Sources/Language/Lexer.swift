/// Cuts the text of a cell into tokens, one at a time, from any place.
///
/// What it does not know becomes an `unknown` token: whether that is a mistake, the parser decides.
struct Lexer {
  private let text: String
  private var index: String.Index

  init(_ text: String, from start: Int = 0) {
    self.text = text
    index = text.utf8.index(text.startIndex, offsetBy: min(start, text.utf8.count))
  }

  private var offset: Int { text.utf8.distance(from: text.startIndex, to: index) }
  private var current: Character? { index < text.endIndex ? text[index] : nil }

  private func peek(_ distance: Int) -> Character? {
    guard let place = text.index(index, offsetBy: distance, limitedBy: text.endIndex), place < text.endIndex else {
      return nil
    }
    return text[place]
  }

  private mutating func advance(_ count: Int = 1) {
    index = text.index(index, offsetBy: count, limitedBy: text.endIndex) ?? text.endIndex
  }

  mutating func next() -> Token {
    skipBlanks()
    let start = offset
    let kind = scan()
    return Token(kind: kind, span: SourceSpan(start, offset))
  }

  private mutating func skipBlanks() {
    while let character = current {
      if character == "#" {
        while current.map({ !$0.isNewline }) == true { advance() }
      } else if character.isWhitespace {
        advance()
      } else if character == "\\", peek(1)?.isNewline == true {
        advance(2)
      } else {
        return
      }
    }
  }

  private mutating func scan() -> Token.Kind {
    guard let character = current else { return .end }
    if character.isASCII && character.isNumber || character == "." && peek(1)?.isASCIIDigit == true {
      return scanNumber()
    }
    if character.isLetter && character != "ᵀ" || "_√∑∂".contains(character) {
      return scanName()
    }
    if character == "\"" { return scanText() }
    if let sign = twoCharacterSign(character) {
      advance(2)
      return sign
    }
    advance()
    return Self.signs[character] ?? .unknown(String(character))
  }

  private static let signs: [Character: Token.Kind] = [
    "+": .plus, "-": .minus, "−": .minus, "*": .times, "⊙": .times, "/": .divide, "@": .matrixProduct,
    "·": .matrixProduct, "^": .power, "=": .assign, "<": .less, ">": .greater, "≤": .lessOrEqual,
    "≥": .greaterOrEqual, "≠": .notEqual, "(": .openParenthesis, ")": .closeParenthesis, "[": .openBracket,
    "]": .closeBracket, ",": .comma, ":": .colon, ";": .semicolon, "'": .primes(1), "′": .primes(1), "’": .primes(1),
    "″": .primes(2), "‴": .primes(3), "ᵀ": .transpose,
  ]

  private func twoCharacterSign(_ first: Character) -> Token.Kind? {
    switch (first, peek(1)) {
    case ("=", "="): .equal
    case ("!", "="): .notEqual
    case ("<", "="): .lessOrEqual
    case (">", "="): .greaterOrEqual
    case ("*", "*"): .power
    case (".", "T"): peek(2).map { $0.isLetter || $0.isNumber || $0 == "_" } == true ? nil : .transpose
    default: nil
    }
  }

  private mutating func scanNumber() -> Token.Kind {
    let start = index
    skipDigits()
    if current == ".", peek(1)?.isLetter != true, peek(1) != "." {
      advance()
      skipDigits()
    }
    if current == "e" || current == "E" {
      let signed = peek(1) == "-" || peek(1) == "+"
      if peek(signed ? 2 : 1)?.isASCIIDigit == true {
        advance(signed ? 2 : 1)
        skipDigits()
      }
    }
    let word = String(text[start..<index])
    return Double(word.last == "." ? word + "0" : word.first == "." ? "0" + word : word).map(Token.Kind.number)
      ?? .unknown(word)
  }

  private mutating func skipDigits() {
    while current?.isASCIIDigit == true { advance() }
  }

  private mutating func scanName() -> Token.Kind {
    let start = index
    advance()
    while let character = current,
      character.isLetter && character != "ᵀ" || character.isNumber && character.isASCII || character == "_"
    {
      advance()
    }
    return .name(Spelling.fold(String(text[start..<index])))
  }

  private mutating func scanText() -> Token.Kind {
    advance()
    let start = index
    while let character = current, character != "\"" { advance() }
    let content = String(text[start..<index])
    if current == nil { return .unknown("\"" + content) }
    advance()
    return .text(content)
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
