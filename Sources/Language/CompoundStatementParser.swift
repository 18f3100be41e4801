/// Reads a cell that runs other cells, after its first word.
public struct CompoundStatementParser {
  let code: String
  let bytes: [UInt8]
  let word: SourceSpan
  var offset: Int
  /// Where the cells start; `nil` while the cell is read before them.
  public private(set) var bodyStart: Int?

  /// - Parameters:
  ///   - code: the cell, with blanks for comments.
  ///   - word: the place of its first word.
  public init(_ code: String, after word: SourceSpan) {
    self.code = code
    self.word = word
    bytes = Array(code.utf8)
    offset = word.end
  }

  public mutating func statement(_ kind: CompoundStatement.Word) throws(Diagnostic) -> CompoundStatement {
    skipBlanks()
    switch kind {
    case .repeat: return try repetition()
    case .for: return try loop()
    case .if: return try choice()
    case .else: return .alternative(try alternative())
    case .time:
      guard let cell = try body("time").first else { throw missingBody("time") }
      return .timing(cell)
    }
  }

  /// `N CELL`, `N: CELL`.
  private mutating func repetition() throws(Diagnostic) -> CompoundStatement {
    if isAtEnd { throw missingBody("repeat 3") }
    if let (count, end) = expression(), byte(at: end) == UInt8(ascii: ":") {
      offset = end + 1
      return .repetition(count: count, body: try body("repeat \(text(count.span))"))
    }
    let span = firstWord
    let count = try ExpressionParser.parse(text(SourceSpan(0, span.end)), from: span.start)
    offset = span.end
    try refuse("times", after: "repeat \(text(span)):")
    return .repetition(count: count, body: try body("repeat \(text(span))"))
  }

  /// `NAME in VALUES: CELL`.
  private mutating func loop() throws(Diagnostic) -> CompoundStatement {
    try refuseParentheses()
    let variable = try self.variable()
    skipBlanks()
    let word = firstWord
    guard text(word) == "in" else {
      let isAssigned = byte(at: offset) == UInt8(ascii: "=")
      let rest = text(SourceSpan(min(offset + 1, bytes.count), bytes.count))
      throw Diagnostic(
        "expected in after for \(variable.name)", at: word,
        hint: isAssigned ? Self.repaired(line("for \(variable.name) in", rest)) : "for \(variable.name) in 1..3: …")
    }
    offset = word.end
    skipBlanks()
    let head = "for \(variable.name) in"
    let start = offset
    let values = try self.values(head)
    return .loop(variable, over: values, body: try body(headText(head, from: start)))
  }

  private mutating func variable() throws(Diagnostic) -> CompoundStatement.Variable {
    let end = bytes[offset...].firstIndex { !Self.isName($0) } ?? bytes.count
    let span = SourceSpan(offset, end)
    guard let first = text(span).first, first.isLetter || first == "_" else {
      let typed = isAtEnd ? "the line ends here" : "not \(text(firstWord))"
      throw Diagnostic("for takes a name, \(typed)", at: firstWord, hint: "for l in 1..3: …")
    }
    offset = end
    return CompoundStatement.Variable(name: Spelling.fold(text(span)), span: span)
  }

  /// The values up to the `:` before the cells, which is read over.
  private mutating func values(_ head: String) throws(Diagnostic) -> CompoundStatement.Values {
    let first = try operand(head)
    if text(SourceSpan(offset, min(offset + 2, bytes.count))) == ".." {
      offset += 2
      let last = try operand(head)
      try colon(headText(head, from: first.span.start))
      return .range(from: first, to: last, step: nil, includesEnd: true)
    }
    let values = range(from: first)
    if values == nil, case .number = first, let line = lineWithColon(head, after: first) {
      throw Diagnostic("expected : before the cells to run", at: SourceSpan(offset, offset), hint: line)
    }
    try colon(headText(head, from: first.span.start))
    return values ?? .entries(of: first)
  }

  /// `1:4` or `0:10:2`, if a `:` follows it.
  private mutating func range(from first: Expression) -> CompoundStatement.Values? {
    guard let (second, end) = expression(afterColonAt: offset), byte(at: end) == UInt8(ascii: ":") else { return nil }
    offset = end
    guard let (third, last) = expression(afterColonAt: end), byte(at: last) == UInt8(ascii: ":") else {
      return .range(from: first, to: second, step: nil, includesEnd: false)
    }
    offset = last
    return .range(from: first, to: second, step: third, includesEnd: false)
  }

  /// `CONDITION: CELL`, `CONDITION: CELL; else: CELL`.
  private mutating func choice() throws(Diagnostic) -> CompoundStatement {
    let start = offset
    let condition = try operand("if")
    if byte(at: offset) == UInt8(ascii: "=") {
      let rest = text(SourceSpan(offset + 1, bytes.count))
      throw Diagnostic(
        "= assigns, == compares", at: SourceSpan(offset, offset + 1),
        hint: line("if \(text(SourceSpan(start, offset))) ==", rest))
    }
    try colon(headText("if", from: start))
    var body = try self.body("if \(text(condition.span)):")
    guard let last = body.last, let (word, end) = CompoundStatement.word(of: last.source), word == .else else {
      return .choice(condition: condition, body: body, otherwise: nil)
    }
    body.removeLast()
    if body.isEmpty { throw missingBody("if \(text(condition.span)):") }
    offset = last.start + end
    return .choice(condition: condition, body: body, otherwise: try alternative())
  }

