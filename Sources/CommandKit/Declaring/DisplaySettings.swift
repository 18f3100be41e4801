import SessionCore
import Views

/// How the user wants to see results.
///
/// They belong to the user, not to the session: `undo`, lessons and transcripts ignore them.
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

/// How a terminal shows pictures.
public enum Graphics: String, CaseIterable, Sendable {
  case auto, kitty, sixel, iterm, blocks, ascii

  public var meaning: String {
    switch self {
    case .auto: "pixels if the terminal takes them, else blocks"
    case .kitty: "pixels as kitty, Ghostty and Konsole take them"
    case .sixel: "pixels as xterm, foot and mlterm take them"
    case .iterm: "pixels as iTerm2, WezTerm and mintty take them"
    case .blocks: "half blocks and dots, on every terminal"
    case .ascii: "plain characters"
    }
  }
}
