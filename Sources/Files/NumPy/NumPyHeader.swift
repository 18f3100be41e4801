/// What precedes the data of a `.npy` file: element type, order and shape.
///
/// - Source: NumPy, "NEP 1: a simple file format for NumPy arrays", versions 1.0 to 3.0.
public struct NumPyHeader: Equatable, Sendable {
  var descriptor: String
  public var type: ElementType
  var isColumnMajor: Bool
  public var shape: [Int]
  /// The offset of the data.
  var dataStart: Int

  /// The first bytes of every file.
  public static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Longer headers are for structured arrays with thousands of fields, which are not data sets.
  public static let longest = 1 << 16

  /// - Parameter bytes: the file, or enough of it to hold the header.
  public init(_ bytes: [UInt8], file: String) throws(FileError) {
    guard bytes.starts(with: Self.magic) else {
      throw FileError(file: file, place: .byte(0), "the file does not start with \\x93NUMPY")
    }
    guard bytes.count >= 10 else { throw Self.endsEarly(bytes, file) }
    guard (1...3).contains(bytes[6]) else {
      throw FileError(file: file, place: .byte(6), "format version \(bytes[6]).\(bytes[7]); known are 1 to 3")
    }
    let start = bytes[6] == 1 ? 10 : 12
    guard bytes.count >= start else { throw Self.endsEarly(bytes, file) }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longest else {
      throw FileError(file: file, place: .byte(8), "a header of \(length) bytes; the most read is \(Self.longest)")
    }
    guard length <= bytes.count - start else { throw Self.endsEarly(bytes, file) }
    dataStart = start + length
    var scanner = ByteScanner(bytes[start..<dataStart], file: file)
    (descriptor, isColumnMajor, shape) = try scanner.dictionary()
    type = try ElementType(descriptor, file: file)
  }

  private static func endsEarly(_ bytes: [UInt8], _ file: String) -> FileError {
    FileError(file: file, place: .byte(bytes.count), "the file ends in its header")
  }
}

/// The header's Python dictionary: strings, booleans and tuples of whole numbers, nothing that runs.
extension ByteScanner {
  /// `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`, its keys in any order.
  fileprivate mutating func dictionary() throws(FileError) -> (
    descriptor: String, isColumnMajor: Bool, shape: [Int]
  ) {
    var (descriptor, isColumnMajor, shape): (String?, Bool?, [Int]?)
    try expect("{")
    while !take("}") {
      let start = position
      let key = try quoted()
      try expect(":")
      switch key {
      case "descr":
        if take("[") { throw error("a structured array: its columns differ in type", at: position - 1) }
        descriptor = try quoted()
      case "fortran_order": isColumnMajor = try boolean()
      case "shape": shape = try tuple()
      default: throw error("unknown key '\(key)'", at: start)
      }
      if !take(",") {
        try expect("}")
        break
      }
    }
    guard let descriptor, let isColumnMajor, let shape else {
      throw error("the header lacks descr, fortran_order or shape", at: bytes.startIndex)
    }
    return (descriptor, isColumnMajor, shape)
  }

  private mutating func quoted() throws(FileError) -> String {
    let start = skipBlanks() + 1
    guard start <= bytes.endIndex, [0x22, 0x27].contains(bytes[start - 1]) else {
      throw error("expected a quoted word", at: position)
    }
    guard let end = bytes[start...].firstIndex(of: bytes[start - 1]) else {
      throw error("the quote is never closed", at: position)
    }
    position = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private mutating func boolean() throws(FileError) -> Bool {
    if take("True") { return true }
    if take("False") { return false }
    throw error("expected True or False", at: position)
  }

  private mutating func tuple() throws(FileError) -> [Int] {
    var values: [Int] = []
    try expect("(")
    while !take(")") {
      values.append(try wholeNumber())
      // Python 2 wrote 3L.
      _ = take("L")
      if !take(",") {
        try expect(")")
        break
      }
    }
    return values
  }
}

extension [Int] {
  /// `shape (2, 3)`, as NumPy writes it.
  public var shapeText: String { "shape (\(map(String.init).joined(separator: ", ")))" }

  /// All numbers multiplied; `nil` if the result is too large for an `Int`, as the sizes that a file states may be.
  public var product: Int? {
    reduce(1) { product, factor in
      let next = product?.multipliedReportingOverflow(by: factor)
      return next?.overflow == false ? next?.partialValue : nil
    }
  }
}
