import Foundation

/// A raster of values as the small file that a drawing holds: one byte a pixel, and the colours that occur.
///
/// A palette is a curve through the colours, so 200 places on it are told apart by no eye.
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
    for y in 0..<height {
      for x in 0..<width {
        let value = raster[x, y]
        let place = shades.share(value).map { Int(($0 * Self.places).rounded()) } ?? -1
        if known[place] == nil {
          known[place] = UInt8(colours.count)
          colours.append(shades.colour(share: place < 0 ? nil : Double(place) / Self.places, on: background))
        }
        indexes.append(known[place] ?? 0)
      }
    }
  }

  private static let places = 199.0

  /// The address that stands for the file itself; `nil` where there are no pixels.
  var dataAddress: String? {
    PNGFile.bytes(self).map { "data:image/png;base64," + Data($0).base64EncodedString() }
  }
}
