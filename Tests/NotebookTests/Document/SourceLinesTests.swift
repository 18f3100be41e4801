import Testing

@testable import Notebook

struct SourceLinesTests {
  @Test func mixedLineEndingsAreRead() {
    let lines = SourceLines(Array("a\r\nb\rc\n\nd".utf8))
    #expect((0..<lines.count).map(lines.text) == ["a", "b", "c", "", "d"])
    #expect((0..<lines.count).map { lines[$0] } == [0..<3, 3..<5, 5..<7, 7..<8, 8..<9])
    #expect(lines.ending(0) == [0x0D, 0x0A])
    #expect(lines.ending(4) == [0x0A])
    #expect(lines[1..<3] == 3..<7)
  }

  @Test func anEmptyFileHasNoLines() {
    #expect(SourceLines([]).count == 0)
    #expect(SourceLines([0x0A]).count == 1)
  }
}
