import Files

/// What stands before the data of a safetensors file: eight bytes with its length, and a JSON object with the type,
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
    /// Where the entry stands in the file.
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
    var parser = SafetensorsParser(bytes: bytes[8..<dataStart], file: file)
    (entries, metadata) = try parser.header()
    entries.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    try checkPlaces(dataCount: bytes.count - dataStart, file)
  }

  /// The stated length is compared with what is there before anything of that size is made.
  private static func length(_ bytes: [UInt8], _ file: String) throws(FileError) -> Int {
    func error(_ message: String) -> FileError { FileError(file: file, place: .byte(0), message) }
    guard bytes.count >= 8 else {
      throw error("\(bytes.count) bytes: a safetensors file begins with eight that state the length of its header")
    }
    let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(longest) else {
      throw error("states a header of \(length) bytes; the most read is \(longest)")
    }
    guard Int(length) <= bytes.count - 8 else {
      throw error("states a header of \(length) bytes, and \(bytes.count - 8) follow: no safetensors file, or cut off")
    }
    guard length > 0, bytes[8] == UInt8(ascii: "{") else {
      throw error("no safetensors file: the header does not begin with {")
    }
    return Int(length)
  }

  /// Each tensor begins where the one before ends, and the last ends with the file.
  private func checkPlaces(dataCount: Int, _ file: String) throws(FileError) {
    var end = 0
    for (index, entry) in entries.enumerated() {
      func error(_ message: String) -> FileError {
        FileError(file: file, place: .byte(entry.offset), "tensor \(entry.name): \(message)")
      }
      if entry.range.lowerBound < end {
        throw error("begins at byte \(entry.range.lowerBound) of the data, inside \(entries[index - 1].name)")
      }
      if entry.range.lowerBound > end {
        throw error("begins at byte \(entry.range.lowerBound) of the data: those from \(end) on belong to no tensor")
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
