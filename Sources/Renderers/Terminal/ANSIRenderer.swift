import Views

/// Views for a terminal: the layout of `PlainTextRenderer`, coloured by the roles of its pieces.
///
/// With `ColourDepth.none` it prints what `PlainTextRenderer` prints. No line leaves a colour switched on.
public struct ANSIRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle) { self.style = style }
  public init(style: RenderStyle) { self.init(style) }

  /// The lines joined by line feeds, without one at the end.
  public func render(_ view: View) -> String {
    Layout(style: style).lines(view).map(render).joined(separator: "\n")
  }

  private func render(_ line: Line) -> String {
    line.spans.map(render).joined()
  }

  private func render(_ span: Span) -> String {
    let codes = ANSIColours(style: style).codes(span.ink)
    guard style.colour != .none, !span.text.isEmpty, !codes.isEmpty else { return span.text }
    return "\u{1B}[" + codes.joined(separator: ";") + "m" + span.text + "\u{1B}[0m"
  }
}
