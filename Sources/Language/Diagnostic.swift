/// A place in the text of a cell: offsets in UTF-8 bytes.
public struct SourceSpan: Hashable, Sendable {
  public var start: Int
  public var end: Int

  public init(_ start: Int, _ end: Int) {
    precondition(start <= end)
    self.start = start
    self.end = end
  }

  /// The smallest span that holds both.
  public func joined(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}

extension SourceSpan {
  /// The text with other words at this place, as a line to type.
  public func line(in text: String, replacedBy words: String) -> String {
    let bytes = Array(text.utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let line = part(0..<start) + words + part(end..<bytes.count)
    return String(line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// What is wrong in a cell that the user typed, with its place and, if known, what to do.
public struct Diagnostic: Error, Equatable, Sendable {
  public var message: String
  public var span: SourceSpan
  public var hint: String?

  public init(_ message: String, at span: SourceSpan, hint: String? = nil) {
    self.message = message
    self.span = span
    self.hint = hint
  }

  /// The same error in a longer text, in which its own starts at an offset.
  public func moved(by offset: Int) -> Diagnostic {
    var copy = self
    copy.span = SourceSpan(span.start + offset, span.end + offset)
    return copy
  }
}

/// A line of a text and a column in it, both counted from 1; columns count characters.
public struct SourceLocation: Equatable, Sendable {
  public var line: Int
  public var column: Int
  /// The number of characters that the span covers on this line, at least 1.
  public var length: Int
  /// The text of the line.
  public var text: String
}

extension Diagnostic {
  /// Where the span starts in `source`.
  public func location(in source: String) -> SourceLocation {
    let bytes = Array(source.utf8)
    let start = min(span.start, bytes.count)
    let lineStart = (bytes[..<start].lastIndex(of: 0x0A) ?? -1) + 1
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    func characters(_ range: Range<Int>) -> Int { String(decoding: bytes[range], as: UTF8.self).count }
    var text = String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self)
    if text.last == "\r" { text.removeLast() }
    return SourceLocation(
      line: bytes[..<start].count { $0 == 0x0A } + 1,
      column: characters(lineStart..<start) + 1,
      length: max(1, characters(start..<max(start, min(span.end, lineEnd)))),
      text: text)
  }
}
