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
