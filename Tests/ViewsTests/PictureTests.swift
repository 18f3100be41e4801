import Testing
import Views

@Suite struct PictureTests {
  private let chart = Chart(title: "loss", x: Chart.Axis("epoch"), y: Chart.Axis("loss"), series: [])
  private let map = HeatMap(title: "W", rows: 1, columns: 2, data: [1, 2], palette: .diverging, range: 0...2)

  @Test func `the first picture of a stack is found at any depth`() {
    let stack = View.stack([.text("no"), .stack([.number(NumberView(1)), .heatMap(map)]), .chart(chart)])
    #expect(stack.firstPicture == .heatMap(map))
    #expect(stack.hasPicture)
    #expect(View.chart(chart).firstPicture == .chart(chart))
  }

  @Test func `text has no picture`() {
    #expect(View.text("no").firstPicture == nil)
    #expect(!View.stack([.text("no"), .stack([])]).hasPicture)
  }

  @Test func `a heat map is one image, a chart none`() throws {
    let images = try #require(Picture.heatMap(map).images)
    #expect(images.images == [ImageGrid.Image(pixels: [1, 2])])
    #expect(images.width == 2 && images.height == 1 && images.range == 0...2 && images.palette == .diverging)
    #expect(Picture.chart(chart).images == nil)
  }
}
