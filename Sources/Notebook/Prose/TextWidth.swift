import Renderers

/// The room that running text has on the medium.
public struct TextWidth: Sendable {
  public var width: Int
  /// Whether the medium shows more than ASCII: its spelling of a sign may be longer.
  public var unicode: Bool

  public init(width: Int, unicode: Bool = true) {
    self.width = width
    self.unicode = unicode
  }

  public init(_ style: RenderStyle) { self.init(width: style.width, unicode: style.unicode) }

  func narrowed(by columns: Int) -> TextWidth { TextWidth(width: width - columns, unicode: unicode) }

  /// How many columns a text takes.
  func columns(of text: String) -> Int {
    unicode ? text.displayWidth : RenderStyle(unicode: false).clean(text).displayWidth
  }
}
