import Language

/// A place in the arguments of a cell, and the words from there on.
struct ArgumentCursor {
  let code: String
  private let bytes: [UInt8]
  var offset: Int

  init(_ code: String, at offset: Int) {
    self.code = code
    self.offset = offset
    bytes = Array(code.utf8)
  }

  var isAtEnd: Bool { offset >= bytes.count }
  var end: Int { bytes.count }

  func text(_ span: SourceSpan) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

  mutating func skipBlanks() { offset = afterBlanks(offset) }

  /// Moves over the blanks, and perhaps a `=`, between a name and its value.
  mutating func skipAssign() { offset = afterAssign(offset) }

  func isBlank(at offset: Int) -> Bool { bytes[offset] == 0x20 || bytes[offset] == 0x09 }

  /// The last word of the text, which is empty after a blank.
  var lastWord: String {
    var start = offset
    while word(from: start).end < bytes.count { start = word(from: start).end + 1 }
    return text(SourceSpan(start, bytes.count))
  }

  /// The next words, up to the named arguments that end the line.
  func words(before named: [Parameter]) -> SourceSpan {
    var end = word().end
    while true {
      let next = afterBlanks(end)
      if endsInNames(named, from: next) { return SourceSpan(offset, end) }
      end = word(from: next).end
    }
  }

  /// Whether the line from the cursor or an offset on is nothing but named arguments.
  func endsInNames(_ named: [Parameter], from offset: Int? = nil) -> Bool {
    let start = offset ?? self.offset
    if start >= bytes.count { return true }
    let name = word(from: start, stopsAtAssign: true)
    guard let parameter = named.first(where: { $0.name == text(name) }) else { return false }
    if parameter.takesWords { return true }
    let end = parameter.isFlag ? name.end : word(from: afterAssign(name.end)).end
    return endsInNames(named.filter { $0.name != parameter.name }, from: afterBlanks(end))
  }

  private func afterAssign(_ start: Int) -> Int {
    let next = afterBlanks(start)
    return next < bytes.count && bytes[next] == UInt8(ascii: "=") ? afterBlanks(next + 1) : next
  }

  private func afterBlanks(_ start: Int) -> Int { bytes[start...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? end }

  /// The next word, from the cursor or an offset up to a blank that is not in quotes or brackets.
  func word(from offset: Int? = nil, stopsAtAssign: Bool = false) -> SourceSpan {
    let start = offset ?? self.offset
    var end = start
    var depth = 0
    var isQuoted = false
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted {
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth -= 1 }
        if depth <= 0 && isBlank(at: end) { break }
        if stopsAtAssign && byte == UInt8(ascii: "=") { break }
      }
      end += 1
    }
    return SourceSpan(start, end)
  }

  /// From a word to the end of a list of numbers with commas: `2, 3, 1`.
  func list(from word: SourceSpan) -> SourceSpan {
    var end = word.end
    while end > word.start, end < bytes.count, text(SourceSpan(word.start, end)).contains(",") {
      let next = self.word(from: afterBlanks(end))
      let isNumber = bytes[next.start..<next.end].allSatisfy { $0 == UInt8(ascii: ",") || 0x30...0x39 ~= $0 }
      guard isNumber, next.end > next.start else { break }
      end = next.end
    }
    return SourceSpan(word.start, end)
  }
}
