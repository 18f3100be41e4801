import CPNG

/// Writes the PNG format with libpng's simplified interface.
enum PNGFile {
  /// `nil` where libpng refuses, for want of memory.
  static func bytes(_ buffer: PixelBuffer) -> [UInt8]? {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(buffer.width)
    image.height = png_uint_32(buffer.height)
    image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR)
    defer { png_image_free(&image) }
    var size = 0
    guard png_image_write_to_memory(&image, nil, &size, 0, buffer.bytes, 0, nil) != 0 else { return nil }
    var result = [UInt8](repeating: 0, count: size)
    guard png_image_write_to_memory(&image, &result, &size, 0, buffer.bytes, 0, nil) != 0 else { return nil }
    return Array(result.prefix(size))
  }
}
