import Testing

@testable import Renderers

@Suite struct WrappingTests {
  @Test func breaksAtBlanks() {
    #expect(Wrapping.lines("one two three", width: 7) == ["one two", "three"])
    #expect(Wrapping.lines("one", width: 80) == ["one"])
    #expect(Wrapping.lines("", width: 5) == [""])
  }

  @Test func blanksAtABreakAreDropped() {
    #expect(Wrapping.lines("one  two  three", width: 8) == ["one  two", "three"])
    #expect(Wrapping.lines("one  two  three", width: 4) == ["one", "two", "thre", "e"])
  }

  @Test func anIndexStaysWhole() {
    #expect(Wrapping.lines("a W[1][0, 1] b", width: 9) == ["a", "W[1][0, 1", "] b"])
    #expect(Wrapping.lines("a W[1][0, 1] b", width: 11) == ["a", "W[1][0, 1]", "b"])
    #expect(Wrapping.lines("m = [[1, 2], [3, 4]]", width: 10) == ["m = [[1,", "2], [3,", "4]]"])
    #expect(Wrapping.lines("W[ and more words", width: 10) == ["W[ and", "more words"])
  }

  @Test func breaksWordsThatAreTooLong() {
    #expect(Wrapping.lines("abcdefgh ij", width: 3) == ["abc", "def", "gh", "ij"])
    #expect(Wrapping.lines("三四五", width: 5) == ["三四", "五"])
    #expect(Wrapping.lines("三四", width: 1) == ["三四"])
  }
}
