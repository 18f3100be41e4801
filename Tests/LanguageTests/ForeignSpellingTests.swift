import Testing

@testable import Language

/// Spellings of other languages, and the tree of each.
struct ForeignSpellingTests {
  private func tree(_ text: String) throws -> String { dump(try ExpressionParser.parse(text)) }

  @Test(
    arguments: [
      ("a .* b", "a * b"), ("a ./ b", "a / b"), ("a .^ b", "a ^ b"), ("a .+ b", "a + b"), ("a .- b", "a - b"),
      ("a ∘ b", "a * b"), ("a ∗ b", "a * b"), ("a ⋅ b", "a @ b"), ("a ÷ b", "a / b"), ("a – b", "a - b"),
      ("a.'", "a.T"), ("a⊤", "a.T"), ("a^⊤", "a.T"), ("a[0]'", "a[0].T"), ("(a + b)'", "(a + b).T"), ("X'", "X.T"),
      ("a²", "a^2"), ("-a³", "-a^3"), ("a[0]²", "a[0]^2"), ("W₂", "W[2]"), ("δ₁₂", "delta[12]"), ("W₂ᵀ", "W[2].T"),
      ("√2", "sqrt(2)"), ("√x[0]²", "sqrt(x[0])^2"), ("|a - b|", "abs(a - b)"), ("||a||", "norm(a)"),
      ("‖a‖", "norm(a)"),
      ("|a| * |b|", "abs(a) * abs(b)"), ("½", "0.5"), ("1_000", nil),
      ("1_000.5", nil), ("2⁻³", "2^-3"), ("a⁻²", "a^-2"), ("a⁻¹", nil), ("a && b", nil), ("a & b", nil), ("!a", nil),
      ("np.hstack([a, b])", "hcat(a, b)"), ("np.vstack((a, b))", "vcat(a, b)"),
      ("np.concatenate([a, b], axis=1)", "hcat(a, b)"), ("np.concatenate((a, b))", "vcat(a, b)"),
      ("torch.cat([a, b], dim=1)", "hcat(a, b)"), ("np.logical_and(a, b)", "a and b"), ("np.logical_not(a)", "not a"),
      ("np.random.randn(2, 3)", "randn(2, 3)"), ("np.random.random((2, 3))", "rand(2, 3)"),
      ("a.reshape((3, 2))", "reshape(a, 3, 2)"), ("a.std(axis=0)", "std(a, axis 0)"), ("np.zeros_like(a)", "0 * a"),
      ("np.ones_like(a)", "0 * a + 1"), ("a.flatten()", "flatten(a)"), ("a.ravel()", "flatten(a)"),
      ("a.std(ddof=1)", nil), ("np.zeros((2, 3), dtype=float)", "zeros(2, 3)"),
      ("2π", "2 * pi"), ("2(a + b)", "2 * (a + b)"), ("2a^2", "2 * a^2"), ("-2a", "(-2) * a"), ("3a[0]b", nil),
      ("a * 2(b)", "a * 2 * b"), ("a / 2(b)", nil), ("2^3(b)", nil), ("1 2", nil),
      ("np.dot(a, b)", "a @ b"), ("a.dot(b)", "a @ b"), ("a.T.dot(b)", "a.T @ b"), ("np.exp(a)", "exp(a)"),
      ("np.linalg.norm(a)", "norm(a)"), ("np.pi", "pi"), ("a.sum()", "sum(a)"),
      ("(a - b).sum(axis=1)", "sum(a - b, axis 1)"),
      ("np.sum(a, axis=-1, keepdims=True)", "sum(a, axis 1)"), ("a.sum(0)", "sum(a, axis 0)"),
      ("sum(a, 1)", "sum(a, axis 1)"),
      ("max(a, 1)", "max(a, 1)"), ("np.max(a, 1)", "max(a, axis 1)"), ("np.square(a - b)", "(a - b)^2"),
      ("np.array([[1, 2]])", "[1, 2]"), ("np.zeros((2, 3))", "zeros(2, 3)"), ("a.t()", "a.T"), ("F.sum()", "sum(F)"),
      ("a.shape", "shape(a)"), ("a.shape[0]", "shape(a)[0, 0]"), ("a.size(1)", "shape(a)[0, 1]"),
      ("W[1].grad", "dW[1]"),
      ("z[2].grad", "delta[2]"), ("softmax(a, axis=1)", "softmax(a)"), ("softmax(a, axis 0)", "softmax(a, axis 0)"),
      ("dC/dW[1]", "dW[1]"), ("∂C/∂W[1][0, 2]", "dW[1][0, 2]"), ("dL/dz2", "delta[2]"), ("∂J / ∂b₁", "db[1]"),
      ("a * dC/dW[1]", "a * dW[1]"), ("dC/dW", "dC / dW"), ("dC / dW[1]", "dC / dW[1]"),
      ("a / dC/dW[1]", "a / dC / dW[1]"),
      ("∇W[1]", "dW[1]"), ("\\delta[1] \\odot a", "delta[1] * a"), ("ln(a)", "log(a)"), ("dx/dt", "dx / dt"),
      ("df/dx(2)", "df/dx(2)"), ("Σ_k(a[k])", "sum_k(a[k])"), ("cache['A1']", "A1"),
      ("params[\"W1\"][0, 1]", "W1[0, 1]"),
      ("self.W1", "W1"), ("self.f(a)", "f(a)"),
    ] as [(String, String?)])
  func eachHasOneTree(text: String, own: String?) throws {
    guard let own else {
      #expect(throws: Diagnostic.self) { try ExpressionParser.parse(text) }
      return
    }
    #expect(try tree(text) == tree(own))
    #expect(try tree(ExpressionParser.parse(text).code) == tree(own))
  }

