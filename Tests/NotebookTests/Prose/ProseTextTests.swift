import Renderers
import Testing
import Views

@testable import Notebook

struct ProseTextTests {
  private func plain(_ markdown: String, width: Int = 40) -> String {
    ProseText.styled(markdown, in: TextWidth(width: width)).plain.replacing("\u{A0}", with: " ")
  }

  @Test func paragraphsAndHeadingsAreWrapped() {
    #expect(
      plain("# One\n\nThe quick brown fox jumps over the lazy dog,\nand *over* it again.\n\n## Two\n\n### Three") == """
        One
        ═══

        The quick brown fox jumps over the lazy
        dog, and over it again.

        Two
        ───

        Three
        """)
  }

  @Test func listsAndQuotesAreIndented() {
    #expect(
      plain("- one two three four\n- b\n  1. c\n  2. d\n\n> said\n\n9. i\n10. j", width: 16) == """
        • one two three
          four
        • b
          1. c
          2. d

        │ said

         9. i
        10. j
        """)
  }

  @Test func tablesHaveColumns() {
    #expect(
      plain("| name | value |\n|---|--:|\n| `W` | 1.5 |\n| δ | 12 |") == """
        name  value
        ────  ─────
        W       1.5
        δ        12
        """)
    #expect(
      plain("| a | b |\n|---|---|\n| one two three | x |", width: 16) == """
        a              b
        ─────────────  ─
        one two three  x
        """)
    #expect(
      plain("| a | b |\n|---|---|\n| one two three four | x |", width: 16) == """
        a              b
        ─────────────  ─
        one two three  x
        four
        """)
  }

  @Test func mathematicsLinksAndCodeAreText() {
    #expect(
      plain("With $a_i$ we get\n$$\\delta = a - y$$\nas [they](https://x.org) say.\n\n    code\n\n<!-- no -->") == """
        With aᵢ we get

            δ = a − y

        as they (https://x.org) say.

            code
        """)
    #expect(plain("See [the next](02-b.md), <https://x.org>.") == "See the next, https://x.org.")
    #expect(plain("a\\\nb ![p](q.png)") == "a\nb [picture: p q.png]")
  }

  @Test func markupBecomesRoles() {
    let runs = ProseText.styled("**a** `b` [c](d.md)", in: TextWidth(width: 40)).runs
    #expect(runs == [.init("a", .emphasis), .init(" "), .init("b", .code), .init(" "), .init("c", .name)])
  }

  @Test(arguments: [16, 23, 40, 80])
  func noLineIsWiderThanTheWidthUnlessOneWordIs(width: Int) {
    let words = "Der schnelle brown 狐 δ⁽ˡ⁾ jumps over *the lazy* `dog` again and 三四 again\n"
    let text = "# \(words)\n\(words)\n> \(words)\n- \(words)\n| a | b |\n|---|---|\n| \(words.dropLast()) | b |\n"
    for line in plain(text, width: width).split(separator: "\n") {
      #expect((String(line)).displayWidth <= width, "\(line)")
    }
  }

  @Test func emptyTextAndNarrowWidthsAreAccepted() {
    #expect(plain("") == "")
    #expect(plain("word", width: 0) == "word")
    #expect(plain(String(repeating: "> - ", count: 10) + "x", width: 1).contains("x"))
  }
}
