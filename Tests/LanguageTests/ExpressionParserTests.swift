import Testing

@testable import Language

/// Writes a tree with all its brackets.
func dump(_ expression: Expression) -> String {
  switch expression {
  case .number(let value, _): "\(value)"
  case .name(let name, _): name
  case .negation(let operand, _): "(-\(dump(operand)))"
  case .transpose(let operand, _): "\(dump(operand)).T"
  case .binary(let sign, let left, let right): "(\(dump(left)) \(sign.rawValue) \(dump(right)))"
  case .matrix(let rows, _): "\(rows.map { $0.map(dump) })"
  case .index(let base, let list, _):
    "\(dump(base))[\(list.map(dump).joined(separator: ", "))]"
  case .call(let call):
    "\(call.name)(\(call.arguments.map(dump).joined(separator: ", "))"
      + (call.axis.map { ", axis \(dump($0))" } ?? "") + ")"
  }
}

func dump(_ item: Expression.Subscript) -> String {
  switch item {
  case .at(let expression): dump(expression)
  case .slice(let slice):
    (slice.lower.map(dump) ?? "") + (slice.includesUpper ? ".." : ":") + (slice.upper.map(dump) ?? "")
      + (slice.step.map { ":" + dump($0) } ?? "")
  }
}

struct ExpressionParserTests {
  @Test(arguments: [
    ("1 + 2 * 3", "(1.0 + (2.0 * 3.0))"), ("1 - 2 - 3", "((1.0 - 2.0) - 3.0)"), ("-2^2", "(-(2.0 ^ 2.0))"),
    ("2^3^2", "(2.0 ^ (3.0 ^ 2.0))"), ("2^-1", "(2.0 ^ (-1.0))"), ("a @ b * c", "((a @ b) * c)"),
    ("-a @ b", "((-a) @ b)"), ("a - y == d", "((a - y) == d)"), ("W[1].T", "W[1.0].T"),
    ("W[1][0, :]", "W[1.0][0.0, :]"), ("X[-8:]", "X[(-8.0):]"), ("X[:4]", "X[:4.0]"),
    ("sum(z[1], axis 0)", "sum(z[1.0], axis 0.0)"), ("sum(z[1], axis=1)", "sum(z[1.0], axis 1.0)"),
    ("sigmoid'(z[2])", "sigmoid'(z[2.0])"), ("δ[2]ᵀ · a[1]", "(delta[2.0].T @ a[1.0])"),
    ("[[1, 2], [3, 4]]", "[[\"1.0\", \"2.0\"], [\"3.0\", \"4.0\"]]"), ("[.35, .35]", "[[\"0.35\", \"0.35\"]]"),
    ("(1 + 2) * 3", "((1.0 + 2.0) * 3.0)"),
  ])
  func precedence(text: String, tree: String) throws {
    #expect(dump(try ExpressionParser.parse(text)) == tree)
  }

  @Test(arguments: [
    ("1 +", "expected an expression, but the line ends here", 3), ("(1 + 2", "this bracket is not closed", 0),
    ("[[1, 2]", "this bracket is not closed", 0), ("[[1, 2], [3]]", "row 1 has 1 entries, row 0 has 2", 0),
    ("1 < 2 < 3", "comparisons do not chain", 6), ("2 $ 3", "unknown sign $", 2), ("[]", "a matrix needs an entry", 0),
    ("a × b", "unknown sign ×", 2), ("relu''", "relu'' is a function", 0), ("\"abc", "this text is not closed", 0),
    ("x = = 1", "unexpected =", 2),
  ])
  func mistakesNameTheirPlace(text: String, message: String, offset: Int) throws {
    let diagnostic = try #require(throws: Diagnostic.self) { try ExpressionParser.parse(text) }
    #expect(diagnostic.message == message)
    #expect(diagnostic.span.start == offset)
  }

  @Test(arguments: ["(", "-", "[", "1+", "2^", "f(", "x[", "[["])
  func noTextExhaustsTheStack(piece: String) {
    let text = String(repeating: piece, count: 100_000) + "1"
    #expect(throws: Diagnostic.self) { try ExpressionParser.parse(text) }
  }

  @Test func noChainOfSubscriptsExhaustsTheStack() {
    let text = "x" + String(repeating: "[0]", count: 100_000)
    #expect(throws: Diagnostic.self) { try ExpressionParser.parse(text) }
  }
}
