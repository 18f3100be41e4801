import Testing

@testable import Language

@Suite struct ExpressionCodeTests {
  @Test(
    "a printed expression keeps only the parentheses that it needs",
    arguments: [
      ("((a[2] - Y)) * (sigmoid'(z[2]))", "(a[2] - Y) * sigmoid'(z[2])"), ("-(a * b)", "-(a * b)"),
      ("(-a) * b", "-a * b"), ("a - (b - c)", "a - (b - c)"), ("(a - b) - c", "a - b - c"),
      ("a / (b / c)", "a / (b / c)"), ("(a @ b).T", "(a @ b).T"), ("a.T", "a.T"), ("(2 * a)^2", "(2 * a)^2"),
      ("2^(-x)", "2^-x"), ("(-x)^2", "(-x)^2"), ("sum(z[1], axis=0)", "sum(z[1], axis 0)"),
      ("W[1][0, :]", "W[1][0, :]"), ("X[:2]", "X[:2]"), ("[[1, 2.5], [3, -4]]", "[[1, 2.5], [3, -4]]"),
      ("[1, 2]", "[[1, 2]]"), ("(a > 0) * b", "(a > 0) * b"), ("df/dx(2, 3)", "df/dx(2, 3)"),
      ("1e-5 + 3.0", "1e-05 + 3"), ("a + -b", "a + -b"), ("(a + b)[0, 1]", "(a + b)[0, 1]"), ("--a", "--a"),
      ("a and b or c", "a and b or c"), ("a and (b or c)", "a and (b or c)"), ("not a == b", "not a == b"),
      ("(not a) * b", "(not a) * b"), ("not (a and b)", "not (a and b)"), ("a or (b or c)", "a or (b or c)"),
      ("and(a, b)", "a and b"), ("X[::-1, 0..2]", "X[::-1, 0..2]"), ("x[[0, 2], :]", "x[[[0, 2]], :]"),
    ])
  func parentheses(typed: String, printed: String) throws {
    let tree = try ExpressionParser.parse(typed)
    #expect(tree.code == printed)
    #expect(try ExpressionParser.parse(tree.code).code == printed)
  }

  @Test("derivatives that are not worked out are printed as they are typed")
  func openDerivatives() throws {
    for text in ["(x^2)'", "f(x)''"] {
      #expect(try ExpressionParser.parse(text, allowsOpenDerivatives: true).code == text)
    }
  }
}
