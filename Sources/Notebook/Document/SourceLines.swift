/// The lines of a file as ranges of its bytes.
///
/// A line ends in LF, CR LF or CR, as in CommonMark. This works on bytes because in a `String` CR LF is one `Character`
/// that is not a line feed.
struct SourceLines: Equatable, Sendable {
  let bytes: [UInt8]
  /// The offset of each line's first byte, and at the end the number of bytes.
  private var starts: [Int]
  /// The offset of the end of each line's text.
  private var textEnds: [Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    (starts, textEnds) = Self.scan(bytes)
  }

  var count: Int { textEnds.count }

  /// The bytes of a line, its ending included. Lines count from 0.
  subscript(line: Int) -> Range<Int> { starts[line]..<starts[line + 1] }

  /// The bytes of several lines, their endings included.
  subscript(lines: Range<Int>) -> Range<Int> { starts[lines.lowerBound]..<starts[lines.upperBound] }

  /// The bytes of a line without its ending.
  func content(_ line: Int) -> ArraySlice<UInt8> { bytes[starts[line]..<textEnds[line]] }

  /// The text of a line without its ending and without a byte order mark.
  func text(_ line: Int) -> String {
    let content = content(line)
    let mark = line == 0 && content.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    return String(decoding: content.dropFirst(mark), as: UTF8.self)
  }

  /// The bytes that end a line; for a last line without any, those of the line before.
  func ending(_ line: Int) -> [UInt8] {
    let ending = bytes[textEnds[line]..<starts[line + 1]]
    if !ending.isEmpty { return Array(ending) }
    return line > 0 ? self.ending(line - 1) : [Self.lineFeed]
  }

  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func scan(_ bytes: [UInt8]) -> (starts: [Int], textEnds: [Int]) {
    bytes.withUnsafeBufferPointer { bytes in
      var starts = [0]
      var textEnds: [Int] = []
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        offset += 1
        guard byte == lineFeed || byte == carriageReturn else { continue }
        textEnds.append(offset - 1)
        if byte == carriageReturn, offset < bytes.count, bytes[offset] == lineFeed { offset += 1 }
        starts.append(offset)
      }
      if starts[starts.count - 1] < bytes.count {
        textEnds.append(bytes.count)
        starts.append(bytes.count)
      }
      return (starts, textEnds)
    }
  }
}
