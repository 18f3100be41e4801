import Testing

@testable import Language

struct CellSourceTests {
  @Test(arguments: [
    ("W[1] = [[1, 2],", true), ("W[1] = [[1, 2],\n[3, 4]]", false), ("1 + \\", true), ("1 + \\\n2", false),
    ("# [", false), ("\"[\"", false), ("f(", true), ("x", false), ("", false), ("1 + \\  ", true), (")", false),
  ])
  func aCellIsOpenWhileABracketIs(text: String, isOpen: Bool) {
    #expect(CellSource(text).isOpen == isOpen)
  }

  @Test func aFinalSemicolonMutes() {
    #expect(CellSource("x;").isMuted)
    #expect(CellSource("x ; # no output").isMuted)
    #expect(!CellSource("x # ;").isMuted)
    #expect(CellSource("x;").code == "x ")
  }

  @Test(arguments: ["x # δ", "δ # a\nb \\\n c;", "\"# not a comment\""])
  func codeKeepsItsOffsets(text: String) {
    #expect(CellSource(text).code.utf8.count == text.utf8.count)
  }

  @Test func quotedTextIsNotAComment() {
    #expect(CellSource("data \"a#b\"").code == "data \"a#b\"")
  }
}
