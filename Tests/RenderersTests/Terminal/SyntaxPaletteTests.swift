import Renderers
import Testing
import Views

struct SyntaxPaletteTests {
  @Test func colourIsOffAfterAText() {
    let palette = SyntaxPalette(RenderStyle(colour: .ansi16))
    for kind in SyntaxKind.allCases {
      let text = palette.coloured("ab", kind)
      #expect(text == "ab" || text.hasSuffix("ab\u{1B}[0m"), "\(kind)")
      #expect(ANSIEscapes.removed(from: text) == "ab")
    }
    #expect(palette.coloured("", .number).isEmpty)
  }

  @Test func whatIsUnknownIsUnderlined() {
    #expect(SyntaxPalette(RenderStyle(colour: .ansi16)).coloured("a", .unknown).hasPrefix("\u{1B}[4;"))
  }

  @Test func withoutColoursThereIsNothing() {
    #expect(SyntaxPalette(RenderStyle(colour: .none)) == .plain)
    #expect(SyntaxPalette.plain.coloured("a", .command) == "a")
  }
}
