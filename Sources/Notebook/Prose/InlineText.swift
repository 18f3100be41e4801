import Views

/// Running text as runs with roles.
enum InlineText {
  static func runs(of content: [MarkdownInline], role: Role = .plain) -> [StyledText.Run] {
    content.flatMap { runs(of: $0, role: role) }
  }

  private static func runs(of inline: MarkdownInline, role: Role) -> [StyledText.Run] {
    switch inline {
    case .text(let text): [.init(text, role)]
    case .code(let text): [.init(text, .code)]
    case .emphasis(let content), .strong(let content): runs(of: content, role: .emphasis)
    case .link(let destination, let content): link(destination, runs(of: content, role: .name))
    case .image(let destination, let content):
      [.init("[picture: ", .faint)] + runs(of: content, role: role) + [.init(" \(destination)]", .faint)]
    case .math(let tex, _): [.init(MathText.unicode(tex).replacing(" ", with: noBreakSpace), role)]
    case .softBreak: [.init(" ", role)]
    case .lineBreak: [.init("\n", role)]
    case .html(let text): text.hasPrefix("<!--") ? [] : [.init(text, .faint)]
    }
  }

  /// A link with where it goes, but for one within the lessons.
  private static func link(_ destination: String, _ text: [StyledText.Run]) -> [StyledText.Run] {
    let isOutside = MarkdownScan.isExternal(destination) && text.map(\.text).joined() != destination
    return isOutside ? text + [.init(" (\(destination))", .faint)] : text
  }

  /// Keeps a short formula on one line.
  private static let noBreakSpace = "\u{A0}"
}
