import Testing

@testable import Renderers

@Suite struct CanvasTests {
  @Test func brailleDotsHaveTheirPlaces() {
    for (x, y, character) in [(0, 0, "⠁"), (1, 0, "⠈"), (0, 3, "⡀"), (1, 3, "⢀"), (0, 1, "⠂"), (1, 2, "⠠")] {
      var canvas = BrailleCanvas(columns: 1, rows: 1)
      canvas.set(x, y, series: 0)
      #expect(canvas.lines.map(\.plain) == [character])
    }
  }

  @Test func aLineAcrossTheCanvas() {
    var canvas = BrailleCanvas(columns: 2, rows: 1)
    canvas.draw(from: (0, 3), to: (3, 0), series: 0)
    #expect(canvas.lines.map(\.plain) == ["⡠⠊"])
  }

  @Test func dotsOutsideAreLeftOut() {
    var canvas = GlyphCanvas(columns: 2, rows: 2)
    for (x, y) in [(-1, 0), (2, 0), (0, -1), (0, 2)] { canvas.set(x, y, series: 0) }
    canvas.set(1, 0, series: 1)
    #expect(canvas.lines.map(\.plain) == [" +", "  "])
  }
}
