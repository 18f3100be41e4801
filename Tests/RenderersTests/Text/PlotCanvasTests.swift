import Testing

@testable import Renderers

@Suite struct PlotCanvasTests {
  @Test func brailleDotsHaveTheirPlaces() {
    for (x, y, character) in [(0, 0, "⠁"), (1, 0, "⠈"), (0, 3, "⡀"), (1, 3, "⢀"), (0, 1, "⠂"), (1, 2, "⠠")] {
      var canvas = PlotCanvas(columns: 1, rows: 1, marks: .dots)
      canvas.set(PlotCanvas.Dot(x: x, y: y), series: 0)
      #expect(canvas.lines.map(\.plain) == [character])
    }
  }

  @Test func aLineAcrossTheCanvas() {
    var canvas = PlotCanvas(columns: 2, rows: 1, marks: .dots)
    canvas.draw(from: PlotCanvas.Dot(x: 0, y: 3), to: PlotCanvas.Dot(x: 3, y: 0), series: 0)
    #expect(canvas.lines.map(\.plain) == ["⡠⠊"])
  }

  @Test func theLastCurveOnACellIsSeen() {
    var canvas = PlotCanvas(columns: 2, rows: 1, marks: .dots)
    canvas.put("●", at: PlotCanvas.Dot(x: 0, y: 0), series: 0)
    canvas.put("●", at: PlotCanvas.Dot(x: 2, y: 0), series: 0)
    canvas.set(PlotCanvas.Dot(x: 0, y: 0), series: 1)
    #expect(canvas.lines.map(\.plain) == ["⠁●"])
  }

  @Test func aDashedLineHasGaps() {
    var canvas = PlotCanvas(columns: 6, rows: 1, marks: .dots)
    canvas.draw(from: PlotCanvas.Dot(x: 0, y: 0), to: PlotCanvas.Dot(x: 11, y: 0), series: 0, isDashed: true)
    #expect(canvas.lines.map(\.plain) == ["⠉⠁ ⠉⠁ "])
  }

  @Test func dotsOutsideAreLeftOut() {
    var canvas = PlotCanvas(columns: 2, rows: 2, marks: .glyphs(["*", "+"]))
    for (x, y) in [(-1, 0), (2, 0), (0, -1), (0, 2)] { canvas.set(PlotCanvas.Dot(x: x, y: y), series: 0) }
    canvas.set(PlotCanvas.Dot(x: 1, y: 0), series: 1)
    #expect(canvas.lines.map(\.plain) == [" +", "  "])
  }
}
