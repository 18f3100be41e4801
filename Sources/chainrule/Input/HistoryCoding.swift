/// An entry on one line of libedit's history file: blanks and control characters are written `\040` or `\^A`.
enum HistoryCoding {
  static let header = "_HiStOrY_V2_"

  static func line(_ entry: String) -> [UInt8] {
    entry.utf8.flatMap { byte -> [UInt8] in
      switch byte {
      case 0x5C: [0x5C, 0x5C]
      case ...0x20, 0x7F: [0x5C, byte >> 6, byte >> 3 & 7, byte & 7].enumerated().map { $0 == 0 ? $1 : $1 + 0x30 }
      default: [byte]
      }
    }
  }

  static func entry(_ line: ArraySlice<UInt8>) -> String {
    line.withUnsafeBufferPointer { line in
      String(unsafeUninitializedCapacity: line.count) { bytes in
        var (count, index) = (0, 0)
        while index < line.count {
          let (byte, length) = line[index] == backslash ? escaped(line[(index + 1)...]) : (line[index], 1)
          index += length
          guard let byte else { continue }
          bytes[count] = byte
          count += 1
        }
        return count
      }
    }
  }

  /// The byte written after a `\` as three octal digits, `^A`, `M-a`, `M^A`, or itself; and the length of the escape.
  private static func escaped(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> (byte: UInt8?, length: Int) {
    let start = rest.startIndex
    guard let first = rest.first else { return (nil, 1) }
    switch first {
    case 0x30...0x37:
      guard rest.count > 2 else { return (nil, 1 + rest.count) }
      return ((first &- 0x30) << 6 | (rest[start + 1] & 7) << 3 | rest[start + 2] & 7, 4)
    case UInt8(ascii: "^"):
      guard rest.count > 1 else { return (nil, 2) }
      return (control(rest[start + 1]), 3)
    case UInt8(ascii: "M"):
      guard rest.count > 2 else { return (nil, 1 + rest.count) }
      let letter = rest[start + 2]
      return (0x80 | (rest[start + 1] == UInt8(ascii: "^") ? control(letter) : letter), 4)
    default: return (first, 2)
    }
  }

  private static let backslash = UInt8(ascii: "\\")

  private static func control(_ letter: UInt8) -> UInt8 { letter == UInt8(ascii: "?") ? 0x7F : letter & 0x1F }
}
