import Views

/// A table whose columns do not fit side by side: one record a row, one `name: value` a line, a blank line between records.
struct TableRecords {
  let columns: [TableColumn]
  let rows: Elision
  let style: RenderStyle

  var lines: [Line] {
    var result: [Line] = []
    for index in rows.shown.indices {
      if index > 0 { result.append(Line()) }
      if index == rows.head.count { result += [style.line("… \(rows.hidden.more("row"))", .faint), Line()] }
      result += record(index)
    }
    return result
  }

  private func record(_ row: Int) -> [Line] {
    let names = columns.map { $0.header.text + ": " }
    let hang = min(names.map { DisplayWidth.of($0) }.max() ?? 0, style.columns / 2)
    return columns.indices.flatMap { index -> [Line] in
      let cell = columns[index].cells[row]
      let value = cell.text.drop { $0 == " " }
      if value.isEmpty { return [] }
      let name = Span(text: names[index].padded(to: hang), ink: .role(.faint))
      let room = max(8, style.columns - max(hang, DisplayWidth.of(name.text)))
      return Wrapping.lines(String(value), width: room).enumerated().map { line, text in
        let value = Line([Span(text: text, ink: cell.ink)])
        return line == 0 ? Line([name]) + value : value.indented(hang)
      }
    }
  }
}
