import Language
import Testing

@testable import Notebook

struct TranscriptTests {
  private func cells(_ body: String) throws -> [Cell] {
    try Document.parse("```chainrule\n\(body)\n```\n").cells
  }

  @Test func anOpenBracketContinuesACell() throws {
    let cells = try cells("> W[1] = [[1, 2],\n>   [3, 4]]\n> a\n1")
    #expect(cells.map(\.source) == ["W[1] = [[1, 2],\n  [3, 4]]", "a"])
    #expect(cells.map(\.sourceLines) == [1..<3, 3..<4])
    #expect(cells[1].outputLines == 4..<5)
  }

  @Test func aBackslashContinuesACell() throws {
    #expect(try cells("> 1 + \\\n> 2\n> 3").map(\.source) == ["1 + \\\n2", "3"])
  }

  @Test func aBracketInACommentDoesNotContinueACell() throws {
    #expect(try cells("> 1 # [ \\\n> 2").map(\.source) == ["1 # [ \\", "2"])
  }

  @Test func anOutputEndsAnOpenCell() throws {
    let cells = try cells("> [1, 2\nerror: the bracket is not closed\n> 3")
    #expect(cells.map(\.source) == ["[1, 2", "3"])
    #expect(cells[0].expected == ["error: the bracket is not closed"])
  }

  @Test func blankLinesAtTheEndAreDropped() throws {
    let cells = try cells("\n> a\n1\n\n2\n\n\n> b\n\n>\n>x")
    #expect(cells.map(\.source) == ["a", "b", ""])
    #expect(cells.map(\.expected) == [["1", "", "2"], [], [">x"]])
    #expect(cells[0].outputLines == 3..<6)
  }

  @Test func aBlankFirstLineIsOutput() throws {
    #expect(try cells("> a\n\n1").map(\.expected) == [["", "1"]])
  }

  @Test func outputBeforeTheFirstCellIsAnError() {
    #expect(throws: NotebookError("a chainrule block starts with a cell: a line that starts with `> `", line: 2)) {
      try cells("1\n> a")
    }
  }

  @Test(
    arguments: [
      "1", "[1", "[1]", "f(", "f([)", "1 \\", "1 \\  ", "1 # \\", "# [", "\"[\"", "\"\\\"", "]", "][", "[ # ]", "{",
      "[1,\n2", "[1,\n2]", "1 \\\n2", "1 \\\n[2", "1 # (\n2", "\"a\n[", "", "a \\\n",
    ])
  func aCellIsOpenAfterTheSameLinesAsInTheLanguage(source: String) {
    var continuation = CellContinuation()
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) { continuation.read(line) }
    #expect(continuation.isOpen == CellSource(source).isOpen)
  }
}
