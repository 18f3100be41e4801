import Views

/// A table in columns: numbers under each other by their points, text from the left, no line wider than the medium.
struct TableLayout {
  private let table: Table
  private let style: RenderStyle
  private let rows: Elision

  init(_ table: Table, style: RenderStyle) {
    self.table = table
    self.style = style
    rows = Elision(table.rows.count, limit: style.tableRows)
  }

  var lines: [Line] {
    let (columns, hidden) = fitted(table.columns.indices.map(column))
    var result = table.title.map { [style.line($0, .heading)] } ?? []
    if !columns.isEmpty {
      result.append(joined(columns.map { $0.cell($0.header) }))
      result.append(joined(columns.map { style.span(String(repeating: "─", count: $0.width), .faint) }))
    }
    var body = rows.shown.indices.map { row in joined(columns.map { $0.cell($0.cells[row]) }) }
    if rows.hidden > 0 { body.insert(style.line("… \(rows.hidden.more("row"))", .faint), at: rows.head.count) }
    result += body
    if hidden > 0 { result.append(style.line("… \(hidden.more("column"))", .faint)) }
    return result + Layout(style: style).note(table.note)
  }

  private func joined(_ cells: [Span]) -> Line {
    Line(Array(cells.map { [$0] }.joined(separator: [style.span("  ")])))
  }

  private func column(_ index: Int) -> Column {
    let cells = rows.shown.map { table.rows[$0][index] }
    let texts = CellText.aligned(cells, format: style.format)
    let spans = zip(cells, texts).map { cell, text in style.span(text, cell.role) }
    let isNumeric = cells.contains { $0.isNumeric }
    return Column(header: style.span(table.columns[index], .heading), cells: spans, isNumeric: isNumeric)
  }

  /// Cuts the widest text columns first, then leaves columns out before the last.
  private func fitted(_ all: [Column]) -> (columns: [Column], hidden: Int) {
    var columns = all
    func excess() -> Int { columns.reduce(-2) { $0 + $1.width + 2 } - style.columns }
    while excess() > 0 {
      let texts = columns.indices.filter { !columns[$0].isNumeric && columns[$0].width > 12 }
      guard let widest = texts.max(by: { columns[$0].width < columns[$1].width }) else { break }
      columns[widest].cut(to: max(12, columns[widest].width - excess()), mark: style.clean("…"))
    }
    while excess() > 0, columns.count > 1 { columns.remove(at: max(1, columns.count - 2)) }
    if excess() > 0 { columns[0].cut(to: style.columns, mark: style.clean("…")) }
    return (columns, all.count - columns.count)
  }
}

extension TableLayout {
  /// One column, its cells already text.
  private struct Column {
    var header: Span
    var cells: [Span]
    var isNumeric: Bool
    var width: Int

    init(header: Span, cells: [Span], isNumeric: Bool) {
      self.header = header
      self.cells = cells
      self.isNumeric = isNumeric
      width = ([header] + cells).map { DisplayWidth.of($0.text) }.max() ?? 0
    }

    mutating func cut(to columns: Int, mark: String) {
      header.text = header.text.truncated(to: columns, mark: mark)
      for index in cells.indices { cells[index].text = cells[index].text.truncated(to: columns, mark: mark) }
      width = columns
    }

    func cell(_ span: Span) -> Span {
      Span(
        text: isNumeric ? span.text.rightAligned(to: width) : span.text.padded(to: width), ink: span.ink)
    }
  }
}
