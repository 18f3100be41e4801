import Files

/// Reads the pieces of JSON that a safetensors header is made of, each with the byte of what is wrong.
///
/// Not Foundation's decoder: that tells no byte, takes the last of two equal keys in silence, and reads a large header
/// to its end before anything can be refused.
struct JSONScanner {
  private let bytes: ArraySlice<UInt8>
  private let file: String
  private var position: Int

  init(bytes: ArraySlice<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
    position = bytes.startIndex
  }

  /// The offset of what comes next.
  var next: Int {
    mutating get {
      while position < bytes.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
      return position
    }
  }

  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    let start = next
    guard start < bytes.endIndex, bytes[start] == UInt8(ascii: mark) else { return false }
    position = start + 1
    return true
  }

  mutating func expect(_ mark: Unicode.Scalar) throws(FileError) {
    if !take(mark) { throw error("the header is no JSON: expected \(mark)", at: position) }
  }

  mutating func expectEnd() throws(FileError) {
    if next < bytes.endIndex { throw error("the header goes on behind its last }", at: position) }
  }

  /// `[2, 3]`.
  mutating func wholeNumbers() throws(FileError) -> [Int] {
    var numbers: [Int] = []
    try expect("[")
    if take("]") { return numbers }
    repeat { numbers.append(try wholeNumber()) } while take(",")
    try expect("]")
    return numbers
  }

  private mutating func wholeNumber() throws(FileError) -> Int {
    let digits = bytes[next...].prefix { (0x30...0x39).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw error("expected a whole number from 0 to 9,223,372,036,854,775,807", at: position)
    }
    position += digits.count
    return number
  }

  mutating func string() throws(FileError) -> String {
    try expect("\"")
    let start = position
    var text: [UInt8] = []
    while position < bytes.endIndex, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      position += 1
      guard byte >= 0x20 else { throw error("a control character in a string", at: position - 1) }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &text)
      } else {
        text.append(byte)
      }
    }
    guard position < bytes.endIndex else { throw error("the quote is never closed", at: start - 1) }
    position += 1
    guard let string = String(validating: text, as: UTF8.self) else { throw error("no valid UTF-8", at: start) }
    return string
  }

  /// The rest of an escape, behind its backslash.
  private mutating func escape(into text: inout [UInt8]) throws(FileError) {
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
      UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
    ]
    let start = position
    guard position < bytes.endIndex else { throw error("the header ends in a string", at: start) }
    let letter = bytes[position]
    position += 1
    if let byte = simple[letter] { return text.append(byte) }
    guard letter == UInt8(ascii: "u") else { throw error("unknown escape in a string", at: start) }
    var units = [try codeUnit()]
    if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: Array("\\u".utf8)) {
      position += 2
      units.append(try codeUnit())
    }
    guard let character = String(validating: units, as: UTF16.self) else {
      throw error("half a character in a string", at: start)
    }
    text += Array(character.utf8)
  }

  private mutating func codeUnit() throws(FileError) -> UInt16 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("expected four hexadecimal digits", at: position) }
    position += 4
    return unit
  }

  func error(_ message: String, at offset: Int) -> FileError { FileError(file: file, place: .byte(offset), message) }
}
