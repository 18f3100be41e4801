import Testing

@testable import Language

struct SourceTokensTests {
  @Test func aTextIsCutIntoCells() {
    let cells = SourceTokens.cells(of: "x = [1,\n2]\ny\n1 + \\\n2")
    #expect(cells.map(\.source) == ["x = [1,\n2]", "y", "1 + \\\n2"])
    #expect(cells.map(\.offset) == [0, 11, 13])
  }

  @Test func aClosedBracketTooManyOpensNoCell() {
    #expect(SourceTokens.cells(of: "1)\n2").map(\.source) == ["1)", "2"])
  }

  @Test func commentsAreNotInTexts() {
    let comments = SourceTokens.comments(in: "data \"a#b\" # c\n# d")
    #expect(comments == [SourceSpan(11, 14), SourceSpan(15, 18)])
  }

  @Test(arguments: [
    ("W[1][0, 2\n", "[", 1, 5), ("x\nf(1,\n  [2", "[", 3, 3), ("sum(δ[", "[", 1, 6), ("(a # (\n", "(", 1, 1),
  ])
  func theLastOpenBracketIsFound(text: String, bracket: Character, line: Int, column: Int) throws {
    let open = try #require(SourceTokens.openBracket(in: text))
    #expect(open == (bracket, line, column))
  }

  @Test(arguments: ["", "x", "(1)", "\"(\"", "1)", "# ("]) func noBracketIsOpen(text: String) {
    #expect(SourceTokens.openBracket(in: text) == nil)
  }
}
