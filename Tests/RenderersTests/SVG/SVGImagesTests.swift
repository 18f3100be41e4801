import Testing
import Views

@testable import Renderers

@Suite struct SVGImagesTests {
  @Test(
    arguments: [
      (0, nil, 1), (1, nil, 1), (2, nil, 2), (3, nil, 3), (4, nil, 2), (7, nil, 4), (8, nil, 4), (10, nil, 5),
      (40, nil, 8), (128, 11, 11), (12, 11, 6), (4, 11, 4), (5, 0, 1),
    ] as [(Int, Int?, Int)])
  func rowsAreEquallyLong(count: Int, asked: Int?, columns: Int) {
    let images = (0..<count).map { _ in ImageGrid.Image(pixels: [0]) }
    let grid = ImageGrid(title: "", width: 1, height: 1, images: images, palette: .diverging, columns: asked)
    #expect(grid.balancedColumns == columns)
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
    #expect(svg(.imageGrid(grid)).utf8.count < 300_000, "noise is the worst case")
  }

  @Test func aLongCaptionMakesOnlyItsOwnRowHigher() {
    func height(_ captions: [String]) -> Int? {
      let images = captions.map { ImageGrid.Image(pixels: [0, 1, 1, 0], caption: $0) }
      let grid = ImageGrid(title: "", width: 2, height: 2, images: images, palette: .diverging, columns: 2)
      let svg = svg(.imageGrid(grid))
      return svg.firstMatch(of: /" height="([0-9]+)"/).flatMap { Int($0.1) }
    }
    let short = height(["0", "1", "2", "3", "4", "5"]) ?? 0
    #expect(height(["0", "1", "one two", "3", "4", "5"]) == short + 14)
  }

  @Test func captionsOfSeveralWordsHaveRoom() {
    let image = ImageGrid.Image(pixels: [0, 1, 1, 0], caption: "2022: Ankle boot (99.6 %), is Sneaker")
    let images = Array(repeating: image, count: 40)
    let svg = svg(
      .imageGrid(ImageGrid(title: "", width: 2, height: 2, images: images, palette: .diverging)))
    #expect(svg.matches(of: />2022: Ankle</).count == 40)
    #expect(svg.matches(of: />\(99.6\u{A0}%\), is</).count == 40)
  }

  @Test func captionsAreNoWiderThanTheImage() {
    let text = svg(.imageGrid(Gallery.clothes))
    #expect(!text.contains("T-shirt/top (99.8 %), is"))
    #expect(text.contains("0: T-shirt"))
  }
}
