import Testing

@testable import chainrule

struct LineNotesTests {
  private func ghost(_ text: String, cursor: Int? = nil, _ entries: String..., rows: Int = 24) -> String? {
    let line = EditedLine(text, cursor: cursor ?? text.unicodeScalars.count)
    return Ghost.text(after: line, in: Recall(entries), rows: rows)
  }

  @Test func theNewestCellThatStartsWithTheLineContinuesIt() {
    #expect(ghost("x =", "x = 1", "x = 2", "y = 3") == " 2")
    #expect(ghost("x = 2", "x = 2") == nil)
    #expect(ghost("z", "x = 1") == nil)
  }

  @Test func onlyAtTheEndOfATextThatIsNotBlank() {
    #expect(ghost("x =", cursor: 1, "x = 1") == nil)
    #expect(ghost("", "x = 1") == nil)
    #expect(ghost("  ", "  x") == nil)
  }

  @Test func tallCellsAreNotShown() {
    #expect(ghost("[", "[1,\n2]") == "1,\n2]")
    #expect(ghost("[", "[1,\n2,\n3]", rows: 6) == nil)
    #expect(ghost("[", "[1,\n2,\n3,\n4,\n5,\n6]") == nil)
  }

  @Test func anEmptyLineSaysWhichBracketIsOpen() {
    #expect(LineNote.openBracket(of: EditedLine("W[1][0, 2\n  ", cursor: 12)) == "[ at column 5")
    #expect(LineNote.openBracket(of: EditedLine("x\nf(1\n", cursor: 6)) == "( at line 2, column 2")
    #expect(LineNote.openBracket(of: EditedLine("W[1][0, 2\n3", cursor: 11)) == nil)
    #expect(LineNote.openBracket(of: EditedLine("W[1][0, 2", cursor: 9)) == nil)
    #expect(LineNote.openBracket(of: EditedLine("x\n", cursor: 2)) == nil)
  }
}
