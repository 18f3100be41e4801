import Testing
import Views

@testable import Renderers

@Suite struct ScreenRendererTests {
  private func shown(_ text: String) -> String {
    ScreenRenderer().render([.output(nil, .text(text), NumberFormat())])
  }

  @Test func theSizeDoesNotDependOnTheContent() {
    for lines in [0, 3, 100] {
      let parts = (0..<lines).map { ScreenRenderer.Part.input($0, "1 + \($0)") }
      let svg = ScreenRenderer(columns: 80, rows: 24).render(parts)
      #expect(svg.contains("viewBox=\"0 0 664 432\""), "80 columns of 8 and 24 lines of 17, with a margin of 12")
    }
  }

  @Test func theLastLinesAreShown() {
    let svg = ScreenRenderer(rows: 2).render((1...5).map { .input($0, "cell\($0)") })
    #expect(!svg.contains("cell3") && svg.contains("cell4") && svg.contains("cell5"))
  }

  @Test func cellsAndResultsAreLabelledAsInTheShell() {
    let view = View.number(NumberView(0.25))
    let svg = ScreenRenderer().render([.input(12, "x = [[1,\n2]]"), .output(12, view, NumberFormat())])
    for text in ["In [12]:", "x = [[1,", "...:", "2]]", "Out[12]:", "0.25"] {
      #expect(svg.contains(">\(text)</text>"), "\(text)")
    }
  }

  @Test func aLongResultIsNotBroken() {
    let text = String(repeating: "7", count: 30)
    let svg = ScreenRenderer(columns: 36).render([.output(1, .text("\(text)"), NumberFormat())])
    #expect(svg.contains(">\(text)</text>") && svg.contains(">Out[1]:</text>"))
  }

  @Test func wordsAreHeldToTheirColumns() {
    let svg = shown("loss 三四 rate")
    #expect(svg.contains("x=\"12\" y=\"25\" fill=\"#dee2e8\" textLength=\"32\">loss<"))
    #expect(svg.contains("x=\"52\" y=\"25\" fill=\"#dee2e8\">三<"), "five columns of eight from the margin")
    #expect(svg.contains("x=\"68\" y=\"25\" fill=\"#dee2e8\">四<"))
    #expect(svg.contains("x=\"92\" y=\"25\" fill=\"#dee2e8\" textLength=\"32\">rate<"))
  }

  @Test func boxesBlocksAndDotsAreShapes() {
    let svg = shown("┌─┐█▀⣿")
    let letters = svg.matches(of: />([^<>]*)<\/text>/).map { $0.1 }.joined()
    #expect(letters.isEmpty)
    #expect(svg.contains("d=\"M16 20.5V29M16 20.5H20\""), "a corner leads right and down from the middle of its cell")
    #expect(svg.contains("d=\"M20 20.5H28\""), "the edge starts at the end of the corner")
    #expect(svg.matches(of: /h0/).count == 8, "eight dots")
    #expect(svg.contains("d=\"M36 12h8v17h-8z\"") && svg.contains("d=\"M44 12h8v8.5h-8z\""))
  }

  @Test(arguments: Background.allCases) func everyViewFitsOnTheScreen(background: Background) {
    let screen = ScreenRenderer(columns: 60, background: background, title: "a < b")
    let svg = screen.render(Gallery.all.map { .output(1, $0, NumberFormat()) })
    for match in svg.matches(of: /<text x="(\d+)"[^>]*?(?:textLength="(\d+)")?>/) {
      let end = (Int(match.1) ?? 0) + (match.2.flatMap { Int($0) } ?? 0)
      #expect(end <= 12 + 60 * 8)
    }
    #expect(svg.contains("a &lt; b"))
    #expect(!svg.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test(arguments: Background.allCases) func everyRoleCanBeRead(background: Background) {
    let theme = ScreenTheme(background: background)
    for role in Role.allCases {
      #expect(contrast(theme.colour(role), theme.ground) >= 4.5, "\(role): the WCAG's level AA")
    }
  }
}
