import Views

/// Views as Markdown: tables as tables, everything else as a fenced block of its plain text.
public struct MarkdownRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle = RenderStyle()) { self.style = style }
  public init(style: RenderStyle) { self.init(style) }

  public func render(_ view: View) -> String {
    switch view {
    case .table(let table) where !table.columns.isEmpty: markdown(table)
    case .stack(let views): views.map(render).filter { !$0.isEmpty }.joined(separator: "\n\n")
    default: fenced(PlainTextRenderer(style).render(view))
    }
  }

  /// The fence is longer than any run of backticks in the text.
  private func fenced(_ text: String) -> String {
    guard !text.isEmpty else { return "" }
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)text\n\(text)\n\(fence)"
  }

  private func markdown(_ table: Table) -> String {
    let columns = table.columns.indices
    let isNumeric = columns.map { column in table.rows.contains { $0[column].isNumeric } }
    let head = row(table.columns)
    let rule = row(isNumeric.map { $0 ? "--:" : ":--" }, escaping: false)
    let rows = table.rows.map { row($0.map { CellText.text($0, format: style.format) }) }
    let title = table.title.map { ["**" + escape($0) + "**", ""] } ?? []
    let note = table.note.map { ["", "*" + escape($0) + "*"] } ?? []
    return (title + [head, rule] + rows + note).joined(separator: "\n")
  }

  private func row(_ cells: [String], escaping: Bool = true) -> String {
    "| " + cells.map { escaping ? escape($0) : $0 }.joined(separator: " | ") + " |"
  }

  /// Signs that Markdown would read as its own are escaped.
  private func escape(_ text: String) -> String {
    style.clean(text).reduce(into: "") { result, character in
      if "\\`*_|<>[]".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
