import Testing
import Views

@testable import Renderers

@Suite struct SVGGraphTests {
  @Test func unitsAreNumberedAndNegativeWeightsAreDashed() {
    let text = svg(.graph(Gallery.graphs[0]))
    #expect(text.matches(of: /<circle/).count == 6)
    #expect(text.contains("stroke-dasharray") && text.contains(">2</text>"))
    #expect(svg(.graph(Gallery.graphs[1])).contains(">… 58 more</text>"))
  }
}
