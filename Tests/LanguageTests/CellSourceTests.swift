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

  @Test(arguments: [
    ("a; b", ["a", "b"]), ("a;; b", ["a;", "b"]), ("a; b;", ["a", "b;"]), ("a;;", ["a;;"]), ("a;", ["a;"]),
    ("a", ["a"]), (" a ;b ", ["a", "b"]), ("a; ; b", ["a;", "b"]), ("a # x; y", ["a # x; y"]),
    ("a; b # x; y", ["a", "b # x; y"]), ("a; # note", ["a; # note"]), ("f(1; 2); b", ["f(1; 2)", "b"]),
    ("[1; 2]; b", ["[1; 2]", "b"]), ("open \"a;b.md\"; c", ["open \"a;b.md\"", "c"]),
    ("x = [1,\n2]; y", ["x = [1,\n2]", "y"]),
    ("1 + \\\n2; y", ["1 + \\\n2", "y"]), ("1); 2", ["1)", "2"]), ("", [""]), (";", [";"]), ("δ; ε", ["δ", "ε"]),
    ("x; repeat 3 a; b", ["x", "repeat 3 a; b"]), ("repeat 3: a; b;", ["repeat 3: a; b;"]),
    ("for l in 1..3: a; b", ["for l in 1..3: a; b"]), ("if x: a; else: b", ["if x: a; else: b"]),
    ("else: a; b", ["else: a; b"]), ("time a; b", ["time a", "b"]), ("time repeat 2 a; b", ["time repeat 2 a; b"]),
    ("help repeat; b", ["help repeat", "b"]), ("if = 3; b", ["if = 3", "b"]),
  ])
  func semicolonsSeparateCells(text: String, cells: [String]) {
    let found = CellSource.cells(of: text)
    #expect(found.map(\.source) == cells)
    for cell in found {
      #expect(text.utf8.dropFirst(cell.start).starts(with: cell.source.utf8), "its place in the text")
    }
  }

  @Test(arguments: [
    ("a; b", "b"), ("a; ", ""), ("a", "a"), ("repeat 3 a; b", "repeat 3 a; b"), ("x; repeat 3 a; b", "repeat 3 a; b"),
    ("f(1; 2", "f(1; 2"),
  ])
  func theCellAtTheEndIsOpen(text: String, cell: String) {
    #expect(CellSource.openCell(of: text).drop(while: \.isWhitespace) == cell)
  }

  @Test func manySemicolonsAreReadInOnePass() {
    let text = String(repeating: "x;", count: 100_000) + "y"
    #expect(CellSource.cells(of: text).count == 100_001)
  }

  @Test func aBracketIsOpenInItsOwnCellOnly() {
    #expect(CellSource("1); (2").isOpen)
    #expect(!CellSource("(1; 2)").isOpen)
  }

  @Test func theSemicolonOfACompoundBelongsToItsLastCell() {
    let cell = CellSource("repeat 3 x; ")
    #expect(!cell.isMuted && cell.code == "repeat 3 x; ")
  }
}
