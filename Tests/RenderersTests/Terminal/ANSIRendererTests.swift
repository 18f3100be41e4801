import Testing
import Views

@testable import Renderers

@Suite struct ANSIRendererTests {
  private func ansi(_ view: View, _ colour: ColourDepth, _ background: Background = .dark) -> String {
    ANSIRenderer(RenderStyle(colour: colour, background: background)).render(view)
  }

  @Test func rolesBecomeColours() {
    #expect(ansi(.number(NumberView(1, label: "C")), .ansi16) == "\u{1B}[36mC\u{1B}[0m = 1")
    #expect(ansi(.number(NumberView(1, label: "C")), .ansi16, .light) == "\u{1B}[34mC\u{1B}[0m = 1")
    #expect(ansi(.text(StyledText("no", .bad)), .trueColour) == "\u{1B}[1;33mno\u{1B}[0m")
    #expect(ansi(.text(StyledText("no", .bad)), .none) == "no")
  }

  @Test(arguments: [
    (RGB(0, 0, 0), 16), (RGB(255, 255, 255), 231), (RGB(95, 135, 175), 67), (RGB(118, 118, 118), 243),
    (RGB(255, 0, 0), 196),
  ])
  func theNearestOf256(_ colour: RGB, _ index: Int) {
    #expect(ANSIColours.index256(colour) == index)
  }
}
