import Testing
import Views

@testable import Renderers

@Suite struct PNGRendererTests {
  private func grid(marked: Bool = false) -> ImageGrid {
    ImageGrid(
      title: "two", width: 2, height: 1,
      images: [
        ImageGrid.Image(pixels: [0, 1], isMarked: marked), ImageGrid.Image(pixels: [1, 0]),
      ], palette: .sequential, range: 0...1, columns: 11)
  }

  @Test func imagesStandSideBySide() throws {
    let buffer = try #require(PNGRenderer().pixels(of: .imageGrid(grid())))
    #expect(buffer.width == 4 + 2 * (32 + 4) && buffer.height == 4 + 16 + 4)
    #expect(buffer[0, 0] == RGB(255, 255, 255))
    #expect(buffer[4, 4] == RGB(16, 16, 16) && buffer[4 + 31, 4 + 15] == RGB(245, 245, 245))
    #expect(buffer[40, 4] == RGB(245, 245, 245))
  }

  @Test func aMarkedImageHasAFrame() throws {
    let buffer = try #require(PNGRenderer().pixels(of: .imageGrid(grid(marked: true))))
    #expect(buffer[3, 3] == RGB(20, 20, 20) && buffer[2, 10] == RGB(20, 20, 20))
    #expect(buffer[1, 1] == RGB(255, 255, 255))
    #expect(buffer[38, 10] == RGB(255, 255, 255), "the neighbour has none")
  }

  @Test func theFileNamesItsSize() throws {
    let map = HeatMap(title: "", rows: 3, columns: 5, data: (0..<15).map(Double.init), palette: .diverging)
    let bytes = try #require(PNGRenderer().render(.heatMap(map)))
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Array(bytes[16..<24]) == [0, 0, 0, 88, 0, 0, 0, 56], "5·16 + 8 by 3·16 + 8 pixels")
    #expect(Array(bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
  }

  @Test func whatHasNoPixelsGivesNoFile() {
    let chart = Chart(title: "", x: Chart.Axis("x"), y: Chart.Axis("y"), series: [])
    #expect(PNGRenderer().render(.chart(chart)) == nil)
    #expect(PNGRenderer().render(.text("hello")) == nil)
    let none = ImageGrid(title: "", width: 0, height: 0, images: [], palette: .sequential)
    #expect(PNGRenderer().render(.imageGrid(none)) == nil)
  }

  @Test func hugeHeatMapsAreRefusedNotAllocated() {
    let map = HeatMap(
      title: "", rows: 1, columns: 9000, data: Array(repeating: 0, count: 9000), palette: .sequential)
    #expect(PNGRenderer().render(.heatMap(map)) == nil)
  }
}
