import Renderers
import Testing
import Views

@Suite struct SVGRendererTests {
  @Test func aChartHasACurveForEachSeries() {
    let svg = SVGRenderer().render(.chart(Gallery.curves))
    #expect(svg.contains("<path class=\"curve s0\" d=\"M78"))
    #expect(svg.contains("<path class=\"curve s1\" stroke-dasharray=\"7 3\" d=\"M78"))
    #expect(svg.matches(of: /<circle class="d2"/).count == 2)
    #expect(svg.contains("prefers-color-scheme:dark"))
    #expect(svg.contains(">training and validation</text>"))
  }

  @Test func aPointWithoutAPlaceInterruptsTheCurve() {
    let points = [Chart.Point(0, 0), Chart.Point(1, 1), Chart.Point(2, .nan), Chart.Point(3, 0), Chart.Point(4, 1)]
    let chart = Chart(title: "", x: Chart.Axis(""), y: Chart.Axis(""), series: [Chart.Series("", points)])
    let path = SVGRenderer().render(.chart(chart)).firstMatch(of: #/ d="([^"]*)"/#).map { String($0.1) }
    #expect(path == "M78 352L214.5 52M487.5 352L624 52")
  }

  @Test func neighboursOfOneColourAreOneRectangle() {
    let map = HeatMap(title: "m", rows: 1, columns: 4, data: [0, 0, 1, 1], palette: .sequential)
    let svg = SVGRenderer().render(.heatMap(map))
    #expect(
      svg.contains(
        "<rect x=\"12\" y=\"34\" width=\"48\" height=\"24\" fill=\"#101010\"/>"
          + "<rect x=\"60\" y=\"34\" width=\"48\" height=\"24\" fill=\"#f5f5f5\"/>"))
  }

  @Test func otherViewsAreTheirText() {
    #expect(SVGRenderer().render(.text("a < b")).contains("xml:space=\"preserve\">a &lt; b</text>"))
  }
}
