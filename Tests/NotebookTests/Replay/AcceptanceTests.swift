import Testing

@testable import Notebook

struct AcceptanceTests {
  private func accept(_ text: String, _ runner: FakeRunner) throws -> Acceptance? {
    let document = try Document.parse(text)
    return Acceptance(of: Replay(document, on: runner).steps, in: document)
  }

  private static let runner = FakeRunner([
    "a": "1.04", "b": "x\ny\n", "none": "", "odd": "> not a cell\n```\n...\n  indented", "gap": "1\n\n2",
  ])

  @Test(arguments: ["\n", "\r\n", "\r"])
  func onlyDifferentOutputsAreRewritten(ending: String) throws {
    let before = "T  \n~~~chainrule\n> a\n1.0\n\n> b\nold\n\n> none\ngone\n~~~\nEnd"
    let after = "T  \n~~~chainrule\n> a\n1.0\n\n> b\nx\ny\n\n> none\n~~~\nEnd"
    let text = before.replacing("\n", with: ending)
    let acceptance = try #require(try accept(text, Self.runner))
    #expect(String(decoding: acceptance.bytes, as: UTF8.self) == after.replacing("\n", with: ending))
    #expect(
      acceptance.changes == [
        .init(line: 7, cell: "b", removed: ["old"], added: ["x", "y"]),
        .init(line: 10, cell: "none", removed: ["gone"], added: []),
      ])
  }

  @Test func withoutDifferencesThereIsNothingToAccept() throws {
    #expect(try accept("```chainrule\n> a\n1.0\n```\n", Self.runner) == nil)
  }

  @Test(
    arguments: [
      "```chainrule\n> odd\n> a\n> gap\n```", "  ~~~chainrule\n  > odd\n  old\n  > gap\n  ~~~\n",
      "\u{FEFF}---\nt: x\n---\n````chainrule\n> odd\n\n> b\n\n1\n````\n", "```chainrule\n> zzz\n```\n",
    ])
  func anAcceptedFilePasses(text: String) throws {
    let acceptance = try #require(try accept(text, Self.runner))
    let document = try Document.parse(bytes: acceptance.bytes)
    let before = try Document.parse(text)
    #expect(document.cells.map(\.source) == before.cells.map(\.source))
    #expect(Replay(document, on: Self.runner).steps.allSatisfy { $0.difference == nil })
  }

  @Test(
    arguments: [
      (["in … s: 4", "1"], ["in 0.3 s: 4", "2"], ["in … s: 4", "2"]),
      (["in … s: 4", "1"], ["in 0.3 s: 5", "2"], ["in 0.3 s: 5", "2"]),
      (["a", "...", "z"], ["b", "1", "2", "z"], ["b", "...", "z"]),
      (["...", "z"], ["1", "2", "y"], ["...", "y"]),
      (["..."], ["1"], ["1"]), (["a …", "b"], ["a 1"], ["a 1"]), (["x", "...", "y", "..."], ["1", "2"], ["1", "2"]),
    ])
  func elisionsThatStillMatchAreKept(old: [String], new: [String], kept: [String]) {
    #expect(KeptElisions.lines(old: old, new: new) == kept)
  }
}
