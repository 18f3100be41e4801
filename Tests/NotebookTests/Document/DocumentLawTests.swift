import Testing

@testable import Notebook

/// Laws that hold for every file, tried on files put together at random from the pieces that matter.
struct DocumentLawTests {
  private static let pieces = [
    "```chainrule\n", "```exercise\n", "```\n", "````\n", "~~~\n", "~~~chainrule\n", "> a\n", "> [1,\n", "> b \\\n",
    "1.0\n",
    "\n", "- ", "> ", "    ", "  ", "---\n", "title: x\n", "question: q\n", "answer: 1\n", "é $x$\n", "\u{FEFF}", "x",
    "> ```chainrule\n", "...\n", "…\n",
    "```chainrule\n> a\n1.0\n```\n", "````chainrule\n> a\n", "````\n",
    "  ~~~chainrule\n  > a\n\n  > [1,\n  > 2]\n  1.0\n  ~~~\n",
  ]

  private static func text(seed: UInt64) -> String {
    var source = SplitMix64(seed: seed)
    return (0..<Int(source.next(below: 14))).map { _ in pieces[Int(source.next(below: UInt64(pieces.count)))] }.joined()
  }

  /// What came of a text: its cells, or the error.
  private func reading(_ text: String) -> Result<Document, NotebookError> {
    Result { () throws(NotebookError) in try Document.parse(text) }
  }

  @Test func printsBackAndCoversTheFile() {
    var parsed = 0
    for seed in 0..<4_000 as Range<UInt64> {
      let text = Self.text(seed: seed)
      guard case .success(let document) = reading(text) else { continue }
      parsed += document.cells.isEmpty ? 0 : 1
      #expect(document.blocks.flatMap { document.bytes(of: $0) } == Array(text.utf8), "seed \(seed)")
      #expect(
        zip(document.blocks, document.blocks.dropFirst()).allSatisfy { $0.lines.upperBound == $1.lines.lowerBound })
    }
    #expect(parsed > 50)
  }

  @Test(arguments: ["\r\n", "\r"])
  func lineEndingsChangeNeitherCellsNorErrors(ending: String) {
    for seed in 0..<4_000 as Range<UInt64> {
      let text = Self.text(seed: seed)
      let same = reading(text).map(\.cells) == reading(text.replacing("\n", with: ending)).map(\.cells)
      #expect(same, "seed \(seed)")
    }
  }

  @Test func anAcceptedFilePassesAndOnlyOutputsHaveChanged() throws {
    let runner = FakeRunner(["a": "> x\n```\n~~~~~\n\n...", "": "…"])
    var accepted = 0
    for seed in 0..<4_000 as Range<UInt64> {
      guard case .success(let document) = reading(Self.text(seed: seed)),
        let acceptance = Acceptance(of: Replay(document, on: runner).steps, in: document)
      else { continue }
      let after = try Document.parse(bytes: acceptance.bytes)
      accepted += 1
      #expect(after.cells.map(\.source) == document.cells.map(\.source), "seed \(seed)")
      #expect(after.blocks.count == document.blocks.count, "seed \(seed)")
      #expect(Replay(after, on: runner).steps.allSatisfy { $0.difference == nil }, "seed \(seed)")
    }
    #expect(accepted > 50)
  }
}
