/// How libedit writes an entry on one line of its history file: blanks and control characters as `\040` or `\^A`.
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

  static func entry(_ line: some Sequence<UInt8>) -> String {
    var bytes: [UInt8] = []
    var rest = line.makeIterator()
    while let byte = rest.next() {
      if byte != 0x5C {
        bytes.append(byte)
      } else if let escaped = decoded(&rest) {
        bytes.append(escaped)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What stands behind a `\`: three octal digits, `^A`, `M-a`, `M^A`, or the character itself.
  private static func decoded(_ rest: inout some IteratorProtocol<UInt8>) -> UInt8? {
    guard let first = rest.next() else { return nil }
    switch first {
    case 0x30...0x37:
      guard let second = rest.next(), let third = rest.next() else { return nil }
      return (first &- 0x30) << 6 | (second & 7) << 3 | third & 7
    case UInt8(ascii: "^"): return rest.next().map(control)
    case UInt8(ascii: "M"):
      guard let kind = rest.next(), let letter = rest.next() else { return nil }
      return 0x80 | (kind == UInt8(ascii: "^") ? control(letter) : letter)
    default: return first
    }
  }

  private static func control(_ letter: UInt8) -> UInt8 { letter == UInt8(ascii: "?") ? 0x7F : letter & 0x1F }
}
