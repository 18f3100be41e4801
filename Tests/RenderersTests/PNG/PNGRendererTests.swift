import Testing
import Views

@testable import Renderers

@Suite(.enabled(if: SVGLibrary.shared != nil, "needs librsvg")) struct PNGRendererTests {
  private func chart(_ title: String) -> Picture {
    .chart(
      Chart(
        title: title, x: Chart.Axis("x"), y: Chart.Axis("y"),
        series: [Chart.Series("s", [Chart.Point(0, 0), Chart.Point(1, 1)])]))
  }

  @Test func theFileNamesItsSize() throws {
    let bytes = try PNGRenderer().bytes(of: chart("loss"))
    #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(Array(bytes[16..<24]) == [0, 0, 5, 0, 0, 0, 3, 32], "twice 640 by 400 pixels")
    #expect(Array(bytes.suffix(8).prefix(4)) == Array("IEND".utf8))
  }

  @Test func theTitleIsDrawn() throws {
    let with = try PNGRenderer().pixels(of: chart("loss over the epochs"))
    let without = try PNGRenderer().pixels(of: chart(""))
    let ink = (0..<60).flatMap { y in (0..<600).map { with[$0, y] == without[$0, y] ? 0 : 1 } }.reduce(0, +)
    #expect(ink > 500, "as many pixels of letters")
  }

  @Test func theCurveHasTheColourOfItsSeries() throws {
    let buffer = try PNGRenderer().pixels(of: chart("loss"))
    let middle = (690...714).map { buffer[$0, 404] }
    #expect(middle.contains(SeriesColours.light[0]), "the curve passes through the middle of the plot")
    #expect(buffer[0, 0] == RGB(255, 255, 255))
  }

  @Test(arguments: [Background.light, .dark]) func thePixelsOfAnImageAreEnlargedWithHardEdges(on ground: Background)
    throws
  {
    let grid = ImageGrid(
      title: "", width: 2, height: 1, images: [ImageGrid.Image(pixels: [0, 1])], palette: .sequential, range: 0...1)
    let buffer = try PNGRenderer(style: RenderStyle(background: ground), scale: 1).pixels(of: .imageGrid(grid))
    let row = (12..<36).map { buffer[$0, 36] }
    #expect(row == Array(repeating: RGB(16, 16, 16), count: 12) + Array(repeating: RGB(245, 245, 245), count: 12))
  }

  @Test func eachRefusalHasAHint() {
    let none = ImageGrid(title: "", width: 0, height: 0, images: [], palette: .sequential)
    #expect(throws: PictureError.isEmpty) { try PNGRenderer().bytes(of: .imageGrid(none)) }
    #expect(throws: PictureError.noLibrary) { try PNGRenderer().pixels(of: chart(""), library: nil) }
    #expect(throws: PictureError.isTooLarge) { try PNGRenderer(scale: 20).bytes(of: chart("")) }
    #expect(PictureError.noLibrary.hint?.contains("librsvg2-2") == true)
    #expect(PictureError.noFont.hint?.contains("fonts-dejavu-core") == true)
  }

  @Test func withoutTheLibraryImagesAreBarePixels() throws {
    let map = HeatMap(title: "", rows: 3, columns: 5, data: (0..<15).map(Double.init), palette: .diverging)
    let buffer = try PNGRenderer().pixels(of: .heatMap(map), library: nil)
    #expect(buffer.width == 88 && buffer.height == 56, "5·16 + 8 by 3·16 + 8 pixels")
  }

  @Test func aMissingLibraryIsReported() {
    #expect(throws: SharedLibrary.Missing.self) { try SVGLibrary("libno-such-library.so.0") }
    #expect(throws: SharedLibrary.Missing.self, "one without the functions") { try SVGLibrary("libc.so.6") }
  }
}

@Suite struct PictureFileTests {
  private let picture = View.imageGrid(Gallery.sample)

  @Test func theEndingOfTheNameChoosesTheFormat() throws {
    let drawing = String(decoding: try PictureFile.bytes(of: picture, named: "a.svg"), as: UTF8.self)
    #expect(drawing == svg(picture, on: .light) + "\n")
    #expect(try PictureFile.bytes(of: picture, named: "a.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test func theFirstPictureOfAStackIsTaken() throws {
    let stack = View.stack([.text("before"), picture, .chart(Gallery.loss)])
    #expect(try PictureFile.bytes(of: stack, named: "a.svg") == PictureFile.bytes(of: picture, named: "a.svg"))
  }

  @Test func anotherEndingOrNoPictureIsRefused() {
    #expect(throws: PictureError.unknownEnding(file: "a.jpg")) { try PictureFile.bytes(of: picture, named: "a.jpg") }
    #expect(PictureError.unknownEnding(file: "a.jpg").hint == "for example a.jpg.svg")
    #expect(throws: PictureError.noPicture) { try PictureFile.bytes(of: .text("no"), named: "a.svg") }
  }
}
