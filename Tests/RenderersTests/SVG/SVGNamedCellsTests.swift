import Testing
import Views

@Suite struct SVGNamedCellsTests {
  @Test func classesHaveNamesAndCellsTheirShares() {
    let text = svg(.heatMap(Gallery.confusion))
    #expect(text.contains(">0 &lt;no&gt;</text>") && text.contains(">0.9</text>"))
    #expect(!text.contains(">0</text><rect"), "an empty cell has no number")
  }
}
