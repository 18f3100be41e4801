import CommandKit
import SessionCore
import Renderers
import Views

/// The list of suggestions below the line, which fits the screen.
struct CompletionListing {
  let completion: Completion
  let style: RenderStyle
  /// The lines of the screen.
  let height: Int

  var view: View {
    let hint = completion.hint.map { [StyledText($0, .faint)] } ?? []
    let lines = hint + self.lines
    return .text(lines.dropFirst().reduce(lines.first ?? "") { $0 + StyledText("\n") + $1 })
  }

  private var suggestions: [Suggestion] { completion.suggestions }

  /// The lines left besides the line being typed and the one before it.
  private var room: Int { max(4, height - 3) }

  private var width: Int { max(20, style.width - 1) }

  private var lines: [StyledText] {
    if suggestions.count <= room { return described(width: width) }
    if isNumbered, paired.count <= room { return paired }
    let columns = inColumns(suggestions[...])
    let layouts = suggestions.allSatisfy { $0.group != nil } ? [grouped, columns] : [columns]
    return layouts.first { $0.count <= room } ?? cut
  }

  /// One line for each suggestion, with its summary.
  private func described(width: Int) -> [StyledText] {
    let labels = suggestions.map { style.clean($0.label) }
    let column = min(labels.map(\.displayWidth).max() ?? 0, max(12, width / 2))
    return zip(labels, suggestions).map { label, suggestion in
      let name = label.truncated(to: width - 2, mark: mark)
      let summary = style.clean(suggestion.summary.firstLine)
      let left = width - max(column, name.displayWidth) - 4
      if summary.isEmpty || left < 8 { return StyledText("  ") + StyledText(name, .name) }
      return StyledText("  ") + StyledText(name.padded(to: column) + "  ", .name)
        + StyledText(summary.truncated(to: left, mark: mark), .faint)
    }
  }

  /// Whether the names are numbers, which mean nothing without their summaries.
  private var isNumbered: Bool { suggestions.allSatisfy { Int($0.label) != nil } }

  /// The suggestions with their summaries in two columns, read downwards.
  private var paired: [StyledText] {
    let half = width / 2
    let cells = described(width: half)
    let rows = (cells.count + 1) / 2
    return (0..<rows).map { row in
      guard row + rows < cells.count else { return cells[row] }
      let gap = half - cells[row].plain.displayWidth
      return cells[row] + StyledText(String(repeating: " ", count: max(1, gap))) + cells[row + rows]
    }
  }

  /// The names in rows, each group after its heading.
  private var grouped: [StyledText] {
    var groups: [String] = []
    for group in suggestions.compactMap(\.group) where groups.last != group { groups.append(group) }
    let heading = groups.map { style.clean($0).displayWidth }.max() ?? 0
    return groups.flatMap { group -> [StyledText] in
      let labels = suggestions.filter { $0.group == group }.map { style.clean($0.label) }
      let isNarrow = width < heading + 30
      let rows = Self.rows(labels, width: width - (isNarrow ? 4 : heading + 4))
      let title = StyledText("  " + style.clean(group).padded(to: heading) + "  ", .heading)
      let blank = StyledText(String(repeating: " ", count: isNarrow ? 4 : heading + 4))
      let named = rows.enumerated().map { index, row in
        (index == 0 && !isNarrow ? title : blank) + StyledText(row, .name)
      }
      return isNarrow ? [title] + named : named
    }
  }

  private static func rows(_ words: [String], width: Int) -> [String] {
    var rows: [String] = []
    for word in words {
      if let last = rows.last, last.displayWidth + 2 + word.displayWidth <= width {
        rows[rows.count - 1] += "  " + word
      } else {
        rows.append(word)
      }
    }
    return rows
  }

  /// Only the names, in columns read downwards.
  private func inColumns(_ shown: ArraySlice<Suggestion>) -> [StyledText] {
    let labels = shown.map { style.clean($0.label).truncated(to: width - 2, mark: mark) }
    let column = (labels.map(\.displayWidth).max() ?? 0) + 2
    let rows = (labels.count + perRow(column) - 1) / perRow(column)
    return (0..<rows).map { row in
      let cells = stride(from: row, to: labels.count, by: rows).map { labels[$0] }
      let padded = cells.dropLast().map { $0.padded(to: column) }
      return StyledText("  " + padded.joined() + (cells.last ?? ""), .name)
    }
  }

  private func perRow(_ column: Int) -> Int { max(1, (width - 2) / column) }

  /// The suggestions that fit, and the number of the others.
  private var cut: [StyledText] {
    let column = (suggestions.map { style.clean($0.label).displayWidth }.max() ?? 0) + 2
    let count = min(suggestions.count, perRow(column) * (room - 1))
    let more = StyledText("  … \(suggestions.count - count) more", .faint)
    return inColumns(suggestions.prefix(count)) + [more]
  }

  private var mark: String { style.clean("…") }
}

extension String {
  fileprivate var firstLine: String {
    split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }
}
