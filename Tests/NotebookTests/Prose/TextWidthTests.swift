import Renderers
import Testing

@testable import Notebook

struct TextWidthTests {
  @Test(arguments: [("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("三四", 4), ("δ⁽ˡ⁾", 4), ("🙂", 2), ("∂C/∂Wᵢⱼ", 7)])
  func widths(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }
}
