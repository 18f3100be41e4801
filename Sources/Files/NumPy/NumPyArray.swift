/// An array of numbers from a `.npy` file, in row-major order whatever the order of the file.
public struct NumPyArray: Equatable, Sendable {
  public enum Elements: Equatable, Sendable {
    /// Of type u1.
    case bytes([UInt8])
    case numbers([Double])
  }

  public var shape: [Int]
  public var elements: Elements
  /// Offset of the data in the file, and bytes an element: they place an error.
  var dataStart: Int
  var elementSize: Int
  var isColumnMajor: Bool

  /// The length of a file with such a header.
  /// - Throws: `FileError` where its elements are no numbers or cannot be counted.
  public static func size(_ header: NumPyHeader, file: String) throws(FileError) -> Int {
    let type = try NumPyType(header.descriptor, file: file)
    guard let count = header.count, case let data = count.multipliedReportingOverflow(by: type.size), !data.overflow,
      case let size = data.partialValue.addingReportingOverflow(header.dataStart), !size.overflow
    else { throw tooMany(header, file) }
    return size.partialValue
  }

  /// Reads types b1, i1…i8, u1…u8, f2, f4 and f8 of either byte order; never runs what a file holds.
  /// - Throws: `FileError` where header and data disagree, or elements are no real numbers.
  public init(_ bytes: [UInt8], file: String) throws(FileError) {
    let header = try NumPyHeader(bytes, file: file)
    let type = try NumPyType(header.descriptor, file: file)
    let count = try Self.checkSize(header, type, bytes, file: file)
    shape = header.shape
    dataStart = header.dataStart
    elementSize = type.size
    isColumnMajor = header.isColumnMajor
    elements = Self.elements(bytes, header: header, type: type, count: count)
  }

  private static func elements(
    _ bytes: [UInt8], header: NumPyHeader, type: NumPyType, count: Int
  ) -> Elements {
    func offset(_ index: Int) -> Int {
      header.dataStart + type.size * (header.isColumnMajor ? columnMajorOffset(index, header.shape) : index)
    }
    if type.kind == .unsigned, type.size == 1 {
      return .bytes(header.isColumnMajor ? (0..<count).map { bytes[offset($0)] } : Array(bytes[header.dataStart...]))
    }
    return .numbers(bytes.withUnsafeBytes { raw in (0..<count).map { type.number(raw, at: offset($0)) } })
  }

  public var numbers: [Double] {
    switch elements {
    case .bytes(let bytes): bytes.map(Double.init)
    case .numbers(let numbers): numbers
    }
  }

  /// Where in the file an element of the array stands.
  public func place(_ index: Int) -> FileError.Place {
    let offset = isColumnMajor ? Self.columnMajorOffset(index, shape) : index
    return .byte(dataStart + offset * elementSize)
  }

  private static func checkSize(
    _ header: NumPyHeader, _ type: NumPyType, _ bytes: [UInt8], file: String
  ) throws(FileError) -> Int {
    guard let count = header.count, !count.multipliedReportingOverflow(by: type.size).overflow else {
      throw tooMany(header, file)
    }
    let (expected, found) = (count * type.size, bytes.count - header.dataStart)
    guard expected == found else {
      throw FileError(
        file: file, place: .byte(header.dataStart + min(expected, found)),
        "\(header.shapeText) of \(header.descriptor) needs \(expected) bytes of data, the file has \(found)")
    }
    return count
  }

  private static func tooMany(_ header: NumPyHeader, _ file: String) -> FileError {
    FileError(file: file, place: .byte(8), "\(header.shapeText) has more elements than can be counted")
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
    // The data begin at a multiple of 64.
    let end = start.count + 2 + dictionary.utf8.count + 1
    dictionary += String(repeating: " ", count: (64 - end % 64) % 64) + "\n"
    let length = dictionary.utf8.count
    return start + [UInt8(length & 0xFF), UInt8(length >> 8)] + Array(dictionary.utf8) + data
  }
}

/// The element type that a descriptor such as `<f8` names.
struct NumPyType: Equatable {
  enum Kind: Character {
    case boolean = "b"
    case signed = "i"
    case unsigned = "u"
    case floating = "f"
  }

  var kind: Kind
  /// In bytes.
  var size: Int
  var isBigEndian: Bool

  init(_ descriptor: String, file: String) throws(FileError) {
    var text = descriptor[...]
    isBigEndian = text.first == ">"
    if let first = text.first, "<>|=".contains(first) { text.removeFirst() }
    let letter = text.popFirst()
    if letter == "O" {
      throw FileError(
        file: file, "the array holds Python objects, which are never loaded",
        hint: "loading them runs what the file says; save numbers instead")
    }
    let sizes: [Kind: [Int]] = [
      .boolean: [1], .signed: [1, 2, 4, 8], .unsigned: [1, 2, 4, 8], .floating: [2, 4, 8],
    ]
    guard let kind = letter.flatMap(Kind.init), let size = Int(text), sizes[kind]?.contains(size) == true else {
      throw FileError(
        file: file, "the element type '\(descriptor)' is not a real number",
        hint: "known are b1, i1…i8, u1…u8, f2, f4, f8")
    }
    self.kind = kind
    self.size = size
  }

  /// The element whose first byte is at `offset`.
  func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Double {
    func word<Word: FixedWidthInteger & BitwiseCopyable>(_: Word.Type) -> Word {
      let word = bytes.loadUnaligned(fromByteOffset: offset, as: Word.self)
      return isBigEndian ? Word(bigEndian: word) : Word(littleEndian: word)
    }
    switch (kind, size) {
    case (.floating, 2): return Double(Float16(bitPattern: word(UInt16.self)))
    case (.floating, 4): return Double(Float(bitPattern: word(UInt32.self)))
    case (.floating, _): return Double(bitPattern: word(UInt64.self))
    case (.signed, 1): return Double(word(Int8.self))
    case (.signed, 2): return Double(word(Int16.self))
    case (.signed, 4): return Double(word(Int32.self))
    case (.signed, _): return Double(word(Int64.self))
    case (.unsigned, 1): return Double(word(UInt8.self))
    case (.unsigned, 2): return Double(word(UInt16.self))
    case (.unsigned, 4): return Double(word(UInt32.self))
    case (.unsigned, _): return Double(word(UInt64.self))
    case (.boolean, _): return word(UInt8.self) == 0 ? 0 : 1
    }
  }
}
