import Renderers
import Views

/// A Markdown table in columns; cells are wrapped if the table is too wide.
struct TableText {
  private let alignments: [MarkdownTable.Alignment]
  private let rows: [[[StyledText]]]
  private let widths: [Int]
  private let room: TextWidth

  init(_ table: MarkdownTable, in room: TextWidth) {
    let header = table.header.map { InlineText.runs(of: $0, role: .emphasis) }
    let body = table.rows.map { row in row.map { InlineText.runs(of: $0) } }
    let cells = [header] + body
    let natural = table.alignments.indices.map { column in
      cells.map { column < $0.count ? room.columns(of: $0[column].map(\.text).joined()) : 0 }.max() ?? 0
    }
    let widths = Self.fitted(natural, into: room.width - 2 * max(0, natural.count - 1))
    alignments = table.alignments
    self.widths = widths
    self.room = room
    rows = cells.map { row in
      widths.indices.map { column in
        let room = TextWidth(width: widths[column], unicode: room.unicode)
        return column < row.count ? LineWrapper.lines(of: row[column], in: room) : [""]
      }
    }
  }

  var lines: [StyledText] {
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let body = rows.dropFirst().flatMap(lines(of:))
    return (rows.first.map(lines(of:)) ?? []) + [StyledText(rule, .faint)] + body
  }

  /// Takes from the widest column until all fit.
  private static func fitted(_ widths: [Int], into total: Int) -> [Int] {
    var widths = widths
    let minimum = 6
    while widths.reduce(0, +) > total, let widest = widths.max(), widest > minimum,
      let index = widths.firstIndex(of: widest)
    {
      widths[index] -= 1
    }
    return widths
  }

  private func lines(of row: [[StyledText]]) -> [StyledText] {
    let height = row.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let cells = row.indices.map { column in
        aligned(line < row[column].count ? row[column][line] : "", column: column)
      }
      let runs = Array(cells.map(\.runs).joined(separator: [.init("  ")]))
      return StyledText(runs: runs).withoutBlankEnd
    }
  }

  private func aligned(_ text: StyledText, column: Int) -> StyledText {
    let missing = max(0, widths[column] - room.columns(of: text.plain))
    let before =
      switch alignments[column] {
      case .left: 0
      case .center: missing / 2
      case .right: missing
      }
    func blanks(_ count: Int) -> StyledText {
      count == 0 ? StyledText(runs: []) : StyledText(String(repeating: " ", count: count))
    }
    return blanks(before) + text + blanks(missing - before)
  }
}

extension StyledText {
  /// Without plain blanks at the end.
  fileprivate var withoutBlankEnd: StyledText {
    var copy = self
    while let last = copy.runs.last, last.role == .plain, withoutTrailingBlanks(last.text).isEmpty {
      copy.runs.removeLast()
    }
    if let last = copy.runs.indices.last { copy.runs[last].text = withoutTrailingBlanks(copy.runs[last].text) }
    return copy
  }
}
