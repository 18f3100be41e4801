import CPNG
import Foundation
import Views

/// Writes the PNG format with libpng's simplified interface.
enum PNGFile {
  /// `nil` if libpng has no memory.
  static func bytes(_ buffer: PixelBuffer) -> [UInt8]? {
    var image = image(width: buffer.width, height: buffer.height, format: UInt32(PNG_FORMAT_FLAG_COLOR))
    return bytes(&image, pixels: buffer.bytes, colours: nil)
  }

  /// With a table of the colours that occur; also `nil` without pixels.
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

/// A raster of values as the small file inside a drawing: one byte a pixel, and the colours that occur.
///
/// A palette is a curve through the colours, and nobody can tell 200 places on it apart.
struct ShadedPixels {
  let width: Int
  let height: Int
  /// Row by row, each an index into `colours`.
  private(set) var indexes: [UInt8] = []
  private(set) var colours: [RGB] = []

  init(_ raster: Raster, _ shades: Shades, on background: Background) {
    width = raster.width
    height = raster.height
    indexes.reserveCapacity(width * height)
    var known: [Int: UInt8] = [:]
    for value in raster.pixels {
      let place = shades.share(value).map { Int(($0 * Self.places).rounded()) } ?? -1
      if known[place] == nil {
        known[place] = UInt8(colours.count)
        colours.append(shades.colour(share: place < 0 ? nil : Double(place) / Self.places, on: background))
      }
      indexes.append(known[place] ?? 0)
    }
  }

  private static let places = 199.0

  /// A `data:` address that holds the file itself; `nil` without pixels.
  var dataAddress: String? {
    PNGFile.bytes(self).map { "data:image/png;base64," + Data($0).base64EncodedString() }
  }
}
