import Renderers
import Testing
import Views

@Suite struct MarkdownRendererTests {
  @Test func tablesAreTables() {
    let table = Table(title: "t", columns: ["a|", "b"], rows: [[.text("x_1"), .number(0.5)]], note: "n")
    #expect(
      MarkdownRenderer().render(.table(table)) == #"""
        **t**

        | a\| | b |
        | :-- | --: |
        | x\_1 | 0.5 |

        *n*
        """#)
  }

  @Test func theRestIsFenced() {
    #expect(
      MarkdownRenderer().render(.stack([.number(NumberView(1, label: "C")), .text("a ``` b"), .stack([])]))
        == "```text\nC = 1\n```\n\n````text\na ``` b\n````")
  }
}
