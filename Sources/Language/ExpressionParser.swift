/// Reads one expression, as far as it goes, from any place in a text; one function a grammar rule.
///
///     expression = conjunction {"or" conjunction}
///     conjunction = inverse {"and" inverse}
///     inverse    = "not" inverse | comparison
///     comparison = sum [("==" | "!=" | "<" | "<=" | ">" | ">=") sum]
///     sum        = product {("+" | "-") product}
///     product    = unary {("*" | "⊙" | "/" | "@" | "·") unary | power}       the power without blanks after a number: 2π
///     unary      = "-" unary | power
///     power      = postfix ["^" unary | "²"]
///     postfix    = primary {"[" subscripts "]" | ".T" | "ᵀ" | "'" | "₁" | "."name ["(" arguments ")"]}
///     subscript  = expression | [expression] (":" | "..") [expression] [":" [expression]]
///     primary    = number | name | call | "(" expression ")" | matrix | "|" expression "|" | "‖" expression "‖" | "√" postfix
///     call       = (name {"'"} | "d"name"/d"name | "∂"name"/∂"name) "(" arguments ")"      without blanks
///
/// A line of a derivation also has derivatives that are not worked out: `(x^2)'`, `∂C/∂z[1][s, i]`. Spellings of other
/// languages become the shell's own here; `ForeignSpelling` lists them.
public struct ExpressionParser {
  private var lexer: Lexer
  /// Where the expression starts in the text.
  let start: Int
  private(set) var token: Token
  /// Where the last token that belongs to the expression ends.
  public private(set) var end: Int
  private var depth = 0
  /// The last two tokens that belong to the expression.
  private(set) var last: Token.Kind?
  private var beforeLast: Token.Kind?
  /// The brackets that are open, the innermost last.
  private(set) var open: [SourceSpan] = []
  /// The last `≈`, which is `==` in a claim.
  public private(set) var approximation: SourceSpan?
  /// Whether an error looks for the line to type instead.
  var givesHints = true

  /// Deeper nesting is refused: no text may exhaust the stack.
  private static let maximumDepth = 200
  private static let maximumChain = 2_000
  private static let maximumConditions = 100

  let allowsOpenDerivatives: Bool

  /// - Parameter allowsOpenDerivatives: whether the text is a line of a derivation.
  public init(_ text: String, from start: Int = 0, allowsOpenDerivatives: Bool = false) {
    self.allowsOpenDerivatives = allowsOpenDerivatives
    lexer = Lexer(text, from: start)
    self.start = start
    token = lexer.next()
    end = start
  }

  /// The text that is read.
  var text: String { lexer.text }

  /// The token after what has been read.
  public var next: Token { token }

  /// Reads an expression that must fill the rest of the text.
  public static func parse(
    _ text: String, from start: Int = 0, allowsOpenDerivatives: Bool = false
  ) throws(Diagnostic) -> Expression {
    var parser = ExpressionParser(text, from: start, allowsOpenDerivatives: allowsOpenDerivatives)
    let expression = try parser.expression()
    try parser.expectEnd()
    return expression
  }

  public func expectEnd() throws(Diagnostic) {
    if token.kind != .end { throw unexpected() }
  }

  /// Reads over a token of the given kind, if it is next.
  public mutating func skip(_ kind: Token.Kind) -> Bool {
    guard token.kind == kind else { return false }
    advance()
    return true
  }

