import Testing
import Views

@testable import Renderers

@Suite struct ShadedPixelsTests {
  @Test(arguments: [Palette.sequential, .diverging]) func everyPixelHasTheColourOfItsValue(palette: Palette) {
    let values = (0..<300).map { Double($0) - 150 } + [.nan]
    let shades = Shades(palette, range: nil, data: values)
    let pixels = ShadedPixels(Raster(width: 7, height: 43, pixels: values), shades, on: .light)
    #expect(pixels.indexes.count == 301)
    for (value, index) in zip(values, pixels.indexes) {
      let (got, wanted) = (pixels.colours[Int(index)], shades.colour(value, on: .light))
      #expect(got.distance(to: wanted) <= 12, "each part at most two of 255 off")
    }
    #expect(pixels.colours.last == RGB(128, 0, 128), "what is not a number")
  }

  @Test func onlyColoursThatOccurAreInTheTable() {
    let raster = Raster(width: 2, height: 2, pixels: [0, 1, 1, 0])
    let pixels = ShadedPixels(raster, Shades(.sequential, range: 0...1, data: []), on: .light)
    #expect(pixels.colours == [RGB(16, 16, 16), RGB(245, 245, 245)] && pixels.indexes == [0, 1, 1, 0])
  }
}
