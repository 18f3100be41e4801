import Testing
import Views

@testable import Renderers

@Suite struct PictureFileTests {
  private let picture = View.imageGrid(Gallery.sample)

  @Test func `the ending of the name chooses the format`() throws {
    let svg = String(decoding: try PictureFile.bytes(of: picture, named: "a.svg"), as: UTF8.self)
    #expect(svg == SVGRenderer(RenderStyle(background: .light)).render(picture) + "\n")
    #expect(try PictureFile.bytes(of: picture, named: "a.png").starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test func `the first picture of a stack is taken`() throws {
    let stack = View.stack([.text("before"), picture, .chart(Gallery.loss)])
    #expect(try PictureFile.bytes(of: stack, named: "a.svg") == PictureFile.bytes(of: picture, named: "a.svg"))
  }

  @Test func `another ending or no picture is refused, with what helps`() {
    #expect(throws: PictureError.unknownEnding(file: "a.jpg")) { try PictureFile.bytes(of: picture, named: "a.jpg") }
    #expect(PictureError.unknownEnding(file: "a.jpg").hint == "a.jpg.svg, say")
    #expect(throws: PictureError.noPicture) { try PictureFile.bytes(of: .text("no"), named: "a.svg") }
  }
}