  /// What is printed reads back to the same tree.
  @Test(arguments: [
    "a - (b - c)", "a / (b * c)", "(a + b) * c", "-(a + b)", "(-a)^2", "a^-b", "a^b^c", "(a^b)^c", "(a @ b).T",
    "(a < b) * c",
    "a * -b", "-a * b", "f(a, [1, 2])[0, 1:]", "sum(a, axis 0)", "relu'(x)", "df/dx(2, 3)", "[[1, 2], [3, 4]]",
    "a == b + 1",
    "0.001 * x", "x[:, -1]",
  ])
  func theCodeReadsBack(text: String) throws {
    let expression = try ExpressionParser.parse(text)
    #expect(try tree(expression.code) == dump(expression))
  }

  /// The line that is proposed for one that cannot be read.
  @Test(arguments: [
    ("a(1 - a)(b)", "write a(1 - a) * (b)"), ("(a)(b)(c)", "write (a) * (b) * (c)"),
    ("a[0](1 - a[0])", "write a[0] * (1 - a[0])"),
    ("2 (a + b)", "write 2 * (a + b)"), ("a × b × c", "write a * b * c"), ("tanh (x)", "write tanh(x)"),
    ("gelu (x)", "write gelu(x)"),
    ("W [1]", "write W[1]"),
    ("1/2(a)", "write 1/2 * (a)"), ("[1 2 3]", "[1, 2, 3]"), ("[1 2; 3 4]", "[[1, 2], [3, 4]]"),
    ("[[1 2], [3 4]]", "[[1, 2], [3, 4]]"), ("W^{(1)}", "write W[1]"), ("z_{2}", "write z[2]"),
    ("W[1]^{T}", "write W[1].T"),
    ("a W[1]", "write a @ W[1]"), ("a.T b", "write a.T @ b"), ("a x W[1]", "write a @ W[1]"), ("a . b", "write a @ b"),
    ("a is b", "write a == b"), ("sqrt 2", "write sqrt(2)"), ("1 + log a[2] * 3", "write 1 + log(a[2]) * 3"),
    ("W1.grad", "write dW[1]"),
    ("a.sum", "sum(a)"), ("(a - b).sum", "sum((a - b))"),
  ])
  func theHintHasTheLine(text: String, line: String) throws {
    let diagnostic = try #require(throws: Diagnostic.self) { try ExpressionParser.parse(text) }
    #expect(diagnostic.hint?.contains(line) == true, "\(diagnostic)")
  }

  @Test func approximationIsForClaims() throws {
    let diagnostic = try #require(throws: Diagnostic.self) {
      try Statement(CellSource("x ≈ 3"), isCommand: { _ in false })
    }
    #expect(diagnostic.hint == "check x ≈ 3")
    var claim = ExpressionParser("x ≈ 3")
    #expect(dump(try claim.expression()) == "(x == 3.0)")
  }
}
