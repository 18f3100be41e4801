/// Draws an SVG document as pixels, on an opaque ground.
struct SVGRaster {
  let library: SVGLibrary

  /// `CAIRO_FORMAT_RGB24`: four bytes a pixel, blue first, the last unused.
  private static let format: Int32 = 1

  /// Whether this machine has a font: without one, text is silently left out.
  var drawsText: Bool {
    let ground = RGB(255, 255, 255)
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"16\" height=\"16\"><text y=\"14\">M</text></svg>"
    let buffer = pixels(of: svg, width: 16, height: 16, ground: ground)
    return buffer != PixelBuffer(width: 16, height: 16, colour: ground)
  }

  /// The drawing, padded with ground on the right and below to a multiple of the unit.
  ///
  /// `nil` if the library cannot read the document or has no memory.
  func pixels(
    of svg: String, width: Int, height: Int, unit: CellSize = CellSize(width: 1, height: 1), ground: RGB
  ) -> PixelBuffer? {
    let (across, down) = unit.multiple(over: width, height)
    guard let surface = library.makeSurface(Self.format, Int32(across), Int32(down)) else { return nil }
    defer { library.destroySurface(surface) }
    guard draw(svg, on: surface, width: width, height: height, ground: ground) else { return nil }
    library.flush(surface)
    guard let bytes = library.pixels(surface) else { return nil }
    return PixelBuffer(width: across, height: down, blueFirst: bytes, stride: Int(library.stride(surface)))
  }

  private func draw(_ svg: String, on surface: SVGLibrary.Pointer, width: Int, height: Int, ground: RGB) -> Bool {
    let bytes = Array(svg.utf8)
    guard let document = library.open(bytes, bytes.count, nil) else { return false }
    defer { library.release(document) }
    guard let context = library.makeContext(surface) else { return false }
    defer { library.destroyContext(context) }
    library.setColour(context, Double(ground.red) / 255, Double(ground.green) / 255, Double(ground.blue) / 255)
    library.paint(context)
    return library.render(document, context, [0, 0, Double(width), Double(height)], nil) != 0
  }
}

extension PixelBuffer {
  /// From rows of four bytes a pixel: blue, green, red, one unused.
  fileprivate init(width: Int, height: Int, blueFirst source: UnsafePointer<UInt8>, stride: Int) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(3 * width * height)
    for y in 0..<height {
      for x in 0..<width {
        let place = y * stride + 4 * x
        bytes += [source[place + 2], source[place + 1], source[place]]
      }
    }
    self.init(width: width, height: height, bytes: bytes)
  }
}
