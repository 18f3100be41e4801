import Files

/// What precedes the data of a safetensors file: eight bytes with its length, and a JSON object with the type,
/// shape and place of each tensor.
///
/// - Source: the format's own description at the safetensors project, version 0.4 and later.
struct SafetensorsHeader {
  struct Entry: Equatable {
    var name: String
    var type: TensorType
    var shape: [Int]
    /// In the data.
    var range: Range<Int>
    /// The place of the entry in the file.
    var offset: Int
  }

  /// By place in the data.
  var entries: [Entry]
  var metadata: [String: String]
  var dataStart: Int

  /// The limit of the reference library.
  static let longest = 100_000_000

  init(_ bytes: [UInt8], file: String) throws(FileError) {
    let length = try Self.length(bytes, file)
    dataStart = 8 + length
    var scanner = ByteScanner(bytes[8..<dataStart], file: file)
    (entries, metadata) = try scanner.header()
    entries.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    try checkPlaces(dataCount: bytes.count - dataStart, file)
  }

  /// Compares the stated length with the file before anything of that size is allocated.
  private static func length(_ bytes: [UInt8], _ file: String) throws(FileError) -> Int {
    func error(_ message: String) -> FileError { FileError(file: file, place: .byte(0), message) }
    guard bytes.count >= 8 else {
      throw error("\(bytes.count) bytes: a safetensors file starts with eight that state the length of its header")
    }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(longest) else {
      throw error("states a header of \(length) bytes; the most read is \(longest)")
    }
    guard Int(length) <= bytes.count - 8 else {
      throw error(
        "states a header of \(length) bytes, and \(bytes.count - 8) follow: not a safetensors file, or cut off")
    }
    guard length > 0, bytes[8] == UInt8(ascii: "{") else {
      throw error("not a safetensors file: the header does not start with {")
    }
    return Int(length)
  }

  /// Each tensor starts at the end of the one before, and the last ends with the file.
  private func checkPlaces(dataCount: Int, _ file: String) throws(FileError) {
    var end = 0
    for (index, entry) in entries.enumerated() {
      func error(_ message: String) -> FileError {
        FileError(file: file, place: .byte(entry.offset), "tensor \(entry.name): \(message)")
      }
      if entry.range.lowerBound < end {
        throw error("starts at byte \(entry.range.lowerBound) of the data, inside \(entries[index - 1].name)")
      }
      if entry.range.lowerBound > end {
        throw error("starts at byte \(entry.range.lowerBound) of the data: those from \(end) on belong to no tensor")
      }
      if entry.range.upperBound > dataCount {
        throw error(
          "ends at byte \(entry.range.upperBound) of the data, and the file has \(dataCount): it was cut off")
      }
      end = entry.range.upperBound
    }
    guard end == dataCount else {
      throw FileError(
        file: file, place: .byte(dataStart + end), "\(dataCount - end) bytes after the last tensor belong to none")
    }
  }
}

/// The type of a tensor's elements.
struct TensorType: Equatable {
  /// In safetensors.
  var name: String
  /// `nil` for those that are not read, which have one byte: truth values and small floating-point numbers.
  var elements: ElementType?

  static let all =
    [
      ElementType(.floating, size: 8), ElementType(.floating, size: 4), ElementType(.floating, size: 2),
      ElementType(.brainFloat, size: 2), ElementType(.signed, size: 8), ElementType(.signed, size: 4),
      ElementType(.signed, size: 2), ElementType(.signed, size: 1), ElementType(.unsigned, size: 8),
      ElementType(.unsigned, size: 4), ElementType(.unsigned, size: 2), ElementType(.unsigned, size: 1),
    ].map { TensorType(name: $0.name, elements: $0) }
    + ["BOOL", "F8_E4M3", "F8_E5M2"].map { TensorType(name: $0) }
}
