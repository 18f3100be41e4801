import Files
import Language
import SessionCore

/// How the words of a command's arguments are told apart.
enum ArgumentWord {
  /// The word at an offset, to the next blank; blanks inside quotes or brackets belong to it.
  static func span(in bytes: [UInt8], from start: Int, stopsAtAssign: Bool = false) -> SourceSpan {
    var end = start
    var depth = 0
    var inText = false
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") { inText.toggle() }
      if !inText {
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth -= 1 }
        if depth <= 0 && (byte == 0x20 || byte == 0x09) { break }
        if stopsAtAssign && byte == UInt8(ascii: "=") { break }
      }
      end += 1
    }
    return SourceSpan(start, end)
  }

  /// Without the quotes around it.
  static func unquoted(_ text: String) -> String {
    text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  /// A path without its quotes, in the home folder where it begins with `~/`.
  static func path(_ text: String, home: String?) -> String {
    FilePath.expanded(unquoted(text), home: home)
  }
}
