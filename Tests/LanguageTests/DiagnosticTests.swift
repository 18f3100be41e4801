import Testing

@testable import Language

struct DiagnosticTests {
  @Test func locationsCountLinesAndCharacters() {
    let location = Diagnostic("x", at: SourceSpan(8, 10)).location(in: "δ = 1\nab δ c")
    #expect(location == SourceLocation(line: 2, column: 2, length: 2, text: "ab δ c"))
  }

  @Test func anEmptySpanIsOneCharacterLong() {
    let location = Diagnostic("x", at: SourceSpan(3, 3)).location(in: "1 +")
    #expect(location == SourceLocation(line: 1, column: 4, length: 1, text: "1 +"))
  }

  @Test func aSpanBeyondTheTextIsAtItsEnd() {
    #expect(Diagnostic("x", at: SourceSpan(90, 99)).location(in: "ab").column == 3)
  }

  @Test func theLineEndsBeforeItsBreak() {
    #expect(Diagnostic("x", at: SourceSpan(0, 1)).location(in: "ab\r\ncd").text == "ab")
  }
}
