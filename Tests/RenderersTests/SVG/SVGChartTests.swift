import Testing
import Views

@Suite struct SVGChartTests {
  @Test func aChartHasACurveForEachSeries() {
    let svg = svg(.chart(Gallery.curves))
    #expect(svg.contains("<path class=\"curve s0\" d=\"M78"))
    #expect(svg.contains("<path class=\"curve s1\" stroke-dasharray=\"7 3\" d=\"M78"))
    #expect(svg.matches(of: /<circle class="d2"/).count == 2)
    #expect(svg.contains("prefers-color-scheme:dark"))
    #expect(svg.contains(">training and validation</text>"))
  }

  @Test func aPointWithoutAPlaceInterruptsTheCurve() {
    let points = [Chart.Point(0, 0), Chart.Point(1, 1), Chart.Point(2, .nan), Chart.Point(3, 0), Chart.Point(4, 1)]
    let chart = Chart(title: "", x: Chart.Axis(""), y: Chart.Axis(""), series: [Chart.Series("", points)])
    let path = svg(.chart(chart)).firstMatch(of: #/ d="([^"]*)"/#).map { String($0.1) }
    #expect(path == "M78 352L214.5 52M487.5 352L624 52")
  }

  @Test func aCurveOfOnePointIsADot() {
    let points = [Chart.Point(1, 0.5), Chart.Point(2, .nan), Chart.Point(3, 1), Chart.Point(4, 1)]
    let chart = Chart(title: "", x: Chart.Axis(""), y: Chart.Axis(""), series: [Chart.Series("", points)])
    let dots = svg(.chart(chart)).matches(of: #/<circle class="d0" cx="([^"]*)"/#)
    #expect(dots.map { String($0.1) } == ["78"])
  }
}