  public mutating func expression() throws(Diagnostic) -> Expression {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw Diagnostic("the expression is nested too deeply", at: token.span) }
    return try joined(by: .or) { parser throws(Diagnostic) in
      try parser.joined(by: .and) { parser throws(Diagnostic) in try parser.inverse() }
    }
  }

  /// Reads operands with `and` or `or` between them.
  private mutating func joined(
    by connective: Expression.Connective, _ operand: (inout ExpressionParser) throws(Diagnostic) -> Expression
  ) throws(Diagnostic) -> Expression {
    var left = try operand(&self)
    var length = 0
    while token.kind == .name(connective.rawValue) {
      let word = token.span
      try countLink(&length, limit: Self.maximumConditions)
      advance()
      let right = try operand(&self)
      left = .call(.joining([left, right], by: connective, at: word))
    }
    return left
  }

  private mutating func inverse() throws(Diagnostic) -> Expression {
    let word = token.span
    guard skip(.name(Expression.Connective.not.rawValue)) else { return try comparison() }
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw Diagnostic("the expression is nested too deeply", at: token.span) }
    return .call(.joining([try inverse()], by: .not, at: word))
  }

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let start = token.span.start
    let left = try sum()
    guard let comparison = token.kind.comparison else { return left }
    if token.kind == .approximately { approximation = token.span }
    let sign = token.span
    advance()
    let right = try sum()
    if token.kind.comparison != nil { throw chainedComparison(from: start, sign) }
    return .binary(comparison, left, right)
  }

  mutating func sum() throws(Diagnostic) -> Expression {
    var left = try product()
    var length = 0
    while token.kind == .plus || token.kind == .minus {
      let sign: Expression.Operator = token.kind == .plus ? .add : .subtract
      try countLink(&length)
      advance()
      left = .binary(sign, left, try product())
    }
    return left
  }

  private mutating func product() throws(Diagnostic) -> Expression {
    var left = try unary()
    var length = 0
    while true {
      if let sign = productSign {
        try countLink(&length)
        advance()
        left = .binary(sign, left, try unary())
      } else if try isJuxtaposed() {
        try countLink(&length)
        left = .binary(.multiply, left, try power())
      } else {
        return left
      }
    }
  }

  private var productSign: Expression.Operator? {
    switch token.kind {
    case .times: .multiply
    case .divide: .divide
    case .matrixProduct: .matrixProduct
    default: nil
    }
  }

  func countLink(_ length: inout Int, limit: Int = maximumChain) throws(Diagnostic) {
    length += 1
    if length > limit { throw Diagnostic("the expression is too long", at: token.span) }
  }

  private mutating func unary() throws(Diagnostic) -> Expression {
    let start = token.span
    depth += 1
    defer { depth -= 1 }
    if depth > Self.maximumDepth { throw Diagnostic("the expression is nested too deeply", at: token.span) }
    if skip(.plus) { return try unary() }
    guard skip(.minus) else { return try power() }
    let operand = try unary()
    return .negation(operand, start.joined(operand.span))
  }

  private mutating func power() throws(Diagnostic) -> Expression {
    let base = try postfix()
    if case .raised(let exponent) = token.kind, token.span.start == end {
      let span = token.span
      if exponent == -1 { try requireNumber(base, at: span) }
      advance()
      let size = Expression.number(Double(exponent.magnitude), span)
      return .binary(.power, base, exponent < 0 ? .negation(size, span) : size)
    }
    guard skip(.power) else { return base }
    if token.kind == .transpose {
      defer { advance() }
      return .transpose(base, base.span.joined(token.span))
    }
    return .binary(.power, base, try unary())
  }

  mutating func subscripts(of base: Expression) throws(Diagnostic) -> Expression {
    if let entry = dictionaryEntry(of: base) { return entry }
    advance()
    var list: [Expression.Subscript] = []
    repeat { list.append(try subscriptItem()) } while skip(.comma)
    let close = try expectClose(.closeBracket, "]")
    return .index(base, list, base.span.joined(close))
  }

  /// Reads `2`, `1:4`, `1..3` or `8:0:-2`.
  public mutating func subscriptItem() throws(Diagnostic) -> Expression.Subscript {
    let start = token.span
    let lower = isRangeSign ? nil : try expression()
    guard isRangeSign else { return lower.map { .at($0) } ?? .slice(.init(nil, nil, span: start)) }
    let includesUpper = token.kind == .dots
    advance()
    let upper = isSubscriptEnd || token.kind == .colon ? nil : try expression()
    var step: Expression?
    if skip(.colon), !isSubscriptEnd { step = try expression() }
    return .slice(
      .init(lower, upper, step: step, includesUpper: includesUpper, span: SourceSpan(start.start, end)))
  }

  private var isRangeSign: Bool { token.kind == .colon || token.kind == .dots }

  private var isSubscriptEnd: Bool {
    token.kind == .comma || token.kind == .closeBracket || token.kind == .end
  }

  mutating func primary() throws(Diagnostic) -> Expression {
    let start = token.span
    switch token.kind {
    case .number(let value):
      advance()
      return .number(value, start)
    case .name(let name):
      advance()
      return try nameOrCall(name, start)
    case .openParenthesis:
      advance()
      let inner = try expression()
      _ = try expectClose(.closeParenthesis, ")")
      return inner
    case .openBracket: return try matrix()
    case .bar, .doubleBar: return try bars()
    case .root:
      advance()
      let operand = try postfix()
      return .call(
        Expression.Call(
          function: "sqrt", order: 0, arguments: [operand], nameSpan: start, span: start.joined(operand.span)))
    default: throw unexpected()
    }
  }

  private mutating func matrix() throws(Diagnostic) -> Expression {
    let start = token.span
    advance()
    var rows: [[Expression]] = []
    if token.kind == .openBracket {
      repeat { rows.append(try row()) } while skip(.comma)
    } else if token.kind != .closeBracket {
      rows = [try entries()]
    }
    let close = try expectClose(.closeBracket, "]")
    let span = start.joined(close)
    guard let first = rows.first, !first.isEmpty else { throw Diagnostic("a matrix needs an entry", at: span) }
    if let odd = rows.firstIndex(where: { $0.count != first.count }) {
      throw Diagnostic(
        "row \(odd) has \(rows[odd].count) entries, row 0 has \(first.count)", at: span,
        hint: "all rows of a matrix are of one length")
    }
    return .matrix(rows, span)
  }

  private mutating func row() throws(Diagnostic) -> [Expression] {
    guard skip(.openBracket) else { throw unexpected(expected: "[") }
    if skip(.closeBracket) { return [] }
    let row = try entries()
    _ = try expectClose(.closeBracket, "]")
    return row
  }

  private mutating func entries() throws(Diagnostic) -> [Expression] {
    var list = [try expression()]
    while skip(.comma) { list.append(try expression()) }
    return list
  }

  /// Whether the operand that has just been started follows a sign that binds it to what is before.
  var operandFollowsTightSign: Bool { [.divide, .matrixProduct, .power].contains(beforeLast) }

  mutating func advance() {
    switch token.kind {
    case .openParenthesis, .openBracket: open.append(token.span)
    case .closeParenthesis, .closeBracket: _ = open.popLast()
    default: break
    }
    (beforeLast, last) = (last, token.kind)
    end = token.span.end
    token = lexer.next()
  }

  mutating func expectClose(_ kind: Token.Kind, _ sign: String) throws(Diagnostic) -> SourceSpan {
    let span = token.span
    if skip(kind) { return span }
    throw unexpected(expected: sign)
  }
}

extension Token.Kind {
  fileprivate var comparison: Expression.Operator? {
    switch self {
    case .equal, .approximately: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    default: nil
    }
  }
}
