import CDigits
import Engine
import Files

/// The data sets that the program carries, under the names that `data` knows.
public enum BundledSets {
  /// 1,797 handwritten digits of 8×8 pixels, in the order of the file; a pixel p of 0…16 means p/8 − 1.
  ///
  /// - Shapes: inputs 1797×64, targets 1797×10.
  /// - Source: UCI Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, 1998, CC BY 4.0.
  public static func digits() -> Dataset { bundledDigits }

  /// Unpacked at the first use.
  private static let bundledDigits: Dataset = {
    let rows = DigitRows(csv: unpackedDigits())
    return Dataset(
      name: "digits",
      training: Samples(
        count: rows.labels.count, features: 64, inputs: .bytes(rows.pixels, scale: 0.125, offset: -1),
        targets: .labels(rows.labels, classes: 10)),
      image: Dataset.ImageSize(width: 8, height: 8),
      classNames: (0...9).map(String.init),
      credit: "Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI, 1998, CC BY 4.0")
  }()

  private static func unpackedDigits() -> [UInt8] {
    let packed = Array(UnsafeBufferPointer(start: cdigits_gzip(), count: cdigits_gzip_count()))
    do {
      return try Gzip.decompress(packed, file: "digits")
    } catch {
      preconditionFailure("the program was built with damaged digits: \(error)")
    }
  }
}

/// The numbers of the bundled file, whose form is known: a header line, then 64 pixels and a label a line.
private struct DigitRows {
  var pixels: [UInt8] = []
  var labels: [Int32] = []

  init(csv: [UInt8]) {
    pixels.reserveCapacity(1797 * 64)
    let body = csv.drop { $0 != UInt8(ascii: "\n") }.dropFirst()
    var value: UInt8 = 0
    for byte in body {
      switch byte {
      case UInt8(ascii: ","):
        pixels.append(value)
        value = 0
      case UInt8(ascii: "\n"):
        labels.append(Int32(value))
        value = 0
      default: value = value &* 10 &+ (byte &- UInt8(ascii: "0"))
      }
    }
  }
}

extension BundledSets {
  /// Exclusive or: (0,0) (0,1) (1,0) (1,1) → 0 1 1 0, in that order.
  ///
  /// - Shapes: inputs 4×2, targets 4×1.
  public static func xor() -> Dataset {
    Dataset(
      name: "xor",
      training: Samples(
        count: 4, features: 2, inputs: .numbers([0, 0, 0, 1, 1, 0, 1, 1]), targets: .numbers([0, 1, 1, 0], width: 1)),
      credit: "the truth table of exclusive or")
  }
}
