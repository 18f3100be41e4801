import Testing

@testable import Language

struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    var lexer = Lexer(text)
    var result: [Token.Kind] = []
    while true {
      let token = lexer.next()
      if token.kind == .end { return result }
      result.append(token.kind)
    }
  }

  @Test(arguments: [
    ("1", 1.0), (".5", 0.5), ("0.15", 0.15), ("1e-3", 0.001), ("2.5E+2", 250), ("7.", 7), ("1e400", .infinity),
  ])
  func numbers(text: String, value: Double) {
    #expect(kinds(text) == [.number(value)])
  }

  @Test func unicodeNamesFoldToASCII() {
    #expect(kinds("δ σ η") == [.name("delta"), .name("sigmoid"), .name("eta")])
    #expect(kinds("sigma'") == [.name("sigmoid"), .primes(1)])
    #expect(kinds("relu′") == [.name("relu"), .primes(1)])
  }

  @Test func transposesAreSigns() {
    #expect(kinds("W.T") == [.name("W"), .transpose])
    #expect(kinds("Wᵀ") == [.name("W"), .transpose])
    #expect(kinds("δᵀ·a") == [.name("delta"), .transpose, .matrixProduct, .name("a")])
    #expect(kinds("2.T") == [.number(2), .transpose])
  }

  @Test func productsHaveTwoSpellings() {
    #expect(kinds("a ⊙ b") == kinds("a * b"))
    #expect(kinds("a · b") == kinds("a @ b"))
    #expect(kinds("a ** b") == kinds("a ^ b"))
  }

  @Test func commentsAndContinuationsAreBlanks() {
    #expect(kinds("1 # + 2") == [.number(1)])
    #expect(kinds("1 \\\n + 2") == [.number(1), .plus, .number(2)])
  }

  @Test func anUnknownSignIsAToken() {
    #expect(kinds("1 ? 2") == [.number(1), .unknown("?"), .number(2)])
  }

  @Test func spansCountBytes() {
    var lexer = Lexer("δ + x")
    #expect(lexer.next().span == SourceSpan(0, 2))
    #expect(lexer.next().span == SourceSpan(3, 4))
    #expect(lexer.next().span == SourceSpan(5, 6))
  }
}
