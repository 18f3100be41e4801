import Testing

@testable import Language

/// The grammar at the head of `ExpressionParser`, rule by rule.
@Suite struct GrammarTests {
  private func tree(_ text: String) throws -> String { dump(try ExpressionParser.parse(text)) }

  private func failure(_ text: String) throws -> Diagnostic {
    try #require(throws: Diagnostic.self) { try ExpressionParser.parse(text) }
  }

  // MARK: comparison

  @Test(arguments: ["==", "!=", "<", "<=", ">", ">="])
  func aComparisonBindsWeakerThanASum(sign: String) throws {
    #expect(try tree("a + 1 \(sign) b * 2") == "((a + 1.0) \(sign) (b * 2.0))")
  }

  @Test(arguments: [("≤", "<="), ("≥", ">="), ("≠", "!=")])
  func aComparisonHasAUnicodeSign(sign: String, ascii: String) throws {
    #expect(try tree("a \(sign) b") == "(a \(ascii) b)")
  }

  @Test func aComparisonInParenthesesIsAnOperand() throws {
    #expect(try tree("(a < b) * c == d") == "(((a < b) * c) == d)")
  }

  @Test func comparisonsDoNotChain() throws {
    let diagnostic = try failure("a ≤ b ≥ c")
    #expect(diagnostic.message == "comparisons do not chain")
    #expect(diagnostic.span == SourceSpan(8, 11))
    #expect(diagnostic.hint == "write a ≤ b and b ≥ c")
  }

  // MARK: sum and product

