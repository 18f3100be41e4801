import Testing
import Views

@testable import Renderers

@Suite struct BarePixelsTests {
  private func grid(marked: Bool = false) -> ImageGrid {
    ImageGrid(
      title: "two", width: 2, height: 1,
      images: [
        ImageGrid.Image(pixels: [0, 1], isMarked: marked), ImageGrid.Image(pixels: [1, 0]),
      ], palette: .sequential, range: 0...1, columns: 11)
  }

  @Test func imagesAreSideBySide() throws {
    let buffer = try #require(BarePixels().pixels(of: grid()))
    #expect(buffer.width == 4 + 2 * (32 + 4) && buffer.height == 4 + 16 + 4)
    #expect(buffer[0, 0] == RGB(255, 255, 255))
    #expect(buffer[4, 4] == RGB(16, 16, 16) && buffer[4 + 31, 4 + 15] == RGB(245, 245, 245))
    #expect(buffer[40, 4] == RGB(245, 245, 245))
  }

  @Test func aMarkedImageHasAFrame() throws {
    let buffer = try #require(BarePixels().pixels(of: grid(marked: true)))
    #expect(buffer[3, 3] == RGB(20, 20, 20) && buffer[2, 10] == RGB(20, 20, 20))
    #expect(buffer[1, 1] == RGB(255, 255, 255))
    #expect(buffer[38, 10] == RGB(255, 255, 255), "the neighbour has none")
  }

  @Test func noPixelsNoPicture() {
    let chart = Chart(title: "", x: Chart.Axis("x"), y: Chart.Axis("y"), series: [])
    #expect(Picture.chart(chart).images == nil)
    let none = ImageGrid(title: "", width: 0, height: 0, images: [], palette: .sequential)
    #expect(BarePixels().pixels(of: none) == nil)
  }

  @Test func hugeHeatMapsAreRefusedNotAllocated() throws {
    let map = HeatMap(
      title: "", rows: 1, columns: 9000, data: Array(repeating: 0, count: 9000), palette: .sequential)
    #expect(BarePixels().pixels(of: try #require(Picture.heatMap(map).images)) == nil)
  }
}
