import CPNG

/// Writes the PNG format with libpng's simplified interface.
enum PNGFile {
  /// `nil` where libpng refuses, for want of memory.
  static func bytes(_ buffer: PixelBuffer) -> [UInt8]? {
    var image = image(width: buffer.width, height: buffer.height, format: UInt32(PNG_FORMAT_FLAG_COLOR))
    return bytes(&image, pixels: buffer.bytes, colours: nil)
  }

  /// With a table of the colours that occur; `nil` also where there are no pixels.
  static func bytes(_ pixels: ShadedPixels) -> [UInt8]? {
    guard pixels.width > 0, pixels.height > 0 else { return nil }
    let format = UInt32(PNG_FORMAT_FLAG_COLOR) | UInt32(PNG_FORMAT_FLAG_COLORMAP)
    var image = image(width: pixels.width, height: pixels.height, format: format)
    image.colormap_entries = png_uint_32(pixels.colours.count)
    return bytes(
      &image, pixels: pixels.indexes,
      colours: pixels.colours.flatMap { [UInt8($0.red), UInt8($0.green), UInt8($0.blue)] })
  }

  private static func image(width: Int, height: Int, format: UInt32) -> png_image {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    image.format = format
    return image
  }

  private static func bytes(_ image: inout png_image, pixels: [UInt8], colours: [UInt8]?) -> [UInt8]? {
    defer { png_image_free(&image) }
    var size = 0
    guard png_image_write_to_memory(&image, nil, &size, 0, pixels, 0, colours) != 0 else { return nil }
    var result = [UInt8](repeating: 0, count: size)
    guard png_image_write_to_memory(&image, &result, &size, 0, pixels, 0, colours) != 0 else { return nil }
    return Array(result.prefix(size))
  }
}
