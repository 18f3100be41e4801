import Testing
import Views

@testable import Renderers

@Suite struct CellNumbersTests {
  @Test func everyRowAndColumnWithRoomIsNumbered() {
    let text = svg(.heatMap(Gallery.heatMap))
    for number in 0..<5 { #expect(text.contains(">\(number)</text>")) }
  }

  @Test func aMapOfManyColumnsHasSomeNumbers() {
    let text = svg(.heatMap(Gallery.wideMap))
    #expect(text.contains(">0</text>") && text.contains(">10</text>") && !text.contains(">149</text>"))
  }
}
