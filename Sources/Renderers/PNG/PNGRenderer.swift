import Views

/// Charts, heat maps and image grids as a PNG file: the drawing of `SVGRenderer` in pixels.
public struct PNGRenderer: Sendable {
  public var style: RenderStyle
  /// Pixels of the file for one of the drawing: two, so that text stays sharp on today's screens.
  public var scale: Double
  /// The picture is filled up with ground to a multiple of this size.
  var unit = CellSize(width: 1, height: 1)

  public init(_ style: RenderStyle = RenderStyle(background: .light), scale: Double = 2) {
    self.style = style
    self.scale = scale
  }

  public func render(_ view: View) throws(PictureError) -> [UInt8] {
    guard case .picture(let picture) = view else { throw .noPicture }
    return try bytes(of: picture)
  }

  func bytes(of picture: Picture) throws(PictureError) -> [UInt8] {
    guard let bytes = PNGFile.bytes(try pixels(of: picture)) else { throw .isTooLarge }
    return bytes
  }

  func pixels(of picture: Picture) throws(PictureError) -> PixelBuffer { try pixels(of: picture, library: .shared) }

  /// Without the library, images and heat maps come as bare pixels.
  func pixels(of picture: Picture, library: SVGLibrary?) throws(PictureError) -> PixelBuffer {
    let images = picture.images
    if let images, images.images.isEmpty || images.width == 0 || images.height == 0 { throw .isEmpty }
    guard let library else {
      guard let buffer = images.flatMap(BarePixels().pixels)?.filled(to: unit) else { throw .noLibrary }
      return buffer
    }
    let raster = SVGRaster(library: library)
    guard raster.drawsText else { throw .noFont }
    let document = SVGRenderer(style).document(picture, scale: scale)
    let (width, height) = (Double(document.width) * scale, Double(document.height) * scale)
    guard max(width, height) <= 8000,
      let buffer = raster.pixels(
        of: document.text(on: style.background), width: max(1, Int(width)), height: max(1, Int(height)), unit: unit,
        ground: style.background == .dark ? RGB(16, 16, 16) : RGB(255, 255, 255))
    else { throw .isTooLarge }
    return buffer
  }
}

/// A picture as the bytes of a file.
public enum PictureFile {
  /// In the format that the file's name ends in: an SVG drawing that follows the page's light or dark ground, or PNG
  /// pixels on white.
  ///
  /// - Throws: `PictureError` if the view has no picture, the name another ending, or the picture no pixels.
  public static func bytes(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    guard let picture = view.firstPicture else { throw .noPicture }
    if file.hasSuffix(".svg") {
      return Array((SVGRenderer(RenderStyle(background: .light)).document(picture).text + "\n").utf8)
    }
    guard file.hasSuffix(".png") else { throw .unknownEnding(file: file) }
    return try PNGRenderer().bytes(of: picture)
  }
}
