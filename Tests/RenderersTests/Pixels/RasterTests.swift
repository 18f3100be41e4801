import Testing

@testable import Renderers

@Suite struct RasterTests {
  private let raster = Raster(width: 5, height: 3, pixels: (0..<15).map(Double.init))

  @Test func shrunkPixelsAreMeansOfBlocks() {
    let small = raster.shrunk(width: 3, height: 2)
    #expect((small.width, small.height) == (3, 2))
    #expect(small.pixels == [3, 5, 6.5, 10.5, 12.5, 14])
    #expect(raster.shrunk(width: 5, height: 9) == raster)
    #expect(raster.shrunk(width: 0, height: 0).pixels == [7])
  }

  @Test func aRasterShrunkToFitKeepsItsProportions() {
    let small = raster.shrunk(toFit: 3, height: 3)
    #expect((small.width, small.height) == (3, 2))
  }

  @Test func enlargedPixelsAreSquares() {
    let large = Raster(width: 2, height: 1, pixels: [1, 2]).enlarged(2)
    #expect(large == Raster(width: 4, height: 2, pixels: [1, 1, 2, 2, 1, 1, 2, 2]))
    #expect(large.shrunk(width: 2, height: 1).pixels == [1, 2])
  }
}
