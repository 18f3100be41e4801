import Views

extension Layout {
  /// `W[1] = 128×784, from -0.21 to 0.19, mean 0.0003`.
  func extent(of matrix: MatrixView) -> Line {
    let head = label(matrix.label, style.span("\(matrix.rows)×\(matrix.columns)", .faint))
    let finite = matrix.data.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return head }
    let mean = finite.reduce(0) { $0 + $1 / Double(finite.count) }
    let (from, to) = (style.format.text(low), style.format.text(high))
    let odd = matrix.data.count - finite.count
    let rest = odd > 0 ? ", \(odd) not finite" : ""
    return head + style.line(", from \(from) to \(to), mean \(style.format.text(mean))\(rest)", .number)
  }

  /// All rows and columns; where those do not fit side by side, in blocks of columns.
  func whole(_ matrix: MatrixView) -> [Line] {
    let head = label(matrix.label, style.span("\(matrix.rows)×\(matrix.columns)", .faint))
    let texts = style.format.aligned(matrix.data)
    let width = texts.first.map { DisplayWidth.of($0) } ?? 0
    let count = max(1, style.columns / (width + 2))
    var result = head.wrapped(to: style.columns)
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
