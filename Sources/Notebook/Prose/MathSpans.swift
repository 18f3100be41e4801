/// The mathematics of a Markdown text, removed before cmark reads it, which would interpret `\,` and `_`.
///
/// Each span is replaced with its number between two private-use characters. A `$` opens a span unless a blank follows,
/// and closes it unless a blank comes before or a digit follows, so prices are not mathematics. `$$` is display
/// mathematics and may span lines. Code spans and `\$` are left alone.
struct MathSpans: Equatable, Sendable {
  struct Span: Equatable, Sendable {
    var tex: String
    var isDisplay: Bool

    var source: String { isDisplay ? "$$\(tex)$$" : "$\(tex)$" }
  }

  private(set) var text = ""
  private(set) var spans: [Span] = []

  static let open: Character = "\u{F0000}"
  static let close: Character = "\u{F0001}"

  init(_ source: String) {
    var rest = source[...]
    while let special = rest.firstIndex(where: { $0 == "$" || $0 == "`" || $0 == "\\" }) {
      text += rest[..<special]
      rest = rest[special...]
      rest = rest.dropFirst(take(rest))
    }
    text += rest
  }

  /// Handles the construct at the start and returns its number of characters.
  private mutating func take(_ rest: Substring) -> Int {
    switch rest.first {
    case "\\": return keep(rest.prefix(2))
    case "`": return keep(Self.codeSpan(rest))
    default: break
    }
    let isDisplay = rest.hasPrefix("$$")
    guard let tex = isDisplay ? Self.display(rest) : Self.inline(rest) else {
      return keep(rest.prefix(isDisplay ? 2 : 1))
    }
    text += "\(Self.open)\(spans.count)\(Self.close)"
    spans.append(Span(tex: String(tex), isDisplay: isDisplay))
    return tex.count + (isDisplay ? 4 : 2)
  }

  private mutating func keep(_ part: Substring) -> Int {
    text += part
    return part.count
  }

  /// From an opening run of backticks to the closing one of the same length; only the run if nothing closes it.
  private static func codeSpan(_ rest: Substring) -> Substring {
    let run = rest.prefix { $0 == "`" }
    var position = run.endIndex
    while let tick = rest[position...].firstIndex(of: "`") {
      let other = rest[tick...].prefix { $0 == "`" }
      if other.count == run.count { return rest[..<other.endIndex] }
      position = other.endIndex
    }
    return run
  }

  private static func display(_ rest: Substring) -> Substring? {
    let body = rest.dropFirst(2)
    guard let end = body.firstRange(of: "$$"), end.lowerBound > body.startIndex else { return nil }
    return body[..<end.lowerBound]
  }

  /// Ends at the end of the paragraph at the latest.
  private static func inline(_ rest: Substring) -> Substring? {
    let body = rest.dropFirst()
    guard let first = body.first, !first.isWhitespace else { return nil }
    var previous: Character = " "
    for index in body.indices {
      let character = body[index]
      if character == "$", previous != "\\" {
        let next = body[body.index(after: index)...].first
        if previous.isWhitespace || next?.isNumber == true { return nil }
        return body[..<index]
      }
      if character.isNewline, previous.isNewline { return nil }
      previous = character
    }
    return nil
  }

  /// The text with its spans as `$…$` again.
  func restored(_ text: String) -> String {
    pieces(text).map { piece in
      switch piece {
      case .text(let text): text
      case .span(let span): span.source
      }
    }.joined()
  }

  enum Piece { case text(String), span(Span) }

  /// The text split at its spans.
  func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: Self.open), let end = rest[start...].firstIndex(of: Self.close) {
      if start > rest.startIndex { pieces.append(.text(String(rest[..<start]))) }
      if let number = Int(rest[rest.index(after: start)..<end]), spans.indices.contains(number) {
        pieces.append(.span(spans[number]))
      }
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}
