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

  @Test func aCurveOfOnePointIsADot() {
    let points = [Chart.Point(1, 0.5), Chart.Point(2, .nan), Chart.Point(3, 1), Chart.Point(4, 1)]
    let chart = Chart(title: "", x: Chart.Axis(""), y: Chart.Axis(""), series: [Chart.Series("", points)])
    let dots = SVGRenderer().render(.chart(chart)).matches(of: #/<circle class="d0" cx="([^"]*)"/#)
    #expect(dots.map { String($0.1) } == ["78"])
  }

  @Test func theWeightsOf128UnitsAreASmallDrawing() {
    var state: UInt64 = 1
    let noise = (0..<128 * 784).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 23) - 1
    }
    let images = (0..<128).map { unit in
      ImageGrid.Image(pixels: Array(noise[unit * 784..<(unit + 1) * 784]), caption: "\(unit)")
    }
    let grid = ImageGrid(title: "W[1]", width: 28, height: 28, images: images, palette: .diverging, columns: 11)
    #expect(SVGRenderer().render(.imageGrid(grid)).utf8.count < 300_000, "noise is the worst case")
  }

  @Test func aLongCaptionMakesItsOwnRowHigherOnly() {
    func height(_ captions: [String]) -> Int? {
      let images = captions.map { ImageGrid.Image(pixels: [0, 1, 1, 0], caption: $0) }
      let grid = ImageGrid(title: "", width: 2, height: 2, images: images, palette: .diverging, columns: 2)
      let svg = SVGRenderer().render(.imageGrid(grid))
      return svg.firstMatch(of: /" height="([0-9]+)"/).flatMap { Int($0.1) }
    }
    let short = height(["0", "1", "2", "3", "4", "5"]) ?? 0
    #expect(height(["0", "1", "one two", "3", "4", "5"]) == short + 14)
  }

  @Test func captionsOfSeveralWordsHaveRoom() {
    let image = ImageGrid.Image(pixels: [0, 1, 1, 0], caption: "2022: Ankle boot (99.6 %), is Sneaker")
    let images = Array(repeating: image, count: 40)
    let svg = SVGRenderer().render(
      .imageGrid(ImageGrid(title: "", width: 2, height: 2, images: images, palette: .diverging)))
    #expect(svg.matches(of: />2022: Ankle</).count == 40)
    #expect(svg.matches(of: />\(99.6\u{A0}%\), is</).count == 40)
  }

  @Test func otherViewsAreTheirText() {
    #expect(SVGRenderer().render(.text("a < b")).contains("xml:space=\"preserve\">a &lt; b</text>"))
  }
}