  @Test(arguments: [
    ("a - b + c", "((a - b) + c)"), ("a − b − c", "((a - b) - c)"), ("a - (b - c)", "(a - (b - c))"),
    ("a + b * c - d", "((a + (b * c)) - d)"),
  ])
  func sumsAssociateToTheLeft(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [
    ("a / b / c", "((a / b) / c)"), ("a / b * c", "((a / b) * c)"), ("a * b @ c", "((a * b) @ c)"),
    ("a ⊙ b · c", "((a * b) @ c)"), ("a @ (b @ c)", "(a @ (b @ c))"),
  ])
  func allProductsBindAlikeAndAssociateToTheLeft(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  // MARK: unary

  @Test(arguments: [
    ("--a", "(-(-a))"), ("-a * b", "((-a) * b)"), ("a * -b", "(a * (-b))"), ("a - -b", "(a - (-b))"),
    ("-a + b", "((-a) + b)"), ("-(a + b)", "(-(a + b))"),
  ])
  func aMinusBindsTighterThanAProduct(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [("+a", "a"), ("a + +b", "(a + b)"), ("-+a", "(-a)")])
  func aPlusBeforeAnOperandChangesNothing(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [
    ("-a^2", "(-(a ^ 2.0))"), ("-a.T", "(-a.T)"), ("-a[0]", "(-a[0.0])"), ("-f(x)", "(-f(x))"),
    ("(-a)^2", "((-a) ^ 2.0)"),
  ])
  func aMinusBindsWeakerThanAPowerAnIndexOrATranspose(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  // MARK: power

  @Test(arguments: [
    ("a^b^c", "(a ^ (b ^ c))"), ("a ** b ** c", "(a ^ (b ^ c))"), ("(a^b)^c", "((a ^ b) ^ c)"),
    ("2^-3^2", "(2.0 ^ (-(3.0 ^ 2.0)))"), ("a^-b", "(a ^ (-b))"),
  ])
  func powersAssociateToTheRightAndTakeASignedExponent(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [
    ("a^2 * b", "((a ^ 2.0) * b)"), ("a * b^2", "(a * (b ^ 2.0))"), ("a.T^2", "(a.T ^ 2.0)"),
    ("a[0]^2", "(a[0.0] ^ 2.0)"), ("f(x)^2", "(f(x) ^ 2.0)"),
  ])
  func aPowerBindsTighterThanAProductWeakerThanAnIndex(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  // MARK: postfix

  @Test(arguments: [
    ("a.T.T", "a.T.T"), ("aᵀ[0]", "a.T[0.0]"), ("a[0].T", "a[0.0].T"), ("a[0][1]", "a[0.0][1.0]"),
    ("f(x)[0]", "f(x)[0.0]"), ("(a + b).T", "(a + b).T"), ("(a + b)[0]", "(a + b)[0.0]"),
    ("[1, 2][0]", "[[\"1.0\", \"2.0\"]][0.0]"), ("[[1], [2]].T", "[[\"1.0\"], [\"2.0\"]].T"),
  ])
  func indexesAndTransposesFollowAnyOperandInAnyNumber(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test func aBracketAfterABlankIsNotAnIndex() throws {
    let diagnostic = try failure("a [0]")
    #expect(diagnostic.message == "unexpected [")
    #expect(diagnostic.span == SourceSpan(2, 3))
  }

  @Test func aNameThatStartsWithTIsNotATranspose() throws {
    #expect(throws: Diagnostic.self) { try ExpressionParser.parse("a.Top") }
  }

  // MARK: subscripts

  @Test(arguments: [
    ("a[0, 1]", "a[0.0, 1.0]"), ("a[-1]", "a[(-1.0)]"), ("a[i + 1]", "a[(i + 1.0)]"), ("a[b[0]]", "a[b[0.0]]"),
    ("a[i < 2]", "a[(i < 2.0)]"),
  ])
  func anIndexIsAnExpression(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [
    ("a[:]", "a[:]"), ("a[1:]", "a[1.0:]"), ("a[:2]", "a[:2.0]"), ("a[1:2]", "a[1.0:2.0]"),
    ("a[-3:-1]", "a[(-3.0):(-1.0)]"), ("a[:, 0]", "a[:, 0.0]"), ("a[0, :]", "a[0.0, :]"), ("a[:, :]", "a[:, :]"),
    ("a[i + 1:n, 2:]", "a[(i + 1.0):n, 2.0:]"), ("a[::-1]", "a[::(-1.0)]"), ("a[0:10:2]", "a[0.0:10.0:2.0]"),
    ("a[1::2, :]", "a[1.0::2.0, :]"), ("a[1..3]", "a[1.0..3.0]"), ("a[..n:2]", "a[..n:2.0]"), ("a[::]", "a[:]"),
    ("a[0.5..2]", "a[0.5..2.0]"),
  ])
  func eitherEndOfASliceMayBeLeftOut(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [("a[:]", 2, 3), ("a[1:]", 2, 4), ("a[:2]", 2, 4), ("a[1:20]", 2, 6), ("δ[1:2]", 3, 6)])
  func aSliceCoversItsEndsAndItsColon(text: String, start: Int, end: Int) throws {
    guard case .index(_, let list, _) = try ExpressionParser.parse(text), case .slice(let slice) = list[0] else {
      Issue.record("no slice")
      return
    }
    #expect(slice.span == SourceSpan(start, end))
  }

  @Test(arguments: [
    ("a[]", "unexpected ]", 2), ("a[0,]", "unexpected ]", 4), ("a[0", "this bracket is not closed", 1),
    ("a[0)", "unexpected )", 3),
  ])
  func aSubscriptThatIsNotCompleteIsRefused(text: String, message: String, start: Int) throws {
    let diagnostic = try failure(text)
    #expect(diagnostic.message == message)
    #expect(diagnostic.span == SourceSpan(start, start + 1))
  }

  // MARK: names, calls and primes

  @Test(arguments: ["relu'(x)", "relu′(x)", "relu’(x)"])
  func aPrimeMakesTheDerivativeOfAFunction(text: String) throws {
    #expect(try tree(text) == "relu'(x)")
  }

  @Test(arguments: ["f''(x)", "f″(x)", "f′′(x)", "f’'(x)"])
  func morePrimesMakeHigherDerivatives(text: String) throws {
    #expect(try tree(text) == "f''(x)")
    #expect(try tree("f‴(x)") == "f'''(x)")
  }

  @Test(arguments: [
    ("df/dx(2, 3)", "df/dx(2.0, 3.0)"), ("∂f/∂x(2, 3)", "∂f/∂x(2.0, 3.0)"), ("∂σ/∂z(1)", "∂sigmoid/∂z(1.0)"),
    ("a * df/dx(2)", "(a * df/dx(2.0))"), ("-df/dx(2)^2", "(-(df/dx(2.0) ^ 2.0))"), ("dloss2/dx1(u)", "dloss2/dx1(u)"),
    ("1 / ∂f/∂x(2)", "(1.0 / ∂f/∂x(2.0))"),
  ])
  func aPartialDerivativeIsACallWithoutBlanks(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: [
    ("df / dx(2)", "(df / dx(2.0))"), ("df/ dx(2)", "(df / dx(2.0))"), ("df/dx", "(df / dx)"),
    ("d/dx(2)", "(d / dx(2.0))"), ("df/x(2)", "(df / x(2.0))"), ("a/df/dx(2)", "((a / df) / dx(2.0))"),
    ("a @ df/dx(2)", "((a @ df) / dx(2.0))"), ("df/dx[0]", "(df / dx[0.0])"),
  ])
  func anythingElseIsAQuotient(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test func aPartialDerivativeKnowsTheQuotientThatItMayBe() throws {
    guard case .call(let call) = try ExpressionParser.parse(" df/dx(2, 3)") else {
      Issue.record("no call")
      return
    }
    let quotient = try #require(call.asQuotient)
    #expect(dump(quotient) == "(df / dx(2.0, 3.0))")
    #expect(quotient.span == call.span && call.span == SourceSpan(1, 12))
    #expect(call.nameSpan == SourceSpan(1, 6))
  }

  @Test(arguments: ["∂f", "∂f(2)", "∂f / ∂x(2)", "∂f/x(2)", "∂f/dx(2)"])
  func aRoundDIsOnlyInPartialDerivatives(text: String) throws {
    #expect(try failure(text).message == "∂f is part of a partial derivative")
  }

  @Test(arguments: [("relu'(x)^2", "(relu'(x) ^ 2.0)"), ("-relu'(x)[0]", "(-relu'(x)[0.0])")])
  func aDerivativeIsAnOperand(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  /// Of a matrix; that a function needs its argument is said where names are looked up (NotationTests).
  @Test(arguments: [("f'", "f.T"), ("f'[0]", "f.T[0.0]"), ("f' + 1", "(f.T + 1.0)")])
  func aPrimeWithoutAnArgumentTransposes(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
    let place = SourceSpan(0, 2)
    #expect(try ExpressionParser.parse(text).nodes.contains(.transpose(.name("f", SourceSpan(0, 1)), place)))
  }

  @Test func anArgumentFollowsItsFunctionWithoutABlank() throws {
    let diagnostic = try failure("f' (x)")
    #expect(diagnostic.span == SourceSpan(3, 4))
    #expect(diagnostic.hint == "write f'(x)")
  }

  @Test func morePrimesAreFollowedByAnArgument() throws {
    let diagnostic = try failure("f''")
    #expect(diagnostic.message == "f'' is a function")
    #expect(diagnostic.span == SourceSpan(0, 3))
    #expect(diagnostic.hint == "write its argument: f''(z[1])")
  }

  @Test(arguments: [
    ("f()", "f()"), ("f(a)", "f(a)"), ("f(a, b + 1)", "f(a, (b + 1.0))"), ("f(g(a), b)", "f(g(a), b)"),
    ("f([1, 2])", "f([[\"1.0\", \"2.0\"]])"),
  ])
  func argumentsAreExpressionsBetweenCommas(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  @Test(arguments: ["sum(a, axis 0)", "sum(a, axis=0)", "sum(axis 0, a)", "sum(axis=0, a)"])
  func anAxisIsNamedAndMayBeAnywhere(text: String) throws {
    #expect(try tree(text) == "sum(a, axis 0.0)")
  }

  @Test func aParenthesisAfterABlankIsNotACall() throws {
    let diagnostic = try failure("f (x)")
    #expect(diagnostic.message == "unexpected (")
    #expect(diagnostic.span == SourceSpan(2, 3))
  }

  @Test(arguments: [("δ", "delta"), ("σ(z)", "sigmoid(z)"), ("√(x)", "sqrt(x)"), ("∑(x)", "sum(x)"), ("π", "pi")])
  func aUnicodeNameIsItsASCIIOne(text: String, expected: String) throws {
    #expect(try tree(text) == expected)
  }

  // MARK: matrices

  @Test(
    arguments: [
      ("[1]", [[1]]), ("[1, 2]", [[1, 2]]), ("[[1, 2]]", [[1, 2]]), ("[[1], [2]]", [[1], [2]]),
    ] as [(String, [[Double]])])
  func onePairOfBracketsIsARow(text: String, entries: [[Double]]) throws {
    guard case .matrix(let rows, let span) = try ExpressionParser.parse(text) else {
      Issue.record("no matrix")
      return
    }
    #expect(rows.map { $0.map(dump) } == entries.map { $0.map { "\($0)" } })
    #expect(span == SourceSpan(0, text.utf8.count))
  }

  @Test(
    arguments: [
      ("[[1, 2], 3]", "unexpected number 3.0", 9, "expected ["), ("[1, 2", "this bracket is not closed", 0, "add ]"),
      ("[[1, 2], [3]]", "row 1 has 1 entries, row 0 has 2", 0, "all rows of a matrix are of one length"),
      ("[[]]", "a matrix needs an entry", 0, nil),
      ("{1}", "unknown sign {", 0, "matrices are written [[1, 2], [3, 4]]"),
    ] as [(String, String, Int, String?)])
  func aMatrixThatIsNotOneIsRefused(text: String, message: String, start: Int, hint: String?) throws {
    let diagnostic = try failure(text)
    #expect(diagnostic.message == message)
    #expect(diagnostic.span.start == start)
    #expect(diagnostic.hint == hint)
  }

  // MARK: spans

  @Test(arguments: [
    ("12", 0, 2), (" a ", 1, 2), ("-a", 0, 2), ("a + b", 0, 5), ("a[0]", 0, 4), ("f(x, y)", 0, 7), ("a.T", 0, 3),
    ("aᵀ", 0, 4), ("δ + 1", 0, 6), ("(a + b)", 1, 6), ("(a + b) * c", 1, 11), ("f'(x)", 0, 5), ("[1, 2]", 0, 6),
  ])
  func anExpressionKnowsWhereItIsInBytes(text: String, start: Int, end: Int) throws {
    #expect(try ExpressionParser.parse(text).span == SourceSpan(start, end))
  }

  @Test(arguments: [
    ("1 + * 2", "unexpected *", 4, 5), ("1 2", "unexpected number 2.0", 2, 3), ("a b", "unexpected b", 2, 3),
    (")", "unexpected )", 0, 1), ("(1, 2)", "unexpected ,", 2, 3), ("δ × x", "unknown sign ×", 3, 5),
    ("f(1, ", "this bracket is not closed", 1, 2), ("((1)", "this bracket is not closed", 0, 1),
    ("", "expected an expression, but the line ends here", 0, 0),
    ("2 *", "expected an expression, but the line ends here", 3, 3),
    ("a = 1", "unexpected =", 2, 3), ("50 %", "unknown sign %", 3, 4), ("\"abc\"", "unexpected \"abc\"", 0, 5),
  ])
  func anErrorCoversWhatItIsAbout(text: String, message: String, start: Int, end: Int) throws {
    let diagnostic = try failure(text)
    #expect(diagnostic.message == message)
    #expect(diagnostic.span == SourceSpan(start, end))
  }

  // MARK: reading part of a text

  @Test func anExpressionEndsWhereTheGrammarDoes() throws {
    var parser = ExpressionParser("W[1] to w.npy")
    #expect(dump(try parser.expression()) == "W[1.0]")
    #expect(parser.end == 4)
    #expect(parser.next.kind == .name("to"))
  }

  @Test func anExpressionMayStartAnywhereInAText() throws {
    #expect(try ExpressionParser.parse("check a + b", from: 6).span == SourceSpan(6, 11))
  }
}
