import Views

/// Views as text without escapes: for pipes, logs, transcripts and tests.
public struct PlainTextRenderer: Sendable {
  public var style: RenderStyle

  public init(style: RenderStyle = RenderStyle()) { self.style = style }

  /// The lines of a view, without a break at the end.
  public func render(_ view: View) -> String {
    Layout(style: style).lines(of: view).map { $0.printed(unicode: style.unicode) }.joined(separator: "\n")
  }
}

extension StyledText {
  /// The plain text, in ASCII where the medium has nothing else.
  func printed(unicode: Bool) -> String { unicode ? plain : ASCIISpelling.text(plain) }
}
