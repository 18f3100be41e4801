/// What a cell says.
public enum Statement: Equatable, Sendable {
  case blank
  case command(CommandLine)
  case assignment(target: Expression, value: Expression)
  case expression(Expression)
  case definition(FunctionHead, body: Expression)
  /// The next line of a derivation: `= 2 * x * sin(x)`.
  case step(DerivationLine)
}

/// The left side of a definition: `f(x, y)`.
public struct FunctionHead: Equatable, Sendable {
  public struct Parameter: Equatable, Sendable {
    public var name: String
    public var span: SourceSpan
  }

  public var name: String
  public var nameSpan: SourceSpan
  public var parameters: [Parameter]
  /// From the name to the closing parenthesis.
  public var span: SourceSpan
}

/// A line of a derivation that the user writes.
public struct DerivationLine: Equatable, Sendable {
  public var sign: SourceSpan
  /// Where the formula starts, in bytes.
  public var start: Int
}

/// A command's name and the place of its arguments, which the command's own declaration tells how to read.
public struct CommandLine: Equatable, Sendable {
  public var name: String
  public var nameSpan: SourceSpan
  /// Where the arguments start, in bytes.
  public var argumentStart: Int

  public init(name: String, nameSpan: SourceSpan, argumentStart: Int) {
    self.name = name
    self.nameSpan = nameSpan
    self.argumentStart = argumentStart
  }
}

extension Statement {
  /// Reads a cell.
  ///
  /// A line is a command if its first word is one and what follows is neither `=` nor an operator. `data /tmp/x` is a
  /// command: a sign after a blank and before a non-blank starts an argument.
  public init(_ cell: CellSource, isCommand: (String) -> Bool) throws(Diagnostic) {
    if cell.isBlank {
      self = .blank
    } else if let line = Statement.derivationLine(cell.code) {
      self = .step(line)
    } else if let line = Statement.commandLine(cell.code, isCommand: isCommand) {
      self = .command(line)
    } else {
      self = try Statement.assignmentOrExpression(cell.code)
    }
  }

  /// A line that starts with `=`.
  private static func derivationLine(_ code: String) -> DerivationLine? {
    let start = code.prefix(while: \.isWhitespace).utf8.count
    let rest = code.utf8.dropFirst(start)
    guard rest.first == UInt8(ascii: "="), rest.dropFirst().first != UInt8(ascii: "=") else { return nil }
    return DerivationLine(sign: SourceSpan(start, start + 1), start: start + 1)
  }

  private static func assignmentOrExpression(_ code: String) throws(Diagnostic) -> Statement {
    if let change = try changeInPlace(code) { return change }
    var parser = ExpressionParser(code)
    let first = try parser.expression()
    guard parser.skip(.assign) else {
      try parser.expectEnd()
      try refuseApproximation(parser) { _ in "check \(parser.typed(from: 0, to: nil))" }
      return .expression(first)
    }
    switch first {
    case .name, .index: break
    case .call(let call): return try definition(of: call, &parser)
    default:
      throw Diagnostic("cannot assign to this", at: first.span, hint: "assign to a name or an entry: W[1][0, 2] = 0.15")
    }
    let value = try parser.expression()
    try parser.expectEnd()
    try refuseApproximation(parser) { sign in
      "write \(parser.typed(from: 0, to: sign.start)) == \(parser.typed(from: sign.end, to: nil))"
    }
    return .assignment(target: first, value: value)
  }

  private static func refuseApproximation(
    _ parser: ExpressionParser, hint: (SourceSpan) -> String
  ) throws(Diagnostic) {
    guard let sign = parser.approximation else { return }
    throw Diagnostic("≈ is for a claim: check compares as far as rounding lets it", at: sign, hint: hint(sign))
  }

  /// The first word of a text, with its place.
  public static func firstWord(_ code: String) -> (word: String, span: SourceSpan)? {
    let start = code.prefix { $0.isWhitespace }
    let word = code[start.endIndex...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard let first = word.first, first.isLetter else { return nil }
    return (String(word), SourceSpan(start.utf8.count, start.utf8.count + word.utf8.count))
  }

  static func commandLine(_ code: String, isCommand: (String) -> Bool) -> CommandLine? {
    guard let (word, span) = firstWord(code), isCommand(word) else { return nil }
    let tail = Substring(code.utf8.dropFirst(span.end))
    let blanks = tail.prefix(while: \.isWhitespace)
    let after = tail.dropFirst(blanks.count)
    let startsCompound = after.first == ":" && word == "else" || after.first == "(" && ["for", "if"].contains(word)
    if !startsCompound, continuesAnExpression(after, directly: blanks.isEmpty) { return nil }
    return CommandLine(name: word, nameSpan: span, argumentStart: span.end)
  }

  private static func continuesAnExpression(_ text: Substring, directly: Bool) -> Bool {
    guard let sign = text.first else { return false }
    if directly { return true }
    let second = text.dropFirst().first
    if "=!<>".contains(sign) { return true }
    return "+-*/@^·⊙".contains(sign) && (second == nil || second?.isWhitespace == true || second == "=")
  }
}
