import Renderers
import Testing
import Views

@Suite struct HeatMapLayoutTests {
  private func map(_ rows: Int, _ columns: Int, isNumbered: Bool = true) -> View {
    let data = (0..<rows * columns).map { Double($0 % 5) }
    return .heatMap(
      HeatMap(title: "m", rows: rows, columns: columns, data: data, palette: .sequential, isNumbered: isNumbered))
  }

  @Test func rowsAndColumnsAreNumbered() {
    let lines = plain(map(3, 12), unicode: false).split(separator: "\n").map(String.init)
    #expect(lines[1] == "|   0   2   4   6   8   10   |")
    #expect(lines[2].hasPrefix("| 0 ") && lines[4].hasPrefix("| 2 "))
  }

  @Test func aMapOfMeansKeepsTheNumbersOfItsRows() {
    let lines = plain(map(128, 64)).split(separator: "\n").map(String.init)
    #expect(lines[2].hasPrefix("│   0 ") && lines[3].hasPrefix("│   4 "))
    #expect(lines.contains { $0.contains("128×64 shown as 32×32 means") })
  }

  @Test func halfLinesHaveTheNumberOfTheUpperRow() {
    let text = ANSIEscapes.removed(from: ANSIRenderer(RenderStyle(colour: .ansi256)).render(map(40, 30)))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[2].hasPrefix("│  0 ▀") && lines[3].hasPrefix("│  2 ▀"))
  }

  @Test func aPlaneHasNoNumbers() {
    #expect(!plain(map(3, 12, isNumbered: false), unicode: false).contains("10"))
  }

  @Test func namesReplaceNumbers() {
    #expect(plain(.heatMap(Gallery.confusion)).contains("0 <no>"))
  }

  @Test(arguments: [8, 12, 21, 47]) func everyHeatMapFitsOnTheScreen(height: Int) {
    for colour in [ColourDepth.none, .ansi256] {
      let style = RenderStyle(width: 80, height: height, colour: colour)
      let lines = ANSIEscapes.removed(from: ANSIRenderer(style).render(map(784, 128))).split(separator: "\n")
      #expect(lines.count <= max(height, 10) && Set(lines.map(\.displayWidth)).count == 1)
    }
  }
}
