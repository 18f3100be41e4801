import Renderers
import Testing
import Views

@Suite struct ChartLayoutTests {
  let line = Chart(
    title: "loss", x: Chart.Axis("epoch"), y: Chart.Axis("loss"),
    series: [Chart.Series("loss", [Chart.Point(0, 1), Chart.Point(5, 0.5), Chart.Point(10, 0)])])

  @Test func oneCurveInASCII() {
    #expect(
      plain(.chart(line), width: 30, unicode: false) == """
        + loss ----------------------+
        | loss                       |
        |   1 |*                     |
        |     | *                    |
        |     |  **                  |
        | 0.8 |    *                 |
        |     |     *                |
        |     |      *               |
        | 0.6 |       **             |
        |     |         *            |
        |     |          *           |
        | 0.4 |           **         |
        |     |             *        |
        |     |              *       |
        | 0.2 |               **     |
        |     |                 *    |
        |     |                  **  |
        |   0 |                    * |
        |     ++---------+---------+ |
        |      0         5        10 |
        |              epoch         |
        +----------------------------+
        """)
  }

  @Test func severalCurvesWithoutColourHaveTheirOwnCharacters() {
    let text = plain(.chart(Gallery.curves))
    #expect(text.contains("** train   ++ validation   xx best"))
    #expect(text.contains("loss (log)"))
    #expect(!text.unicodeScalars.contains { 0x2800...0x28FF ~= $0.value })
  }

  @Test func twoCurvesWithoutColourDiffer() {
    let text = plain(.chart(Gallery.losses))
    #expect(text.contains("** training") && text.contains("++ validation"))
  }

  @Test func severalCurvesWithColourAreDots() {
    let text = ANSIRenderer(RenderStyle(colour: .ansi256)).render(.chart(Gallery.curves))
    #expect(!text.contains("**"))
    #expect(text.contains("\u{1B}[38;5;74m"))
  }

  private func size(_ chart: Chart, width: Int, height: Int?) -> (columns: Int, lines: Int) {
    let style = RenderStyle(width: width, height: height, colour: .ansi256)
    let lines = ANSIEscapes.removed(from: ANSIRenderer(style).render(.chart(chart))).split(separator: "\n")
    return (lines.map(\.displayWidth).max() ?? 0, lines.count)
  }

  @Test func aChartUsesTheWidthAndTheHeightOfTheScreen() {
    #expect(size(line, width: 200, height: 47) == (156, 42))
    #expect(size(line, width: 80, height: 21) == (76, 19))
    #expect(size(line, width: 40, height: 12) == (40, 11))
    #expect(size(line, width: 80, height: nil) == (76, 22))
  }

  @Test(arguments: [8, 12, 21, 47, 90], [40, 80, 200])
  func everyChartFitsOnTheScreen(height: Int, width: Int) {
    for chart in [line, Gallery.loss, Gallery.curves, Gallery.losses] {
      #expect(size(chart, width: width, height: height).lines <= max(height, 11))
    }
  }

  @Test func fewPointsAreLargerThanADot() {
    let chart = Chart(
      title: "", x: Chart.Axis("x"), y: Chart.Axis("y"),
      series: [
        Chart.Series("curve", [Chart.Point(0, 0), Chart.Point(4, 4)]),
        Chart.Series("class 0", [Chart.Point(1, 3)], mark: .points),
        Chart.Series("class 1", [Chart.Point(3, 1)], mark: .points),
      ])
    let plot = plain(.chart(chart)).split(separator: "\n").dropLast(2).joined()
    #expect(plot.count { $0 == "●" } == 1 && plot.count { $0 == "○" } == 1)
    #expect(plain(.chart(chart)).contains("⠤⠤ curve   ● class 0   ○ class 1"))
    #expect(!plain(.chart(chart), unicode: false).contains("?"))
  }

  @Test func aCurveOfOnePointIsVisible() {
    let chart = Chart(
      title: "", x: Chart.Axis("x"), y: Chart.Axis("y"), series: [Chart.Series("y", [Chart.Point(1, 3)])])
    #expect(plain(.chart(chart)).contains("●"))
  }

  @Test func placesWithoutNumbersHaveNoAxis() {
    let places = Chart(
      title: "", x: Chart.Axis("layer", ticks: .whole), y: Chart.Axis("", ticks: .none),
      series: [Chart.Series("", [Chart.Point(0, -1), Chart.Point(2, 1)], mark: .points)])
    let lines = plain(.chart(places), width: 30, unicode: false).split(separator: "\n").map(String.init)
    #expect(lines[1] == "|                          * |")
    #expect(lines[lines.count - 5] == "|   *                        |")
    #expect(lines.suffix(4).prefix(2) == ["|   +-----------+----------+ |", "|   0           1          2 |"])
  }

  @Test func withoutPointsTheAxesRemain() {
    #expect(plain(.chart(Gallery.oddCharts[0])).split(separator: "\n").count > 10)
  }

  @Test func classesAreTheirMarkersWithAndWithoutColour() {
    // Two of the three points at the right are of class 3: it is seen there, though class 7 is drawn last.
    let chart = Chart(
      title: "code", x: Chart.Axis("x"), y: Chart.Axis("y"),
      series: [
        Chart.Series("three", [Chart.Point(1, 1), Chart.Point(1, 1)], mark: .points, marker: "3"),
        Chart.Series("7", [Chart.Point(1, 1), Chart.Point(0, 0)], mark: .points, marker: "7"),
      ])
    let lines = plain(.chart(chart), width: 60).split(separator: "\n")
    let plot = lines.dropLast(2).joined()
    #expect(plot.count { $0 == "3" } == 1 && plot.count { $0 == "7" } == 1)
    #expect(lines.suffix(2).joined().contains("3 three   7 "))
    #expect(!lines.suffix(2).joined().contains("7 7"))
    let coloured = ANSIRenderer(RenderStyle(colour: .ansi256)).render(.chart(chart))
    #expect(!coloured.unicodeScalars.contains { 0x2800...0x28FF ~= $0.value })
  }
}
