import Testing

@testable import chainrule

struct LineHistoryTests {
  private func typed(_ texts: String...) -> LineHistory {
    var history = LineHistory()
    for text in texts { history.note(EditedLine(text, cursor: text.unicodeScalars.count)) }
    return history
  }

  private func all(_ history: LineHistory) -> [String] {
    var history = history
    var texts: [String] = []
    while let line = history.undo() { texts.append(line.text) }
    return texts
  }

  @Test func theLettersOfAWordAreUndoneTogether() {
    #expect(all(typed("a", "ab", "ab ", "ab c", "ab cd")) == ["ab ", "ab", ""])
  }

  @Test func aDeletionIsUndone() {
    #expect(all(typed("abc", "")) == ["abc", ""])
  }

  @Test func theCursorReturns() {
    var history = LineHistory()
    history.note(EditedLine("ab", cursor: 2))
    history.note(EditedLine("ab", cursor: 1))
    history.note(EditedLine("b", cursor: 0))
    #expect(history.undo()?.cursor == 1)
  }

  @Test func nothingIsLeftAtTheStart() {
    var history = LineHistory()
    let before = history.undo()
    #expect(before?.text == nil)
  }
}
