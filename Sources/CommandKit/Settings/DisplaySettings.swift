import Renderers
import SessionCore
import Views

/// How the person wants to see results.
///
/// They belong to the person, not to the session: `undo`, lessons and transcripts know nothing of them.
public struct DisplaySettings: Equatable, Sendable {
  public enum Pager: String, CaseIterable, Sendable { case auto, on, off }

  /// Columns; `nil` for those of the terminal.
  public var width: Int?
  public var amount = DisplayAmount.short
  public var notation = NumberFormat.Notation.auto
  /// `nil` for what the terminal says of itself.
  public var background: Background?
  public var graphics = Graphics.blocks
  public var pager = Pager.auto

  public init() {}

  /// A style of the terminal with these wishes on top.
  public func applied(to style: RenderStyle) -> RenderStyle {
    var style = style
    style.width = width ?? style.width
    style.amount = amount
    style.format.notation = notation
    style.background = background ?? style.background
    return style
  }
}
