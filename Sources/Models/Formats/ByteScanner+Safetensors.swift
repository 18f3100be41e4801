import Files

/// The JSON of a safetensors header: exactly its grammar, so that nothing nests.
extension ByteScanner {
  mutating func header() throws(FileError) -> ([SafetensorsHeader.Entry], [String: String]) {
    var (entries, metadata): ([SafetensorsHeader.Entry], [String: String]) = ([], [:])
    var names: Set<String> = []
    try object { scanner, name, offset throws(FileError) in
      if let reason = FileError.refusal(ofName: name) { throw scanner.error(reason, at: offset) }
      guard names.insert(name).inserted else { throw scanner.error("the name \(name) occurs twice", at: offset) }
      if name == "__metadata__" {
        metadata = try scanner.strings()
      } else {
        entries.append(try scanner.entry(name, offset))
      }
    }
    if skipBlanks() < bytes.endIndex { throw error("the header has more after its last }", at: position) }
    return (entries, metadata)
  }

  /// Reads an object; `member` reads the value after each key.
  private mutating func object(
    _ member: (inout ByteScanner, _ key: String, _ offset: Int) throws(FileError) -> Void
  ) throws(FileError) {
    try expect("{")
    if take("}") { return }
    repeat {
      let offset = skipBlanks()
      let key = try string()
      try expect(":")
      try member(&self, key, offset)
    } while take(",")
    try expect("}")
  }

  /// An object whose values are strings.
  private mutating func strings() throws(FileError) -> [String: String] {
    var result: [String: String] = [:]
    try object { scanner, key, offset throws(FileError) in
      guard result.updateValue(try scanner.string(), forKey: key) == nil else {
        throw scanner.error("the key \(key) occurs twice", at: offset)
      }
    }
    return result
  }

  /// `{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}`, its keys in any order.
  private mutating func entry(_ name: String, _ offset: Int) throws(FileError) -> SafetensorsHeader.Entry {
    var (type, shape, place): (TensorType?, [Int]?, [Int]?)
    try object { scanner, key, start throws(FileError) in
      switch key {
      case "dtype" where type == nil: type = try scanner.type(of: name)
      case "shape" where shape == nil: shape = try scanner.wholeNumbers()
      case "data_offsets" where place == nil: place = try scanner.wholeNumbers()
      default: throw scanner.error("tensor \(name): the key \(key) is unknown or occurs twice", at: start)
      }
    }
    guard let type, let shape, let place else {
      throw error("tensor \(name): dtype, shape or data_offsets is missing", at: offset)
    }
    guard place.count == 2, place[0] <= place[1] else {
      throw error("tensor \(name): data_offsets \(place) are not a range", at: offset)
    }
    guard let needed = ([type.elements?.size ?? 1] + shape).product else {
      throw error("tensor \(name): \(type.name) \(shape) has more elements than can be counted", at: offset)
    }
    guard needed == place[1] - place[0] else {
      throw error(
        "tensor \(name): \(type.name) \(shape) needs \(needed) bytes, its data_offsets hold \(place[1] - place[0])",
        at: offset)
    }
    return SafetensorsHeader.Entry(name: name, type: type, shape: shape, range: place[0]..<place[1], offset: offset)
  }

  private mutating func type(of name: String) throws(FileError) -> TensorType {
    let offset = skipBlanks()
    let word = try string()
    guard let type = TensorType.all.first(where: { $0.name == word }) else {
      throw error("tensor \(name): the type \(word) is unknown", at: offset)
    }
    return type
  }

  /// `[2, 3]`.
  private mutating func wholeNumbers() throws(FileError) -> [Int] {
    var numbers: [Int] = []
    try expect("[")
    if take("]") { return numbers }
    repeat { numbers.append(try wholeNumber()) } while take(",")
    try expect("]")
    return numbers
  }

  private mutating func string() throws(FileError) -> String {
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
    guard let string = String(validating: text, as: UTF8.self) else { throw error("invalid UTF-8", at: start) }
    return string
  }

  /// The rest of an escape, after its backslash.
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
}
