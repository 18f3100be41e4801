import Renderers
import Views

/// Markdown as text for a terminal: wrapped, with roles instead of markup.
public enum ProseText {
  public static func styled(_ markdown: String, in room: TextWidth) -> StyledText {
    joined(lines(of: Markdown.blocks(of: markdown), in: room))
  }

  /// Text is never wrapped narrower than this.
  static let minimumWidth = 16

  static func lines(of blocks: [MarkdownBlock], in room: TextWidth, isTight: Bool = false) -> [StyledText] {
    var room = room
    room.width = max(room.width, minimumWidth)
    let parts = blocks.map { lines(of: $0, in: room) }.filter { !$0.isEmpty }
    return Array(parts.joined(separator: isTight ? [] : [""]))
  }

  private static func lines(of block: MarkdownBlock, in room: TextWidth) -> [StyledText] {
    switch block {
    case .heading(let level, let content): heading(content, level: level, in: room)
    case .paragraph(let content): paragraph(content, in: room)
    case .quote(let blocks): lines(of: blocks, in: room.narrowed(by: 2)).map { StyledText("│ ", .faint) + $0 }
    case .list(let first, let isTight, let items): list(items, first: first, isTight: isTight, in: room)
    case .code(_, let text): code(text)
    case .table(let table): TableText(table, in: room).lines
    case .rule: [StyledText(String(repeating: "─", count: room.width), .faint)]
    case .html(let text): html(text)
    }
  }

  private static func heading(_ content: [MarkdownInline], level: Int, in room: TextWidth) -> [StyledText] {
    let lines = LineWrapper.lines(of: InlineText.runs(of: content, role: .heading), in: room)
    guard level <= 2 else { return lines }
    let length = lines.map { room.columns(of: $0.plain) }.max() ?? 0
    return lines + [StyledText(String(repeating: level == 1 ? "═" : "─", count: length), .heading)]
  }

  /// A paragraph; display mathematics has its own lines, which are not wrapped.
  private static func paragraph(_ content: [MarkdownInline], in room: TextWidth) -> [StyledText] {
    var parts: [[StyledText]] = []
    var pending: [MarkdownInline] = []
    func flush() {
      let lines = LineWrapper.lines(of: InlineText.runs(of: pending), in: room)
      if lines.contains(where: { !$0.runs.isEmpty }) { parts.append(lines) }
      pending = []
    }
    for inline in content {
      if case .math(let tex, isDisplay: true) = inline {
        flush()
        parts.append(indented(MathText.unicode(tex), .emphasis))
      } else if !pending.isEmpty || inline != .softBreak {
        pending.append(inline)
      }
    }
    flush()
    return Array(parts.joined(separator: [""]))
  }

  private static func list(_ items: [[MarkdownBlock]], first: Int?, isTight: Bool, in room: TextWidth) -> [StyledText] {
    let markers = items.indices.map { index in first.map { "\($0 + index). " } ?? "• " }
    let indentation = markers.map(\.count).max() ?? 0
    let parts = zip(markers, items).map { marker, item in
      let lines = lines(of: item, in: room.narrowed(by: indentation), isTight: isTight)
      let blank = String(repeating: " ", count: indentation)
      let start = String(repeating: " ", count: indentation - marker.count) + marker
      return (lines.isEmpty ? [""] : lines).enumerated().map { offset, line in
        offset == 0 ? StyledText(start, .faint) + line : line.runs.isEmpty ? line : StyledText(blank) + line
      }
    }
    return Array(parts.joined(separator: isTight ? [] : [""]))
  }

  private static func code(_ text: String) -> [StyledText] {
    var text = text[...]
    if text.last?.isNewline == true { text.removeLast() }
    return indented(text, .code)
  }

  /// Comments are left out.
  private static func html(_ text: String) -> [StyledText] {
    trimmed(text).hasPrefix("<!--") ? [] : indented(withoutTrailingBlanks(text), .faint)
  }

  private static func indented(_ text: some StringProtocol, _ role: Role) -> [StyledText] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      line.isEmpty ? StyledText(runs: []) : StyledText("    ") + StyledText(String(line), role)
    }
  }

  private static func joined(_ lines: [StyledText]) -> StyledText {
    StyledText(runs: Array(lines.map(\.runs).joined(separator: [.init("\n")])))
  }
}

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

  /// A link, with its destination unless that is another lesson.
  private static func link(_ destination: String, _ text: [StyledText.Run]) -> [StyledText.Run] {
    let isOutside = MarkdownScan.isExternal(destination) && text.map(\.text).joined() != destination
    return isOutside ? text + [.init(" (\(destination))", .faint)] : text
  }

  /// Keeps a short formula on one line.
  private static let noBreakSpace = "\u{A0}"
}
