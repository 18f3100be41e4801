import Testing
import Views

@Suite struct PictureTests {
  @Test func aHeatMapIsOneImage() throws {
    let map = HeatMap(title: "W", rows: 1, columns: 2, data: [1, 2], palette: .diverging, range: 0...2)
    let images = try #require(Picture.heatMap(map).images)
    #expect(images.images == [ImageGrid.Image(pixels: [1, 2])])
    #expect(images.width == 2 && images.height == 1 && images.range == 0...2 && images.palette == .diverging)
  }

  @Test func aChartHasNoImages() {
    let chart = Chart(title: "loss", x: Chart.Axis("epoch"), y: Chart.Axis("loss"), series: [])
    #expect(Picture.chart(chart).images == nil)
  }
}
