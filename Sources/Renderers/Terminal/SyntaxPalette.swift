import Views

/// The colours of code that is typed. Each is one of the sixteen colours, which follow the reader's theme, so it can be
/// read on a dark and on a light background; what is unknown is underlined as well.
public struct SyntaxPalette: Equatable, Sendable {
  private var starts: [SyntaxKind: String] = [:]

  /// No colours.
  public static let plain = SyntaxPalette()

  private init() {}

  public init(_ style: RenderStyle) {
    guard style.colour != .none else { return }
    for kind in SyntaxKind.allCases {
      let codes = Self.codes(kind, style)
      if !codes.isEmpty { starts[kind] = "\u{1B}[" + codes.joined(separator: ";") + "m" }
    }
  }

  /// A text with its colour, which is off at its end.
  public func coloured(_ text: String, _ kind: SyntaxKind) -> String {
    guard let start = starts[kind], !text.isEmpty else { return text }
    return start + text + "\u{1B}[0m"
  }

  private static func codes(_ kind: SyntaxKind, _ style: RenderStyle) -> [String] {
    let background = style.background
    func role(_ role: Role) -> [String] { ANSIColours(style: style).codes(.role(role)) }
    func colour(dark: Int, light: Int, unknown: Int) -> [String] {
      let entry = background.choose(dark: dark, light: light, unknown: unknown)
      return ["\(entry < 8 ? 30 + entry : 82 + entry)"]
    }
    switch kind {
    case .plain, .name: return []
    case .command: return ["1"] + role(.name)
    case .argument: return role(.name)
    case .function: return colour(dark: 12, light: 4, unknown: 12)
    case .quantity: return colour(dark: 13, light: 5, unknown: 5)
    case .number: return colour(dark: 3, light: 1, unknown: 1)
    case .text: return colour(dark: 2, light: 2, unknown: 2)
    case .sign: return colour(dark: 6, light: 4, unknown: 12)
    case .comment, .suggestion: return role(.faint)
    case .unknown: return ["4"] + role(.warning)
    case .matchingBracket: return ["7"]
    }
  }
}
