import Views

/// A table in columns: numbers aligned by their points, text on the left, no line wider than the medium.
///
/// If the columns are too wide, text is broken at blanks, numbers never. If that is not enough, many short columns are
/// shown in blocks below each other, each with the first column again; otherwise each row becomes a record with one
/// `name: value` on a line.
struct TableLayout {
  private let table: Table
  private let style: RenderStyle
  private let rows: Elision
  private let columns: [TableColumn]

  init(_ table: Table, style: RenderStyle) {
    self.table = table
    self.style = style
    let isFull = table.showsAllRows || style.amount == .full
    let rows = Elision(table.rows.count, limit: isFull ? .max : style.tableRows)
    self.rows = rows
    columns = table.columns.indices.map { index in
      TableColumn(table.columns[index], cells: rows.shown.map { table.rows[$0][index] }, style: style)
    }
  }

  var lines: [Line] {
    let title = table.title.map { style.line($0, .heading).wrapped(to: style.columns) } ?? []
    return title + body + Layout(style: style).note(table.note)
  }

  private var body: [Line] {
    if columns.isEmpty { return [] }
    let blocks = blocks
    if blocks.count > 1, columns.contains(where: { $0.width > Self.shortColumn }) || columns.count < 5 {
      return TableRecords(columns: columns, rows: rows, style: style).lines
    }
    return Array(blocks.map { TableGrid(columns: $0, rows: rows, style: style).lines }.joined(separator: [Line()]))
  }

  /// Columns up to this width are short and shown side by side in a block.
  private static let shortColumn = 24

  /// All columns if they fit, else as many at a time as fit after the first.
  private var blocks: [[TableColumn]] {
    var rest = columns[...]
    var result: [[TableColumn]] = []
    while let first = rest.popFirst() {
      var block = result.isEmpty ? [first] : [columns[0], first]
      while let next = rest.first, TableGrid(columns: block + [next], rows: rows, style: style).fits {
        block.append(next)
        rest.removeFirst()
      }
      result.append(block)
    }
    return result
  }
}

/// A table whose columns do not fit side by side: a record for each row, with one `name: value` on a line.
struct TableRecords {
  let columns: [TableColumn]
  let rows: Elision
  let style: RenderStyle

  var lines: [Line] {
    var result: [Line] = []
    for index in rows.shown.indices {
      if index > 0 { result.append(Line()) }
      if index == rows.head.count { result += rows.moreRows(style) + [Line()] }
      result += record(index)
    }
    return result
  }

  private func record(_ row: Int) -> [Line] {
    let names = columns.map { $0.header.text + ": " }
    let hang = min(names.map(\.displayWidth).max() ?? 0, style.columns / 2)
    return columns.indices.flatMap { index -> [Line] in
      let cell = columns[index].cells[row]
      let value = cell.text.drop { $0 == " " }
      if value.isEmpty { return [] }
      let name = Span(text: names[index].padded(to: hang), ink: .role(.faint))
      let room = max(8, style.columns - max(hang, name.text.displayWidth))
      return Wrapping.lines(String(value), width: room).enumerated().map { line, text in
        let value = Line([Span(text: text, ink: cell.ink)])
        return line == 0 ? Line([name]) + value : value.indented(hang)
      }
    }
  }
}
