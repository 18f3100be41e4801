import Foundation
import Views

/// Views as part of an HTML page: tables as `<table>`, pictures as inline SVG, the rest as text with a class per role.
public struct HTMLRenderer: Sendable {
  public var style: RenderStyle
  /// Whether a picture is an `<img>` on white, for readers that strip `<svg>`.
  public var picturesAreImages = false

  public init(_ style: RenderStyle = RenderStyle()) { self.style = style }

  public func render(_ view: View) -> String {
    switch view {
    case .matrix(let matrix): html(matrix)
    case .table(let table): html(table)
    case .picture(let picture): Markup.element("figure", content: html(picture))
    case .stack(let views): views.map(render).joined(separator: "\n")
    case .derivation: preformatted(view, "view steps")
    case .text, .number, .verdict, .excerpt, .progress: preformatted(view, "view")
    }
  }

  private func html(_ picture: Picture) -> String {
    let drawing = SVGRenderer(style: style).document(picture)
    guard picturesAreImages else { return drawing.text }
    let file = Data(drawing.text(on: .light).utf8).base64EncodedString()
    return "<img style=\"background:#fff;max-width:100%\" alt=\"\(Markup.escape(drawing.title))\" "
      + "src=\"data:image/svg+xml;base64,\(file)\"/>"
  }

  /// The lines of the layout, each role a `<span class="role">`.
  private func preformatted(_ view: View, _ kind: String) -> String {
    let lines = Layout(style: style).lines(view).map { line in line.spans.map(html).joined() }
    return Markup.element("pre", "class=\"\(kind)\"", content: lines.joined(separator: "\n"))
  }

  private func html(_ span: Span) -> String {
    switch span.ink {
    case .role(.plain): Markup.escape(span.text)
    case .role(let role): Markup.element("span", "class=\"\(role.rawValue)\"", text: span.text)
    case .series, .paint: Markup.element("span", "class=\"number\"", text: span.text)
    }
  }

  private func html(_ matrix: MatrixView) -> String {
    let caption = Markup.element("caption", text: matrix.label.map { "\($0) = \(matrix.shape)" } ?? matrix.shape)
    let rows = Elision(matrix.rows, limit: style.matrixRows)
    let columns = Elision(matrix.columns, limit: style.matrixColumns)
    let numbers = columns.shown.map { column in
      style.format.aligned(rows.shown.map { matrix.data[$0 * matrix.columns + column] })
    }
    var lines = rows.shown.indices.map { row in
      var cells = numbers.map { html($0[row]) }
      if columns.hidden > 0 { cells.insert("<td>…</td>", at: columns.head.count) }
      return Markup.element("tr", content: cells.joined())
    }
    if rows.hidden > 0 { lines.insert(hidden("\(rows.hidden.more("row"))", columns), at: rows.head.count) }
    if columns.hidden > 0 { lines.append(hidden("\(columns.hidden.more("column"))", columns)) }
    return table("matrix", caption + "\n" + lines.joined(separator: "\n")) + note(matrix.note)
  }

  /// The style sheet adds the blanks after a number, which align its point with the others.
  private func html(_ number: String) -> String {
    let text = number.withoutTrailingBlanks
    let blanks = number.count - text.count
    let attribute = blanks > 0 ? "style=\"--after:\(blanks)\"" : ""
    return Markup.element("td", attribute, text: String(text.drop { $0 == " " }))
  }

  private func hidden(_ text: String, _ columns: Elision) -> String {
    let width = max(1, columns.shown.count + (columns.hidden > 0 ? 1 : 0))
    return Markup.element(
      "tr", content: Markup.element("td", "colspan=\"\(width)\" class=\"faint\"", text: "… " + text))
  }

  private func html(_ table: Table) -> String {
    let caption = table.title.map { Markup.element("caption", text: $0) + "\n" } ?? ""
    let head = Markup.element("tr", content: table.columns.indices.map { header($0, of: table) }.joined())
    let rows = table.rows.map { Markup.element("tr", content: $0.map(html).joined()) }
    return self.table("table", caption + ([head] + rows).joined(separator: "\n")) + note(table.note)
  }

  /// Aligned with the numbers under it.
  private func header(_ column: Int, of table: Table) -> String {
    let isNumeric = table.rows.contains { column < $0.count && $0[column].isNumeric }
    return Markup.element("th", isNumeric ? "class=\"number\"" : "", text: table.columns[column])
  }

  /// Longer text in a table may be broken into lines.
  private static let longText = 28

  private func html(_ cell: Table.Cell) -> String {
    let text = CellText.text(cell, format: style.format)
    let kinds = (cell.role == .plain ? [] : [cell.role.rawValue]) + (text.count > Self.longText ? ["long"] : [])
    return Markup.element("td", kinds.isEmpty ? "" : "class=\"\(kinds.joined(separator: " "))\"", text: text)
  }

  private func table(_ kind: String, _ content: String) -> String {
    Markup.element("table", "class=\"\(kind)\"", content: "\n" + content + "\n")
  }

  private func note(_ text: String?) -> String {
    guard let text else { return "" }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map {
      Markup.escape(String($0))
    }
    return "\n" + Markup.element("p", "class=\"note\"", content: lines.joined(separator: "<br/>\n"))
  }
}
