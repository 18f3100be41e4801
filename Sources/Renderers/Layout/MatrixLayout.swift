import Views

/// A matrix as columns of aligned numbers; what does not fit is counted.
struct MatrixLayout {
  let style: RenderStyle

  func lines(of matrix: MatrixView) -> [StyledText] {
    let label = matrix.label.map { StyledText($0, .name).visible + StyledText(" = ") } ?? StyledText(runs: [])
    let shape = StyledText(
      style.unicode ? "\(matrix.rows)×\(matrix.columns)" : "\(matrix.rows)x\(matrix.columns)", .faint)
    let note = matrix.note.map { Layout(style: style).wrapped(StyledText($0, .warning).visible) } ?? []
    return [label + shape] + body(of: matrix) + note
  }

  /// The rows of numbers without the heading.
  func body(of matrix: MatrixView) -> [StyledText] {
    guard matrix.rows > 0, matrix.columns > 0 else { return [] }
    let rows = Elision(count: matrix.rows, limit: style.rows)
    let (columns, texts) = fitting(matrix, rows.shown)
    let widths = texts.map { column in column.map(\.count).max() ?? 0 }
    var result: [StyledText] = []
    for (index, row) in rows.shown.enumerated() {
      if index == rows.gap { result.append(StyledText("  … \(rows.hidden) more rows", .faint)) }
      var line = StyledText("  ")
      for column in columns.shown.indices {
        if column == columns.gap { line = line + StyledText(" … ", .faint) }
        line =
          line + StyledText((column == 0 ? "" : "  ") + texts[column][index].paddedLeft(to: widths[column]), .number)
      }
      if index == 0, columns.hidden > 0 { line = line + StyledText("  (… \(columns.hidden) more columns)", .faint) }
      _ = row
      result.append(line)
    }
    return result
  }

  /// As many columns as fit the width, with the texts of their entries.
  private func fitting(_ matrix: MatrixView, _ rows: [Int]) -> (Elision, [[String]]) {
    func texts(_ column: Int) -> [String] {
      style.format.aligned(rows.map { matrix.data[$0 * matrix.columns + column] })
    }
    var limit = min(matrix.columns, 64)
    while true {
      let columns = Elision(count: matrix.columns, limit: limit)
      let shown = columns.shown.map(texts)
      let numbers = shown.reduce(2) { $0 + ($1.map(\.count).max() ?? 0) + 2 }
      let width = numbers + (columns.hidden > 0 ? 28 : 0)
      if width <= max(style.width, 20) || limit <= 2 { return (columns, shown) }
      limit -= max(1, (width - style.width) / 12)
      limit = max(limit, 2)
    }
  }
}

/// Which of many rows or columns are shown: the first and the last.
struct Elision {
  var shown: [Int]
  /// The place in `shown` before which some are left out; behind the end where none are.
  var gap: Int
  var hidden: Int

  init(count: Int, limit: Int) {
    guard count > limit else {
      shown = Array(0..<count)
      gap = count
      hidden = 0
      return
    }
    let last = max(limit / 3, 1)
    let first = max(limit - last, 1)
    shown = Array(0..<first) + Array((count - last)..<count)
    gap = first
    hidden = count - first - last
  }
}
