/// What stands before the data of a `.npy` file: element type, order and shape.
///
/// - Source: NumPy, "NEP 1: a simple file format for NumPy arrays", versions 1.0 to 3.0.
public struct NumPyHeader: Equatable, Sendable {
  public var descriptor: String
  public var isColumnMajor: Bool
  public var shape: [Int]
  /// Where the data start.
  public var dataStart: Int

  /// What every file begins with.
  public static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Longer headers are for structured arrays with thousands of fields, which are no data sets.
  public static let longest = 1 << 16

  /// Elements in the array; nil where they cannot be counted.
  public var count: Int? {
    var count = 1
    for extent in shape {
      let product = count.multipliedReportingOverflow(by: extent)
      if product.overflow { return nil }
      count = product.partialValue
    }
    return count
  }

  public var shapeText: String { "shape (\(shape.map(String.init).joined(separator: ", ")))" }

  /// - Parameter bytes: the file, or so much of it as holds the header.
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
    var parser = HeaderParser(bytes: bytes[start..<dataStart], file: file)
    (descriptor, isColumnMajor, shape) = try parser.dictionary()
  }

  private static func endsEarly(_ bytes: [UInt8], _ file: String) -> FileError {
    FileError(file: file, place: .byte(bytes.count), "the file ends in its header")
  }
}

extension NumPyHeader {
  private var letter: Character? { descriptor.first { $0.isLetter } }

  /// Whether the elements are floating-point numbers.
  public var isFloating: Bool { letter == "f" }

  /// The type as safetensors names it: F64 for `<f8`.
  public var typeName: String {
    guard let letter, let size = descriptor.last?.wholeNumberValue, letter != "b" else { return "BOOL" }
    return "\(letter)\(8 * size)".uppercased()
  }
}

/// Reads the header's Python dictionary: strings, booleans and tuples of whole numbers, nothing that runs.
private struct HeaderParser {
  let bytes: ArraySlice<UInt8>
  let file: String
  private var position: Int

  init(bytes: ArraySlice<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
    position = bytes.startIndex
  }

  /// `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`, its keys in any order.
  mutating func dictionary() throws(FileError) -> (descriptor: String, isColumnMajor: Bool, shape: [Int]) {
    var (descriptor, isColumnMajor, shape): (String?, Bool?, [Int]?)
    try expect("{")
    while !take("}") {
      let start = position
      let key = try string()
      try expect(":")
      switch key {
      case "descr": descriptor = try elementType()
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

  private mutating func elementType() throws(FileError) -> String {
    if take("[") { throw error("a structured array: its columns differ in type", at: position - 1) }
    return try string()
  }

  private mutating func string() throws(FileError) -> String {
    skipBlanks()
    guard position < bytes.endIndex, [0x22, 0x27].contains(bytes[position]) else {
      throw error("expected a quoted word", at: position)
    }
    let quote = bytes[position]
    guard let end = bytes[(position + 1)...].firstIndex(of: quote) else {
      throw error("the quote is never closed", at: position)
    }
    defer { position = end + 1 }
    return String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
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
      if !take(",") {
        try expect(")")
        break
      }
    }
    return values
  }

  private mutating func wholeNumber() throws(FileError) -> Int {
    skipBlanks()
    let digits = bytes[position...].prefix { (0x30...0x39).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)) else {
      throw error("expected the extent of a dimension", at: position)
    }
    position += digits.count
    _ = take("L")
    return value
  }

  private mutating func take(_ text: String) -> Bool {
    skipBlanks()
    guard bytes[position...].starts(with: text.utf8) else { return false }
    position += text.utf8.count
    return true
  }

  private mutating func expect(_ text: String) throws(FileError) {
    if !take(text) { throw error("expected \(text)", at: position) }
  }

  private mutating func skipBlanks() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private func error(_ message: String, at offset: Int) -> FileError {
    FileError(file: file, place: .byte(offset), message)
  }
}
