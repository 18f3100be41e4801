import Testing

@testable import Notebook

struct MarkdownReaderTests {
  @Test func everyKindOfBlockIsRead() {
    let text = """
      # A *b*

      One
      [two](x.md) `c` $d_1\\,e$\\
      ![p](q.png)

      > - x
      > - y

      3. z

      ```swift
      $let$
      ```

      | a | b |
      |--:|:-:|
      | $|x|$ | **y** |

      ---
      <!-- c -->
      """
    #expect(
      Markdown.blocks(of: text) == [
        .heading(level: 1, [.text("A "), .emphasis([.text("b")])]),
        .paragraph([
          .text("One"), .softBreak, .link(destination: "x.md", [.text("two")]), .text(" "), .code("c"), .text(" "),
          .math("d_1\\,e", isDisplay: false), .lineBreak, .image(destination: "q.png", [.text("p")]),
        ]),
        .quote([
          .list(first: nil, isTight: true, items: [[.paragraph([.text("x")])], [.paragraph([.text("y")])]])
        ]),
        .list(first: 3, isTight: true, items: [[.paragraph([.text("z")])]]),
        .code(language: "swift", text: "$let$\n"),
        .table(
          MarkdownTable(
            alignments: [.right, .center], header: [[.text("a")], [.text("b")]],
            rows: [[[.math("|x|", isDisplay: false)], [.strong([.text("y")])]]])),
        .rule,
        .html("<!-- c -->\n"),
      ])
  }

  @Test func deepNestingIsLeftOut() {
    #expect(Markdown.blocks(of: String(repeating: ">", count: 50_000) + "x").count == 1)
    #expect(Markdown.blocks(of: "").isEmpty)
  }
}
