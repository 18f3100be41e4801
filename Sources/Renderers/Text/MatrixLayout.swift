import Views

extension Layout {
  /// The label, the shape, and the numbers aligned by their points; a single row is on the line of its label.
  ///
  ///     W[1] = 2×2
  ///       0.15  0.2
  ///       0.25  0.3
  func lines(_ matrix: MatrixView) -> [Line] {
    switch style.amount {
    case .short: break
    case .shape: return extent(of: matrix).wrapped(to: style.columns) + note(matrix.note)
    case .full: return full(matrix) + note(matrix.note)
    }
    let rows = Elision(matrix.rows, limit: style.matrixRows)
    let columns = visibleColumns(of: matrix, rows: rows)
    let body = body(of: matrix, rows: rows, columns: columns)
    let head = head(of: matrix, hiddenColumns: columns.hidden)
    let compact = head + style.line("  ") + (body.first ?? Line())
    if matrix.rows == 1, compact.width <= style.columns { return [compact] + note(matrix.note) }
    return heading(head) + body.map { $0.indented(2) } + note(matrix.note)
  }

  /// On two lines if the medium is too narrow for the shape and the count of hidden columns.
  private func heading(_ head: Line) -> [Line] {
    guard head.width > style.columns, let last = head.spans.last else { return [head] }
    return Line(Array(head.spans.dropLast())).wrapped(to: style.columns) + Line([last]).wrapped(to: style.columns)
  }

  private func head(of matrix: MatrixView, hiddenColumns: Int) -> Line {
    let hidden = hiddenColumns > 0 ? [style.span("  … \(hiddenColumns.more("column"))", .faint)] : []
    return label(of: matrix) + Line(hidden)
  }

  private func label(of matrix: MatrixView) -> Line { label(matrix.label, style.span(matrix.shape, .faint)) }

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

extension Layout {
  /// `W[1] = 128×784, from -0.21 to 0.19, mean 0.0003`.
  private func extent(of matrix: MatrixView) -> Line {
    let finite = matrix.data.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return label(of: matrix) }
    let mean = finite.reduce(0) { $0 + $1 / Double(finite.count) }
    let (from, to) = (style.format.text(low), style.format.text(high))
    let odd = matrix.data.count - finite.count
    let rest = odd > 0 ? ", \(odd) not finite" : ""
    return label(of: matrix) + style.line(", from \(from) to \(to), mean \(style.format.text(mean))\(rest)", .number)
  }

  /// All rows and columns, in blocks of columns if they do not fit side by side.
  private func full(_ matrix: MatrixView) -> [Line] {
    let texts = style.format.aligned(matrix.data)
    let width = texts.first.map(\.displayWidth) ?? 0
    let count = max(1, style.columns / (width + 2))
    var result = label(of: matrix).wrapped(to: style.columns)
    for start in stride(from: 0, to: matrix.columns, by: count) {
      let block = start..<min(matrix.columns, start + count)
      if matrix.columns > count {
        let last = block.upperBound - 1
        result.append(style.line(start == last ? "column \(start)" : "columns \(start) to \(last)", .faint))
      }
      result += (0..<matrix.rows).map { row in
        Line(block.flatMap { [style.span("  "), style.span(texts[row * matrix.columns + $0], .number)] })
      }
    }
    return result
  }
}

/// Which of many rows or columns are shown: some at the start and some at the end.
struct Elision: Equatable {
  var head: Range<Int>
  var tail: Range<Int>

  /// At most `limit` of `count`; a third of them at the end.
  init(_ count: Int, limit: Int) {
    if count <= max(1, limit) {
      (head, tail) = (0..<count, count..<count)
    } else {
      let last = max(1, limit) / 3
      (head, tail) = (0..<(max(1, limit) - last), (count - last)..<count)
    }
  }

  var shown: [Int] { Array(head) + Array(tail) }
  var hidden: Int { tail.lowerBound - head.upperBound }
}

extension MatrixView {
  /// `2×3`.
  var shape: String { "\(rows)×\(columns)" }
}

extension Int {
  /// `1 more row`, `5 more rows`.
  func more(_ noun: String) -> String { "\(self) more \(noun)\(self == 1 ? "" : "s")" }
}
