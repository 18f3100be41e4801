import SessionCore

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
