import Views

/// Views as text with colours: the same lines as plain text, each piece coloured by its role.
public struct ANSIRenderer: Sendable {
  public var style: RenderStyle

  public init(style: RenderStyle) { self.style = style }

  public func render(_ view: View) -> String {
    Layout(style: style).lines(of: view).map { line in
      line.runs.map { run in
        let text = StyledText(run.text).printed(unicode: style.unicode)
        guard style.colour > .none, let code = Self.code(run.role), !text.isEmpty else { return text }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
      }.joined()
    }.joined(separator: "\n")
  }

  /// Attributes and the 16 colours only: they follow the person's own theme, on light and dark backgrounds.
  private static func code(_ role: Role) -> String? {
    switch role {
    case .plain, .number: nil
    case .heading, .emphasis: "1"
    case .name: "36"
    case .code: "35"
    case .good: "32"
    case .bad: "1;31"
    case .warning: "33"
    case .faint: "2"
    }
  }
}
