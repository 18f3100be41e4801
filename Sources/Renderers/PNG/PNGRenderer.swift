import Views

/// Pictures as PNG files: the drawing of `SVGRenderer` in pixels.
struct PNGRenderer {
  var style = RenderStyle(background: .light)
  /// Pixels of the file for one of the drawing: two keep text sharp on today's screens.
  var scale = 2.0
  /// The picture is padded with ground to a multiple of this size.
  var unit = CellSize(width: 1, height: 1)

  func bytes(of picture: Picture) throws(PictureError) -> [UInt8] {
    guard let bytes = PNGFile.bytes(try pixels(of: picture)) else { throw .isTooLarge }
    return bytes
  }

  func pixels(of picture: Picture) throws(PictureError) -> PixelBuffer { try pixels(of: picture, library: .shared) }

  /// Without the library, images and heat maps are bare pixels.
  func pixels(of picture: Picture, library: SVGLibrary?) throws(PictureError) -> PixelBuffer {
    let images = picture.images
    if let images, images.images.isEmpty || images.width == 0 || images.height == 0 { throw .isEmpty }
    guard let library else {
      guard let buffer = images.flatMap(BarePixels().pixels)?.filled(to: unit) else { throw .noLibrary }
      return buffer
    }
    let raster = SVGRaster(library: library)
    guard raster.drawsText else { throw .noFont }
    let document = SVGRenderer(style: style).document(picture, scale: scale)
    let (width, height) = (Double(document.width) * scale, Double(document.height) * scale)
    guard max(width, height) <= 8000,
      let buffer = raster.pixels(
        of: document.text(on: style.background), width: max(1, Int(width)), height: max(1, Int(height)), unit: unit,
        ground: style.background == .dark ? RGB(16, 16, 16) : RGB(255, 255, 255))
    else { throw .isTooLarge }
    return buffer
  }
}

/// The bytes of a picture's file.
public enum PictureFile {
  /// The ending of the name chooses the format: an SVG drawing that follows the page's light or dark ground, or a PNG
  /// file on white.
  ///
  /// - Throws: `PictureError` if the view has no picture, the picture no pixels, or the name another ending.
  public static func bytes(of view: View, named file: String) throws(PictureError) -> [UInt8] {
    guard let picture = view.firstPicture else { throw .noPicture }
    if file.hasSuffix(".svg") {
      return Array((SVGRenderer(style: RenderStyle(background: .light)).document(picture).text + "\n").utf8)
    }
    guard file.hasSuffix(".png") else { throw .unknownEnding(file: file) }
    return try PNGRenderer().bytes(of: picture)
  }
}
