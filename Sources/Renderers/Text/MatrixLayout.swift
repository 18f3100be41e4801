import Views

extension Layout {
  /// The label, the shape, and the numbers aligned by their points; a single row is on the line of its label.
  ///
  ///     W[1] = 2×2
  ///       0.15  0.2
  ///       0.25  0.3
  ///
  /// Many rows and columns have their numbers, see `MatrixGrid`.
  func lines(_ matrix: MatrixView) -> [Line] {
    switch style.amount {
    case .short: break
    case .shape: return extent(of: matrix).wrapped(to: style.columns) + note(matrix.note)
    case .full: return full(matrix) + note(matrix.note)
    }
    let rows = Elision(matrix.rows, limit: style.matrixRows)
    let columns = visibleColumns(of: matrix, rows: rows)
    let grid = MatrixGrid(matrix, rows: rows, columns: columns, style: style)
    let head = head(of: matrix, hiddenColumns: columns.hidden)
    if matrix.rows == 1, columns.hidden == 0 {
      let compact = head + style.line("  ") + (grid.numbers.first ?? Line())
      if compact.width <= style.columns { return [compact] + note(matrix.note) }
    }
    return heading(head) + grid.lines.map { $0.indented(2) } + note(matrix.note)
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
      let width = MatrixGrid(matrix, rows: rows, columns: columns, style: style).width
      if width + 2 <= style.columns { break }
      let each = max(1, (width + 2) / (columns.shown.count + (columns.hidden > 0 ? 1 : 0)))
      let limit = max(1, min(columns.shown.count - 1, style.columns / each))
      columns = Elision(matrix.columns, limit: limit)
    }
    return columns
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
    let all = Elision(matrix.rows, limit: .max)
    let grid = MatrixGrid(matrix, rows: all, columns: Elision(matrix.columns, limit: .max), style: style)
    let label = label(of: matrix).wrapped(to: style.columns)
    return label + grid.blocks(of: max(1, grid.columnsThatFit)).flatMap { $0.lines.map { $0.indented(2) } }
  }
}

extension MatrixView {
  /// `2×3`.
  var shape: String { "\(rows)×\(columns)" }
}

extension Int {
  /// `1 more row`, `5 more rows`.
  func more(_ noun: String) -> String { "\(self) more \(noun)\(self == 1 ? "" : "s")" }
}
