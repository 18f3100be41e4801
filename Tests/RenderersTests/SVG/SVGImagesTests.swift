import Testing
import Views

@testable import Renderers

@Suite struct ImageGridColumnsTests {
  @Test(
    arguments: [
      (0, nil, 1), (1, nil, 1), (2, nil, 2), (3, nil, 3), (4, nil, 2), (7, nil, 4), (8, nil, 4), (10, nil, 5),
      (40, nil, 8), (128, 11, 11), (12, 11, 6), (4, 11, 4), (5, 0, 1),
    ] as [(Int, Int?, Int)])
  func rowsAreOfOneLength(count: Int, asked: Int?, columns: Int) {
    let images = (0..<count).map { _ in ImageGrid.Image(pixels: [0]) }
    let grid = ImageGrid(title: "", width: 1, height: 1, images: images, palette: .diverging, columns: asked)
    #expect(grid.balancedColumns == columns)
  }
}
