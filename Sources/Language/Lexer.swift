/// Cuts the text of a cell into tokens, one at a time, from any place.
///
/// What it does not know becomes an `unknown` token: whether that is a mistake, the parser decides.
struct Lexer {
  let text: String
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
    if character.isLetter && character != "ᵀ" || "_∑∂∇".contains(character) {
      return scanName()
    }
    if character == "\"" { return scanText() }
    if character == ".", peek(1) == "." { return scanDots() }
    if character == "=", peek(1) == "=", peek(2) == "=" {
      advance(3)
      return .unknown("===")
    }
    if let sign = twoCharacterSign(character) {
      advance(2)
      return sign
    }
    if let number = scanPower() { return .raised(number) }
    if let number = scanDigits(ForeignSpelling.subscripts) { return .lowered(number) }
    if let fraction = ForeignSpelling.fractions[character] {
      advance()
      return .number(fraction)
    }
    if character == ".", peek(1)?.isLetter == true { return scanMember() }
    if character == "\\", let sign = scanEscape() { return sign }
    advance()
    return Self.signs[character] ?? ForeignSpelling.signs[character] ?? .unknown(String(character))
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
    case (_, let second?): ForeignSpelling.pairs["\(first)\(second)"]
    case (_, nil): nil
    }
  }

  /// `²³`, `₁₂`.
  private mutating func scanDigits(_ digits: [Character: Int]) -> Int? {
    var number: Int?
    while let digit = current.flatMap({ digits[$0] }), (number ?? 0) < 1_000_000 {
      number = 10 * (number ?? 0) + digit
      advance()
    }
    return number
  }

  /// `³`, `⁻²`.
  private mutating func scanPower() -> Int? {
    guard current == "⁻" else { return scanDigits(ForeignSpelling.superscripts) }
    var ahead = self
    ahead.advance()
    guard let number = ahead.scanDigits(ForeignSpelling.superscripts) else { return nil }
    self = ahead
    return -number
  }

  /// `..`; more dots are not a sign.
  private mutating func scanDots() -> Token.Kind {
    let start = index
    while current == "." { advance() }
    let dots = String(text[start..<index])
    return dots.count == 2 ? .dots : .unknown(dots)
  }

  /// `.sum` after a value.
  private mutating func scanMember() -> Token.Kind {
    advance()
    if case .name(let name) = scanName() { return .member(name) }
    return .unknown(".")
  }

  /// `\delta`, as it is typed before Tab.
  private mutating func scanEscape() -> Token.Kind? {
    var ahead = self
    ahead.advance()
    let start = ahead.index
    while ahead.current?.isLetter == true { ahead.advance() }
    let name = text[start..<ahead.index]
    guard let symbol = Spelling.escapes.first(where: { $0.name == name })?.symbol else { return nil }
    self = ahead
    var scan = Lexer(symbol)
    return scan.scan()
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

  /// Reads over digits; those that are grouped, as in `1_000`, are not a number.
  private mutating func skipDigits() {
    while current?.isASCIIDigit == true || current == "_" && peek(1)?.isASCIIDigit == true { advance() }
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
