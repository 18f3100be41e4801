/// An array of numbers from a `.npy` file, in row-major order whatever the order of the file.
public struct NumPyArray: Equatable, Sendable {
  public enum Elements: Equatable, Sendable {
    /// Of type u1.
    case bytes([UInt8])
    case numbers([Double])
  }

  public var elements: Elements
  private let header: NumPyHeader
  public var shape: [Int] { header.shape }

  /// The length of a file with such a header.
  /// - Throws: `FileError` if its elements cannot be counted.
  static func size(_ header: NumPyHeader, file: String) throws(FileError) -> Int {
    guard let data = ([header.type.size] + header.shape).product, data <= Int.max - header.dataStart else {
      throw FileError(file: file, place: .byte(8), "\(header.shape.shapeText) has more elements than can be counted")
    }
    return header.dataStart + data
  }

  /// Reads types b1, i1…i8, u1…u8, f2, f4 and f8 of either byte order; never runs what a file holds.
  /// - Throws: `FileError` if header and data disagree, or elements are not real numbers.
  public init(_ bytes: [UInt8], file: String) throws(FileError) {
    header = try NumPyHeader(bytes, file: file)
    let size = try Self.size(header, file: file)
    guard size == bytes.count else {
      let (expected, found) = (size - header.dataStart, bytes.count - header.dataStart)
      throw FileError(
        file: file, place: .byte(min(size, bytes.count)),
        "\(header.shape.shapeText) of \(header.descriptor) needs \(expected) bytes of data, the file has \(found)")
    }
    elements = Self.elements(bytes, header)
  }

  private static func elements(_ bytes: [UInt8], _ header: NumPyHeader) -> Elements {
    let type = header.type
    let (data, isByte) = (bytes[header.dataStart...], type.kind == .unsigned && type.size == 1)
    guard header.isColumnMajor else { return isByte ? .bytes(Array(data)) : .numbers(type.numbers(data)) }
    let offsets = (0..<data.count / type.size).map { columnMajorOffset($0, header.shape) }
    if isByte { return .bytes(offsets.map { data[data.startIndex + $0] }) }
    return .numbers(data.withUnsafeBytes { raw in offsets.map { type.number(raw, at: $0 * type.size) } })
  }

  public var numbers: [Double] {
    switch elements {
    case .bytes(let bytes): bytes.map(Double.init)
    case .numbers(let numbers): numbers
    }
  }

  /// Where in the file an element of the array is.
  public func place(_ index: Int) -> FileError.Place {
    let offset = header.isColumnMajor ? Self.columnMajorOffset(index, shape) : index
    return .byte(header.dataStart + offset * header.type.size)
  }

  /// The offset, in a column-major file, of an element counted in row-major order.
  private static func columnMajorOffset(_ index: Int, _ shape: [Int]) -> Int {
    var (rest, stride, offset) = (index, shape.reduce(1, *), 0)
    for extent in shape.reversed() {
      stride /= extent
      offset += rest % extent * stride
      rest /= extent
    }
    return offset
  }
}

extension NumPyArray {
  /// A `.npy` file, format version 1.0, row by row.
  /// - Parameters:
  ///   - type: the descriptor of the elements, such as `<f8`.
  ///   - data: the bytes of the elements.
  /// - Source: NumPy, "NEP 1: a simple file format for NumPy arrays".
  public static func file(shape: [Int], type: String, data: [UInt8]) -> [UInt8] {
    let extents = shape.map { "\($0)," }.joined(separator: " ")
    var dictionary = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(extents)), }"
    let start = NumPyHeader.magic + [1, 0]
    // The data start at a multiple of 64.
    let end = start.count + 2 + dictionary.utf8.count + 1
    dictionary += String(repeating: " ", count: (64 - end % 64) % 64) + "\n"
    let length = dictionary.utf8.count
    return start + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(dictionary.utf8) + data
  }
}
