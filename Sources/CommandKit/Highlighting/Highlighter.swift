import Language
import Views

/// A part of a text, in UTF-8 bytes, and what it is.
public struct SyntaxSpan: Equatable, Sendable {
  public var range: Range<Int>
  public var kind: SyntaxKind

  public init(_ range: Range<Int>, _ kind: SyntaxKind) {
    self.range = range
    self.kind = kind
  }
}

/// Finds what the parts of a text are, which may have several cells: for the input line and for pages.
///
/// Only tokens are looked at: most texts are incomplete while they are typed.
public struct Highlighter: Sendable {
  private let vocabulary: Vocabulary

  public init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The parts that are not plain, in their order.
  ///
  /// - Parameter cursor: in UTF-8 bytes. The word that ends there is not unknown while it may become a known one.
  public func spans(of text: String, cursor: Int? = nil) -> [SyntaxSpan] {
    SourceTokens.cells(of: text).flatMap { cell, offset in
      var scan = CellHighlighting(cell, vocabulary: vocabulary, cursor: cursor.map { $0 - offset })
      return scan.spans.map { SyntaxSpan($0.range.lowerBound + offset..<$0.range.upperBound + offset, $0.kind) }
    }
  }

  /// The bracket at the cursor, or else the one before it, and its partner; empty without both.
  public func matchingBrackets(in text: String, cursor: Int) -> [Range<Int>] {
    for (cell, offset) in SourceTokens.cells(of: text) where (0...cell.utf8.count).contains(cursor - offset) {
      var open: [Token] = []
      var pairs: [(Range<Int>, Range<Int>)] = []
      for token in SourceTokens.tokens(of: cell) {
        if token.isOpening { open.append(token) }
        if token.isClosing, let first = open.popLast(), first.opens(token) {
          pairs.append((first.bytes(after: offset), token.bytes(after: offset)))
        }
      }
      let pair =
        pairs.first { $0.0.lowerBound == cursor || $0.1.lowerBound == cursor }
        ?? pairs.first { $0.0.upperBound == cursor || $0.1.upperBound == cursor }
      return pair.map { [$0.0, $0.1] } ?? []
    }
    return []
  }
}

extension Token {
  var isOpening: Bool { kind == .openParenthesis || kind == .openBracket }
  var isClosing: Bool { kind == .closeParenthesis || kind == .closeBracket }

  func opens(_ other: Token) -> Bool { (kind == .openBracket) == (other.kind == .closeBracket) }

  func bytes(after offset: Int) -> Range<Int> { span.start + offset..<span.end + offset }
}
