import CPNG
import Foundation
import Testing
import Views

@testable import Renderers

/// The sequences read back as a terminal reads them.
@Suite(.enabled(if: SVGLibrary.shared != nil, "needs librsvg")) struct PixelRendererTests {
  private static let grid = View.imageGrid(
    ImageGrid(
      title: "digits", width: 8, height: 8,
      images: (0..<3).map { ImageGrid.Image(pixels: Gallery.digit, caption: "\($0)") }, palette: .sequential))

  static let sizes = [CellSize(), CellSize(width: 10, height: 21), CellSize(width: 7, height: 13)]

  private func renderer(_ way: PixelProtocol, _ cell: CellSize, width: Int = 80) -> PixelRenderer {
    PixelRenderer(RenderStyle(width: width, colour: .trueColour), way, cell: cell)
  }

  @Test(arguments: sizes, [Self.grid, .chart(Gallery.curves)]) func kitty(cell: CellSize, view: View) throws {
    let renderer = renderer(.kitty, cell)
    let text = try #require(renderer.render(view))
    let pieces = text.split(separator: "\u{1B}\\").map { $0.split(separator: ";", maxSplits: 1) }
    var data = ""
    for (index, piece) in pieces.enumerated() {
      #expect(piece[0].hasPrefix("\u{1B}_G") && piece[0].contains("q=2"))
      #expect(piece[0].hasSuffix(index == pieces.count - 1 ? "m=0" : "m=1"))
      #expect(piece[1].utf8.count <= 4096 && piece[1].utf8.count % 4 == 0)
      data += piece[1]
    }
    let picture = try renderer.pixels(of: #require(view.firstPicture))
    #expect(pieces[0][0].contains("a=T,f=100,c=\(picture.columns),r=\(picture.rows),"))
    #expect(try decodedPNG(data) == picture.pixels)
    #expect(picture.pixels.width == picture.columns * cell.width && picture.pixels.height == picture.rows * cell.height)
  }

  @Test(arguments: sizes) func iterm(cell: CellSize) throws {
    let renderer = renderer(.iterm, cell)
    let text = try #require(renderer.render(Self.grid))
    let match = try #require(
      text.wholeMatch(
        of: /\x1B\]1337;File=inline=1;size=(\d+);width=(\d+);height=(\d+);preserveAspectRatio=0:([^\x07]*)\x07/))
    let picture = try renderer.pixels(of: #require(Self.grid.firstPicture))
    #expect(match.2 == "\(picture.columns)" && match.3 == "\(picture.rows)")
    #expect(Data(base64Encoded: String(match.4))?.count == Int(match.1))
    #expect(try decodedPNG(String(match.4)) == picture.pixels)
  }

  @Test(.enabled(if: SixelLibrary.shared != nil, "needs chafa"), arguments: sizes) func sixel(cell: CellSize) throws {
    let renderer = renderer(.sixel, cell)
    let text = try #require(renderer.render(Self.grid))
    let image = try #require(SixelImage(text))
    let picture = try renderer.pixels(of: #require(Self.grid.firstPicture))
    #expect(image.width == picture.pixels.width)
    #expect(image.height == picture.pixels.height)
    // chafa chooses 256 colours and writes them in percent.
    for y in 0..<image.height {
      for x in 0..<image.width {
        let distance = try #require(image[x, y]).distance(to: picture.pixels[x, y])
        try #require(distance < 3 * 12 * 12, "at \(x), \(y)")
      }
    }
  }

  @Test(arguments: [20, 40, 80], PixelProtocol.allCases) func nothingIsWiderThanTheTerminal(
    width: Int, way: PixelProtocol
  ) throws {
    for view in [Self.grid, .chart(Gallery.curves)] {
      #expect(try renderer(way, CellSize(), width: width).pixels(of: #require(view.firstPicture)).columns < width)
    }
  }

  @Test func aStackKeepsItsText() throws {
    let text = try #require(renderer(.kitty, CellSize()).render(.stack([Self.grid, .text("a note")])))
    #expect(text.hasPrefix("\u{1B}_G") && text.hasSuffix("\u{1B}\\\na note"))
  }

  @Test func viewsWithoutAPictureAreNotRendered() {
    #expect(renderer(.kitty, CellSize()).render(.text("words")) == nil)
    #expect(renderer(.kitty, CellSize()).render(.stack([.text("words")])) == nil)
  }

  /// By libpng itself.
  private func decodedPNG(_ base64: String) throws -> PixelBuffer {
    let file = try #require(Data(base64Encoded: base64))
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    try #require(file.withUnsafeBytes { png_image_begin_read_from_memory(&image, $0.baseAddress, $0.count) } != 0)
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    var bytes = [UInt8](repeating: 0, count: 3 * Int(image.width) * Int(image.height))
    try #require(png_image_finish_read(&image, nil, &bytes, 0, nil) != 0)
    return PixelBuffer(width: Int(image.width), height: Int(image.height), bytes: bytes)
  }
}
