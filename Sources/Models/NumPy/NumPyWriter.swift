import Datasets
import Engine

/// Arrays as NumPy's `.npy` files, format version 1.0, row by row, little-endian.
enum NumPyWriter {
  /// - Source: NumPy, "NEP 1: a simple file format for NumPy arrays".
  static func bytes(shape: [Int], _ numbers: [Double], precision: Precision) -> [UInt8] {
    let extents = shape.map { "\($0)," }.joined(separator: " ")
    let type = precision == .double ? "<f8" : "<f4"
    var dictionary = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(extents)), }"
    let start = NumPyHeader.magic + [1, 0]
    // The data begin at a multiple of 64.
    let end = start.count + 2 + dictionary.utf8.count + 1
    dictionary += String(repeating: " ", count: (64 - end % 64) % 64) + "\n"
    let length = dictionary.utf8.count
    return start + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(dictionary.utf8)
      + precision.bytes(numbers)
  }
}
