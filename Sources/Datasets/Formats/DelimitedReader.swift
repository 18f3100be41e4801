import Files
import Interruption

/// The rows of a text with separators, one after the other.
///
/// Quoted fields may hold separators, line ends and doubled quotes (RFC 4180); lines end in LF, CR LF or CR; a
/// byte-order mark does not belong to the first field; empty lines are skipped.
struct DelimitedReader {
  struct Field {
    /// The bytes between the separators, or between the quotes.
    var range: Range<Int>
    var isQuoted: Bool
    var line: Int
    var lineStart: Int
  }

  let bytes: [UInt8]
  let file: String
  let separator: UInt8
  /// The fields of the row last read.
  private(set) var fields: [Field] = []
  private var position: Int
  private var line = 1
  private var rows = 0
  private var lineStart: Int

  private static let (lineFeed, carriageReturn, quote): (UInt8, UInt8, UInt8) = (0x0A, 0x0D, 0x22)

  init(_ bytes: [UInt8], file: String) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    self.bytes = bytes
    self.file = file
    self.separator = Self.separator(of: bytes[start...])
    position = start
    lineStart = start
  }

  /// A tab if the first line has one outside quotes, else a semicolon, else a comma: with semicolons, commas are
  /// decimal.
  private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
    var isQuoted = false
    var found: Set<UInt8> = []
    for byte in text {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == lineFeed || byte == carriageReturn {
        if found.isEmpty { continue }
        break
      }
      found.insert(byte)
    }
    return [UInt8(ascii: "\t"), UInt8(ascii: ";")].first(where: found.contains) ?? UInt8(ascii: ",")
  }

  /// Reports how far the text is read.
  /// - Throws: if the work is stopped.
  mutating func reportRow() throws(FileError) {
    rows += 1
    guard rows % 64 == 0 else { return }
    if Work.current.isStopped { throw FileError.stopped(file) }
    Work.current.report(Double(position) / Double(bytes.count))
  }

  /// Reads the next row into `fields`; false at the end.
  mutating func next() throws(FileError) -> Bool {
    skipEmptyLines()
    fields.removeAll(keepingCapacity: true)
    guard position < bytes.count else { return false }
    repeat { try readField() } while takeSeparator()
    skipLineEnd()
    return true
  }

  private mutating func skipEmptyLines() {
    while position < bytes.count, isLineEnd(bytes[position]) { skipLineEnd() }
  }

  private mutating func readField() throws(FileError) {
    if position < bytes.count, bytes[position] == Self.quote { return try readQuoted() }
    let start = position
    while position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) { position += 1 }
    fields.append(Field(range: start..<position, isQuoted: false, line: line, lineStart: lineStart))
  }

  private mutating func readQuoted() throws(FileError) {
    let start = position + 1
    var field = Field(range: start..<start, isQuoted: true, line: line, lineStart: lineStart)
    position = start
    while true {
      guard position < bytes.count else { throw error(field, "the quote is never closed") }
      if bytes[position] == Self.quote {
        guard position + 1 < bytes.count, bytes[position + 1] == Self.quote else { break }
        position += 2
      } else if isLineEnd(bytes[position]) {
        skipLineEnd()
      } else {
        position += 1
      }
    }
    field.range = start..<position
    position += 1
    fields.append(field)
    if position < bytes.count, bytes[position] != separator, !isLineEnd(bytes[position]) {
      throw error(field, "text follows the closing quote")
    }
  }

  private mutating func takeSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

  private mutating func skipLineEnd() {
    guard position < bytes.count else { return }
    let isPair = bytes[position...].starts(with: [Self.carriageReturn, Self.lineFeed])
    position += isPair ? 2 : 1
    line += 1
    lineStart = position
  }
}

extension DelimitedReader {
  /// The text of a field, doubled quotes made single.
  func text(_ field: Field) -> String {
    let raw = bytes[field.range]
    if !field.isQuoted { return String(decoding: NumberText.trim(raw), as: UTF8.self) }
    return String(decoding: raw, as: UTF8.self).replacing("\"\"", with: "\"")
  }

  /// Line and column of a field's first character, from 1.
  func place(_ field: Field) -> FileError.Place {
    let start = field.range.lowerBound - (field.isQuoted ? 1 : 0)
    let before = String(decoding: bytes[field.lineStart..<max(start, field.lineStart)], as: UTF8.self)
    return .line(field.line, column: before.count + 1)
  }

  func error(_ field: Field, _ message: String, hint: String? = nil) -> FileError {
    FileError(file: file, place: place(field), message, hint: hint)
  }
}
