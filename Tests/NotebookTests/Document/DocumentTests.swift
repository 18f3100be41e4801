import Testing

@testable import Notebook

struct DocumentTests {
  static let lesson = """
    ---
    title: CRLF
    needs: mnist, fashion-mnist
    ---
    # A heading

    ```chainrule
    > a = 1
    > a
    1
    ```

    Words.

    """

  static let endings = ["\n", "\r\n", "\r"]

  @Test(arguments: endings)
  func allLineEndingsGiveTheSameCells(ending: String) throws {
    let text = Self.lesson.replacing("\n", with: ending)
    let document = try Document.parse(text)
    #expect(document.frontMatter?.title == "CRLF")
    #expect(document.frontMatter?.needs == ["mnist", "fashion-mnist"])
    #expect(document.cells.map(\.source) == ["a = 1", "a"])
    #expect(document.cells.map(\.expected) == [[], ["1"]])
    #expect(document.cells.map(\.line) == [8, 9])
    #expect(document.blocks.flatMap { document.bytes(of: $0) } == Array(text.utf8))
  }

  @Test(arguments: endings)
  func frontMatterMayEndTheFile(ending: String) throws {
    let document = try Document.parse("---\(ending)title: CRLF\(ending)---")
    #expect(document.frontMatter?.title == "CRLF")
    #expect(document.blocks.count == 1)
  }

  @Test func unclosedFrontMatterIsProse() throws {
    let document = try Document.parse("---\ntitle: x\n")
    #expect(document.blocks == [.prose(0..<2)])
  }

  @Test func frontMatterLineWithoutColon() {
    #expect(throws: NotebookError("front matter has lines `key: value`, this one has no colon", line: 3)) {
      try Document.parse("---\ntitle: x\nwords\n---\n")
    }
  }

  @Test(
    arguments: [
      "````markdown\n```chainrule\n> a\n```\n````\n",
      "~~~\n```chainrule\n> a\n~~~\n",
      "    ```chainrule\n    > a\n    ```\n",
      "``````\n```\nchainrule\n```chainrule\n> a\n```\n``````\n",
    ])
  func aFenceInsideAFenceIsItsContent(text: String) throws {
    #expect(try Document.parse(text).cells == [])
  }

  @Test func textThatDoesNotCloseAFenceIsOutput() throws {
    let document = try Document.parse("```chainrule\n> a\n~~~\n```run\n```\n")
    #expect(document.cells.map(\.expected) == [["~~~", "```run"]])
  }

  @Test(arguments: [
    "~~~chainrule\n> a\n1\n~~~", "`````chainrule\n> a\n1\n``````  \n", "```chainrule extra\n> a\n1\n```",
  ])
  func otherFences(text: String) throws {
    #expect(try Document.parse(text).cells.map(\.source) == ["a"])
  }

  @Test func anIndentedFenceIsRead() throws {
    let document = try Document.parse("  ```chainrule\n  > a\n    1\n  ```\n")
    #expect(document.cells.map(\.source) == ["a"])
    #expect(document.cells.map(\.expected) == [["  1"]])
  }

  @Test(arguments: ["chainrule", "exercise"])
  func unclosedFence(language: String) {
    #expect(throws: NotebookError("this \(language) block is not closed", line: 3)) {
      try Document.parse("One.\n\n```\(language)\n> a\n")
    }
    #expect(throws: NotebookError("this \(language) block is not closed", line: 1)) {
      try Document.parse("````\(language)\n```")
    }
    #expect(throws: NotebookError("this \(language) block is not closed", line: 1)) {
      try Document.parse("```\(language)")
    }
  }

  @Test(arguments: ["- ```chainrule\n  > a\n  ```\n", "> ```chainrule\n> > a\n> ```\n"])
  func nestedBlockIsAnError(text: String) {
    let message = "a chainrule block inside a list or a quotation is not run: move it to the margin"
    #expect(throws: NotebookError(message, line: 1)) { try Document.parse(text) }
  }

  @Test func aByteOrderMarkIsKept() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array(Self.lesson.utf8)
    let document = try Document.parse(bytes: bytes)
    #expect(document.frontMatter?.title == "CRLF")
    #expect(document.blocks.flatMap { document.bytes(of: $0) } == bytes)
    let bare = try Document.parse(bytes: [0xEF, 0xBB, 0xBF] + Array("```chainrule\n> a\n```".utf8))
    #expect(bare.cells.map(\.source) == ["a"])
    #expect(bare.cells.map(\.line) == [2])
  }

  @Test(arguments: ["", "\n", "\r\n\r\n", "no newline", "\u{0}\n```\n"])
  func smallFiles(text: String) throws {
    let document = try Document.parse(text)
    #expect(document.cells == [])
    #expect(document.blocks.flatMap { document.bytes(of: $0) } == Array(text.utf8))
  }

  @Test func invalidUTF8IsKept() throws {
    let bytes = Array("é\n```chainrule\n> a\n".utf8) + [0xFF, 0x0A] + Array("```\n".utf8)
    let document = try Document.parse(bytes: bytes)
    #expect(document.cells.map(\.expected) == [["\u{FFFD}"]])
    #expect(document.blocks.flatMap { document.bytes(of: $0) } == bytes)
  }

  @Test func blocksAreInOrder() throws {
    let text = "One.\n```exercise\nquestion: q\nanswer: 1\n```\n```chainrule\n> a\n```\nTwo.\n"
    let document = try Document.parse(text)
    #expect(document.blocks.map(\.lines) == [0..<1, 1..<5, 5..<8, 8..<9])
    #expect(document.blocks.map { document.text(of: $0) }.joined() == text)
    #expect(document.exercises.map(\.answer) == ["1"])
  }

  @Test func fiveMegabytesAreRead() throws {
    let piece = "# Heading\n\nSome *words* and $x$.\n\n```chainrule\n> a = [1,\n> 2]\n1 2\n```\n\n"
    let count = 5_000_000 / piece.utf8.count
    let text = String(repeating: piece, count: count)
    var document = try Document.parse("")
    let time = try ContinuousClock().measure { document = try Document.parse(text) }
    #expect(document.cells.count == count)
    #expect(time < .seconds(20))
  }

  @Test func deepNestingIsAccepted() throws {
    #expect(try Document.parse(String(repeating: ">", count: 100_000) + "\n").cells == [])
  }
}
