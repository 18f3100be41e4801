import Testing

@testable import Renderers

@Suite struct WrappingTests {
  @Test func breaksAtBlanks() {
    #expect(Wrapping.lines("one two three", width: 7) == ["one two", "three"])
    #expect(Wrapping.lines("one", width: 80) == ["one"])
    #expect(Wrapping.lines("", width: 5) == [""])
  }

  @Test func breaksWordsThatAreTooLong() {
    #expect(Wrapping.lines("abcdefgh ij", width: 3) == ["abc", "def", "gh", "ij"])
    #expect(Wrapping.lines("三四五", width: 5) == ["三四", "五"])
    #expect(Wrapping.lines("三四", width: 1) == ["三四"])
  }
}
