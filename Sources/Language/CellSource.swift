/// The text of a cell, prepared for reading: comments and line continuations are blanks, all else keeps its place.
public struct CellSource: Equatable, Sendable {
  /// As many bytes as were typed: comments, `\` at the end of a line and the final `;` are blanks.
  public let code: String
  /// Whether a final `;` asks not to show the result.
  public let isMuted: Bool
  /// Whether a bracket is open at the end, or the last line ends in `\`.
  public let isOpen: Bool
  /// How many brackets are open at the end; negative if more are closed.
  public let depth: Int

  public init(_ source: String) {
    var scan = Scan(bytes: Array(source.utf8))
    scan.run()
    depth = scan.depth
    isOpen = scan.depth > 0 || scan.endsInContinuation
    isMuted = scan.removeFinalSemicolon()
    code = String(decoding: scan.bytes, as: UTF8.self)
  }

  public var isBlank: Bool { code.allSatisfy(\.isWhitespace) }

  private struct Scan {
    var bytes: [UInt8]
    var depth = 0
    var endsInContinuation = false

    mutating func run() {
      var inText = false
      var inComment = false
      for i in bytes.indices {
        let byte = bytes[i]
        let isNewline = byte == 0x0A || byte == 0x0D
        if isNewline {
          inComment = false
          inText = false
          bytes[i] = 0x20
        } else if inComment {
          bytes[i] = 0x20
        } else if byte == UInt8(ascii: "\"") {
          inText.toggle()
        } else if !inText {
          inComment = byte == UInt8(ascii: "#")
          if inComment { bytes[i] = 0x20 }
          if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
          if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth -= 1 }
          if byte == UInt8(ascii: "\\") { blankContinuation(at: i) }
        }
      }
    }

    private mutating func blankContinuation(at index: Int) {
      let rest = bytes[(index + 1)...].prefix { $0 != 0x0A && $0 != 0x0D }
      guard rest.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return }
      bytes[index] = 0x20
      if rest.endIndex == bytes.endIndex { endsInContinuation = true }
    }

    mutating func removeFinalSemicolon() -> Bool {
      guard let last = bytes.lastIndex(where: { $0 != 0x20 && $0 != 0x09 }), bytes[last] == UInt8(ascii: ";") else {
        return false
      }
      bytes[last] = 0x20
      return true
    }
  }
}
