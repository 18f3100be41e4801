import Views

extension Layout {
  /// A label, the shape, and the numbers under each other by their points; one row stands on the line of its label.
  ///
  ///     W[1] = 2×2
  ///       0.15  0.2
  ///       0.25  0.3
  func lines(_ matrix: MatrixView) -> [Line] {
    switch style.amount {
    case .short: break
    case .shape: return extent(of: matrix).wrapped(to: style.columns) + note(matrix.note)
    case .full: return whole(matrix) + note(matrix.note)
    }
    let rows = Elision(matrix.rows, limit: style.matrixRows)
    let columns = visibleColumns(of: matrix, rows: rows)
    let body = body(of: matrix, rows: rows, columns: columns)
    let head = head(of: matrix, hiddenColumns: columns.hidden)
    let compact = matrix.rows == 1 ? [head + Line([style.span("  ")]) + body[0]] : []
    if let line = compact.first, line.width <= style.columns { return [line] + note(matrix.note) }
    return heading(head) + body.map { $0.indented(2) } + note(matrix.note)
  }

  /// On two lines where the medium is too narrow for the shape and the count of hidden columns.
  private func heading(_ head: Line) -> [Line] {
    guard head.width > style.columns, let last = head.spans.last else { return [head] }
    return Line(Array(head.spans.dropLast())).wrapped(to: style.columns) + Line([last]).wrapped(to: style.columns)
  }

  private func head(of matrix: MatrixView, hiddenColumns: Int) -> Line {
    let shape = style.span("\(matrix.rows)×\(matrix.columns)", .faint)
    let hidden = hiddenColumns > 0 ? [style.span("  … \(hiddenColumns.more("column"))", .faint)] : []
    return label(matrix.label, shape) + Line(hidden)
  }

  /// As many columns as the limit and the width allow, at least one.
  private func visibleColumns(of matrix: MatrixView, rows: Elision) -> Elision {
    var columns = Elision(matrix.columns, limit: style.matrixColumns)
    while columns.shown.count > 1 {
      let width = body(of: matrix, rows: rows, columns: columns).map(\.width).max() ?? 0
      if width + 2 <= style.columns { break }
      let each = max(1, (width + 2) / (columns.shown.count + (columns.hidden > 0 ? 1 : 0)))
      let limit = max(1, min(columns.shown.count - 1, style.columns / each))
      columns = Elision(matrix.columns, limit: limit)
    }
    return columns
  }

  /// The numbers, all columns of one width.
  private func body(of matrix: MatrixView, rows: Elision, columns: Elision) -> [Line] {
    let shown = rows.shown
    let texts = style.format.aligned(
      shown.flatMap { row in columns.shown.map { matrix.data[row * matrix.columns + $0] } })
    let width = columns.shown.count
    var lines = shown.indices.map { index in
      line(of: Array(texts[index * width..<(index + 1) * width]), columns: columns)
    }
    if rows.hidden > 0 {
      lines.insert(style.line("… \(rows.hidden.more("row"))", .faint), at: rows.head.count)
    }
    return lines
  }

  private func line(of texts: [String], columns: Elision) -> Line {
    let gap = style.span("  ")
    var spans: [Span] = []
    for (index, text) in texts.enumerated() {
      if columns.hidden > 0, index == columns.head.count { spans += [gap, style.span("…", .faint)] }
      if index > 0 { spans.append(gap) }
      spans.append(style.span(text, .number))
    }
    if columns.hidden > 0, columns.tail.isEmpty { spans += [gap, style.span("…", .faint)] }
    return Line(spans)
  }
}