  /// `: CELL` after `else`, or another `if`.
  private mutating func alternative() throws(Diagnostic) -> [CellPiece] {
    skipBlanks()
    if byte(at: offset) == UInt8(ascii: ":") { offset += 1 }
    return try body("else:")
  }

  /// A line with a loop, or if that has another mistake its hint.
  private static func repaired(_ line: String) -> String {
    var parser = CompoundStatementParser(line, after: SourceSpan(0, 3))
    do throws(Diagnostic) {
      _ = try parser.statement(.for)
      return line
    } catch {
      return error.hint ?? line
    }
  }

  // MARK: Parts

  /// The cells from here to the end.
  private mutating func body(_ head: String) throws(Diagnostic) -> [CellPiece] {
    bodyStart = offset
    skipBlanks()
    if isAtEnd { throw missingBody(head) }
    let rest = text(SourceSpan(offset, bytes.count))
    return CellSource.cells(of: rest).map { $0.moved(by: offset) }
  }

  private func missingBody(_ head: String) -> Diagnostic {
    Diagnostic(
      "expected a cell to run, but the line ends here", at: SourceSpan(bytes.count, bytes.count), hint: "\(head) …")
  }

  /// An expression that must be here; the blanks after it are read over.
  private mutating func operand(_ head: String) throws(Diagnostic) -> Expression {
    if isAtEnd { throw missingBody(head) }
    var parser = ExpressionParser(code, from: offset)
    let expression = try parser.expression()
    offset = parser.end
    skipBlanks()
    return expression
  }

  /// An expression and the place after it and its blanks; `nil` if none can be read.
  private func expression(afterColonAt colon: Int? = nil) -> (Expression, end: Int)? {
    if let colon, byte(at: colon) != UInt8(ascii: ":") { return nil }
    var parser = ExpressionParser(code, from: colon.map { $0 + 1 } ?? offset)
    parser.givesHints = false
    guard let expression = try? parser.expression() else { return nil }
    return (expression, bytes[parser.end...].firstIndex { !Self.isBlank($0) } ?? bytes.count)
  }

  private mutating func colon(_ head: String) throws(Diagnostic) {
    if byte(at: offset) == UInt8(ascii: ":") {
      offset += 1
      return
    }
    if isAtEnd { throw missingBody(head + ":") }
    var rest = text(SourceSpan(offset, bytes.count))
    for word in ["then ", "do "] where rest.hasPrefix(word) { rest.removeFirst(word.count) }
    for word in [" end", "; end"] where rest.hasSuffix(word) { rest.removeLast(word.count) }
    throw Diagnostic(
      "expected : before the cells to run", at: firstWord, hint: line(head + ":", rest))
  }

  /// `for l in 1:2: W[l]` for `for l in 1:2 W[l]`.
  private func lineWithColon(_ head: String, after first: Expression) -> String? {
    guard let (second, end) = expression(afterColonAt: offset), end < bytes.count else { return nil }
    return line("\(head) \(text(first.span)):\(text(second.span)):", text(SourceSpan(end, bytes.count)))
  }

  /// `for (l in 1:2) W[l]` is written without parentheses.
  private func refuseParentheses() throws(Diagnostic) {
    guard byte(at: offset) == UInt8(ascii: "(") else { return }
    let word = firstWord
    let span = text(word).hasSuffix(":") ? SourceSpan(word.start, word.end - 1) : word
    let typed = text(span)
    let head = typed.hasSuffix(")") ? String(typed.dropFirst().dropLast()) : String(typed.dropFirst())
    var rest = String(text(SourceSpan(span.end, bytes.count)).drop { $0.isWhitespace || $0 == ":" })
    if rest.isEmpty { rest = "…" }
    throw Diagnostic("for takes no parentheses", at: span, hint: line("for \(head):", rest))
  }

  private mutating func refuse(_ word: String, after head: String) throws(Diagnostic) {
    let start = offset
    skipBlanks()
    let span = firstWord
    guard text(span) == word || text(span) == word + ":" else {
      offset = start
      return
    }
    throw Diagnostic(
      "unexpected \(word)", at: span, hint: line(head, text(SourceSpan(span.end, bytes.count))))
  }

  private func headText(_ head: String, from start: Int) -> String {
    line(head, text(SourceSpan(start, max(start, offset))))
  }

  /// A line to type, its pieces without blanks at their ends.
  private func line(_ pieces: String...) -> String {
    pieces.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.joined(separator: " ")
  }

  // MARK: Characters

  private var isAtEnd: Bool { offset >= bytes.count }

  private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func text(_ span: SourceSpan) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

  private mutating func skipBlanks() { offset = bytes[offset...].firstIndex { !Self.isBlank($0) } ?? bytes.count }

  /// The word from here to a blank outside brackets.
  private var firstWord: SourceSpan {
    var (end, depth) = (offset, 0)
    while end < bytes.count, depth > 0 || !Self.isBlank(bytes[end]) {
      if bytes[end] == UInt8(ascii: "(") || bytes[end] == UInt8(ascii: "[") { depth += 1 }
      if bytes[end] == UInt8(ascii: ")") || bytes[end] == UInt8(ascii: "]") { depth -= 1 }
      end += 1
    }
    return SourceSpan(offset, end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Whether a byte is part of a name; those outside ASCII are letters here.
  private static func isName(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
  }
}
