import Testing

@testable import chainrule

/// Where keys lead in a text.
@Suite struct EditedLineTests {
  @Test func aCharacterIsWhatAPersonSees() {
    let family = "👩‍👩‍👧"
    let line = EditedLine("a" + family + "e\u{301}", cursor: 1)
    #expect(line.nextCharacter == 1 + family.unicodeScalars.count)
    #expect(EditedLine(line.text, cursor: line.scalars.count).previousCharacter == line.scalars.count - 2)
    #expect(EditedLine("", cursor: 0).previousCharacter == 0)
    #expect(EditedLine("", cursor: 0).nextCharacter == 0)
  }

  @Test func words() {
    let text = "W[1] @ delta_2 + 三四"
    var stops: [Int] = []
    var cursor = 0
    while cursor < text.unicodeScalars.count {
      cursor = EditedLine(text, cursor: cursor).nextWord
      stops.append(cursor)
    }
    #expect(stops == [1, 3, 14, 19])
    var starts: [Int] = []
    while cursor > 0 {
      cursor = EditedLine(text, cursor: cursor).previousWord
      starts.append(cursor)
    }
    #expect(starts == [17, 7, 2, 0])
    #expect(EditedLine(text, cursor: 6).previousBlankWord == 5)
  }

  @Test func linesOfABlock() {
    let line = EditedLine("abcd\nx\nefgh", cursor: 10)
    #expect(line.above == 6)
    #expect(line.below == nil)
    #expect((line.lineStart, line.lineEnd) == (7, 11))
    #expect(EditedLine(line.text, cursor: 3).below == 6)
    #expect(EditedLine(line.text, cursor: 3).above == nil)
  }

  @Test func offsetsInBytes() {
    #expect(EditedLine("δ三x", cursor: 0).characters(toOffset: 5) == 2)
  }
}
