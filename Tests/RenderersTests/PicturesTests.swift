import Testing
import Views

@testable import Renderers

/// Laws of printed pictures: a rectangle of the width given at most, in plain ASCII where asked, without escapes.
@Suite struct PicturesTests {
  private static let views: [View] = [
    .imageGrid(
      ImageGrid(
        title: "clothes", width: 28, height: 28,
        images: (0..<5).map { index in
          ImageGrid.Image(
            pixels: (0..<784).map { Double(($0 + index) % 29) - 14 }, caption: "\(index): T-shirt/top (99.8 %), is é",
            isMarked: index == 2)
        }, palette: .diverging, columns: 11)),
    .heatMap(
      HeatMap(
        title: "confusion", rows: 2, columns: 2, data: [0.9, 0.1, 0, 1], palette: .sequential, range: 0...1,
        rowNames: ["0 <no>", "1 yes"], columnNames: ["0", "1"])),
    .chart(
      Chart(
        title: "loss", x: Chart.Axis("epoch"), y: Chart.Axis("loss", scale: .log),
        series: [
          Chart.Series("training", [Chart.Point(1, 1), Chart.Point(2, 0.1)]),
          Chart.Series("validation", [Chart.Point(1, 0.8), Chart.Point(2, 0.3)]),
        ])),
  ]

  @Test(arguments: [40, 80, 132], [true, false])
  func everyPictureIsARectangle(width: Int, unicode: Bool) {
    for view in Self.views {
      let text = PlainTextRenderer(style: RenderStyle(width: width, unicode: unicode)).render(view)
      let widths = Set(text.split(separator: "\n").map { $0.reduce(0) { $0 + DisplayWidth.of(String($1)) } })
      #expect(widths.count == 1 && widths.allSatisfy { $0 <= width })
      #expect(!text.contains("\u{1B}"))
      if !unicode { #expect(text.utf8.allSatisfy { $0 < 0x80 }) }
    }
  }

  @Test func manyImagesStandTwoInARowAtLeast() {
    let text = PlainTextRenderer(style: RenderStyle(width: 80)).render(Self.views[0])
    #expect(text.split(separator: "\n").contains { $0.contains("0: T-shirt") && $0.contains("1: T-shirt") })
  }

  @Test func twoCurvesDifferWithoutColour() {
    let text = PlainTextRenderer(style: RenderStyle(width: 80)).render(Self.views[2])
    #expect(text.contains("** training") && text.contains("++ validation"))
  }

  @Test func aDrawingNamesTheClassesAndTheirShares() {
    let text = SVGRenderer(style: RenderStyle()).render(Self.views[1])
    #expect(text.contains(">0 &lt;no&gt;</text>") && text.contains(">0.9</text>"))
    #expect(!text.contains(">0</text><rect"), "an empty cell has no number")
  }

  @Test func captionsInADrawingEndWhereThePictureDoes() {
    let text = SVGRenderer(style: RenderStyle()).render(Self.views[0])
    #expect(!text.contains("T-shirt/top (99.8 %), is"))
    #expect(text.contains("0: T-shirt"))
  }
}
