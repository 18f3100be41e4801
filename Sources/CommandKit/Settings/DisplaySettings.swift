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
}
