import Views

/// Views as plain text: no colours, no escapes. For pipes, transcripts, tests and terminals without colour.
public struct PlainTextRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle = RenderStyle()) { self.style = style }
  public init(style: RenderStyle) { self.init(style) }

  /// The lines joined by line feeds, without one at the end.
  public func render(_ view: View) -> String {
    var style = style
    style.colour = .none
    return Layout(style: style).lines(view).map(\.plain).joined(separator: "\n")
  }
}
