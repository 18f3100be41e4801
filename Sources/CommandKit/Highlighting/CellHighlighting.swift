import Language
import Views

/// The parts of one cell, or of the several that are on its line.
struct CellHighlighting {
  private let source: [UInt8]
  private let tokens: [Token]
  private let vocabulary: Vocabulary
  private let cursor: Int?
  private var result: [SyntaxSpan] = []
  /// The names that earlier statements give meaning to: `x` in `x = 3; x + 1`, `l` in `for l in 1..L: W[l]`.
  private var given: Set<String> = []

  init(_ cell: String, vocabulary: Vocabulary, cursor: Int?) {
    source = Array(cell.utf8)
    tokens = SourceTokens.tokens(of: cell)
    self.vocabulary = vocabulary
    self.cursor = cursor
    comments = SourceTokens.comments(in: cell).map { SyntaxSpan($0.start..<$0.end, .comment) }
  }

  private let comments: [SyntaxSpan]

  var spans: [SyntaxSpan] {
    mutating get {
      var start = 0
      while start < tokens.count { start = statement(from: start) }
      return (result + comments).sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// Words before a cell, up to a colon: `for l in 1..L: …`.
  private static let openers: Set<String> = ["repeat", "for", "if", "else", "time"]
  /// Words inside an expression or before it.
  private static let words: Set<String> = ["and", "or", "not", "in"]

  // MARK: Statements

  /// Marks the statement that starts at a token; returns the start of the next one.
  private mutating func statement(from start: Int) -> Int {
    let end = endOfStatement(from: start)
    let first = tokens[start]
    let word = text(of: first)
    if case .name = first.kind, Self.openers.contains(word), !isAssigned(start) {
      add(first, .command)
      return opened(by: word, from: start + 1, to: end)
    }
    if let command = command(at: start) {
      let length = command.utf8.count
      result.append(SyntaxSpan(first.span.start..<first.span.start + length, .command))
      var next = start + 1
      while next < end, tokens[next].span.start < first.span.start + length { next += 1 }
      arguments(of: command, from: next, to: end)
    } else {
      expression(from: start, to: end, marks: vocabulary.marksUnknown && !isHelp(start, end))
    }
    return end + 1
  }

  /// The head of a repetition or a condition; returns where its cell starts.
  private mutating func opened(by word: String, from start: Int, to end: Int) -> Int {
    if word == "time" { return start }
    if word == "repeat" {
      guard start < end else { return end + 1 }
      expression(from: start, to: start + 1, marks: false)
      return start + 1 < end && tokens[start + 1].kind == .colon ? start + 2 : start + 1
    }
    let colon = (start..<end).first { tokens[$0].kind == .colon && depth(from: start, to: $0) == 0 } ?? end
    let isLoop = word == "for"
    if isLoop, start < colon, case .name(let name) = tokens[start].kind { given.insert(name) }
    expression(from: start, to: colon, marks: vocabulary.marksUnknown && !isLoop)
    return colon + 1
  }

  private func endOfStatement(from start: Int) -> Int {
    (start..<tokens.count).first { tokens[$0].kind == .semicolon && depth(from: start, to: $0) <= 0 } ?? tokens.count
  }

  private func depth(from start: Int, to end: Int) -> Int {
    tokens[start..<end].reduce(0) { $0 + ($1.isOpening ? 1 : $1.isClosing ? -1 : 0) }
  }

  /// The command that starts at a token: what follows it is neither `=` nor an operator between blanks.
  private func command(at index: Int) -> String? {
    let start = tokens[index].span.start
    let rest = String(decoding: source[start...], as: UTF8.self)
    guard let (word, _) = Statement.firstWord(rest), vocabulary.isCommand(word) else { return nil }
    let tail = source[(start + word.utf8.count)...]
    let after = tail.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let sign = after.first, sign != UInt8(ascii: "\n") else { return word }
    if after.startIndex == tail.startIndex {
      return sign == UInt8(ascii: ";") || sign == UInt8(ascii: "#") ? word : nil
    }
    if "=!<>".utf8.contains(sign) { return nil }
    let second = after.dropFirst().first
    let isBetweenBlanks = second == nil || second == UInt8(ascii: " ") || second == UInt8(ascii: "=")
    return "+-*/@^".utf8.contains(sign) && isBetweenBlanks ? nil : word
  }

  /// `NAME?` and `?NAME`.
  private func isHelp(_ start: Int, _ end: Int) -> Bool {
    text(of: tokens[start]) == "?" || text(of: tokens[end - 1 < start ? start : end - 1]) == "?"
  }

  private func isAssigned(_ index: Int) -> Bool { index + 1 < tokens.count && tokens[index + 1].kind == .assign }

  // MARK: Words

  private mutating func arguments(of command: String, from start: Int, to end: Int) {
    var index = start
    while index < end {
      let last = lastOfWord(from: index, to: end)
      let range = tokens[index].span.start..<tokens[last].span.end
      if vocabulary.isArgument(String(decoding: source[range], as: UTF8.self), of: command) {
        result.append(SyntaxSpan(range, .argument))
      } else {
        for token in tokens[index...last] { add(token, kind(of: token) ?? .plain) }
      }
      index = last + 1
    }
  }

  /// The last token of a word with hyphens: `half-squared-error`.
  private func lastOfWord(from start: Int, to end: Int) -> Int {
    var last = start
    guard case .name = tokens[start].kind else { return start }
    while last + 2 < end, tokens[last + 1].kind == .minus, case .name = tokens[last + 2].kind,
      tokens[last].span.end == tokens[last + 1].span.start, tokens[last + 1].span.end == tokens[last + 2].span.start
    {
      last += 2
    }
    return last
  }

  private mutating func expression(from start: Int, to end: Int, marks: Bool) {
    let own = boundNames(from: start, to: end)
    for index in start..<min(end, tokens.count) {
      let token = tokens[index]
      if case .name(let name) = token.kind, kind(of: token) == nil {
        if isAssigned(index) { given.insert(name) }
        let isNew = own.contains(name) || given.contains(name) || isBeingTyped(token)
        add(token, marks && !isNew ? .unknown : .plain)
      } else {
        add(token, kind(of: token) ?? .plain)
      }
    }
  }

  /// The names that a definition gives meaning to: `f`, `x` and `y` in `f(x, y) = …`.
  private func boundNames(from start: Int, to end: Int) -> Set<String> {
    let sign = (start..<min(end, tokens.count)).first { tokens[$0].kind == .assign && depth(from: start, to: $0) == 0 }
    guard let sign, start + 1 < sign, tokens[start + 1].kind == .openParenthesis else { return [] }
    return Set(tokens[start..<sign].compactMap { if case .name(let name) = $0.kind { name } else { nil } })
  }

  private func isBeingTyped(_ token: Token) -> Bool {
    token.span.end == cursor && vocabulary.hasName(startingWith: text(of: token))
  }

  /// What a token is by itself; `nil` for a name that means nothing.
  private func kind(of token: Token) -> SyntaxKind? {
    switch token.kind {
    case .number: .number
    case .text: .text
    case .name(let name):
      if Self.words.contains(name) { .command } else if name == "axis" { .argument } else { vocabulary.kind(of: name) }
    case .member: .function
    case .plus, .minus, .times, .divide, .matrixProduct, .power, .equal, .notEqual, .less, .lessOrEqual, .greater,
      .greaterOrEqual, .assign, .transpose, .primes, .raised, .lowered, .root, .bar, .doubleBar, .approximately:
      .sign
    case .unknown(let text): text.hasPrefix("\"") ? .text : .plain
    case .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .comma, .colon, .dots, .semicolon, .end:
      .plain
    }
  }

  private func text(of token: Token) -> String {
    String(decoding: source[token.span.start..<token.span.end], as: UTF8.self)
  }

  /// A text that is not closed ends with its line.
  private mutating func add(_ token: Token, _ kind: SyntaxKind) {
    let bytes = source[token.span.start..<token.span.end]
    let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
    let isCommented = comments.contains { $0.range.overlaps(bytes.startIndex..<end) }
    if kind != .plain, !isCommented { result.append(SyntaxSpan(bytes.startIndex..<end, kind)) }
  }
}
