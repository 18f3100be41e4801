import Views

/// Pictures in words and numbers, for readers who hear them.
extension Layout {
  /// What the chart shows, and of each curve where it starts, its ends up and down, and where it ends.
  func spoken(_ chart: Chart) -> [Line] {
    let log = chart.y.scale == .log ? ", logarithmic" : ""
    var result = [style.line("\(chart.title): \(chart.y.title)\(log) over \(chart.x.title)", .heading)]
    result += chart.series.map { style.line("  " + words(for: $0, x: chart.x.title)) }
    return result.flatMap { $0.wrapped(to: style.columns) }
  }

  private func words(for series: Chart.Series, x: String) -> String {
    let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }
    guard let first = points.first, let last = points.last,
      let low = points.min(by: { $0.y < $1.y }), let high = points.max(by: { $0.y < $1.y })
    else { return "\(series.name): no points" }
    func at(_ point: Chart.Point) -> String { "\(style.format.text(point.y)) at \(x) \(style.format.text(point.x))" }
    return "\(series.name): \(points.count) points, first \(at(first)), lowest \(at(low)), highest \(at(high)), "
      + "last \(at(last))"
  }

  /// The numbers behind the colours, as a table.
  func spoken(_ map: HeatMap) -> [Line] {
    let columns = Elision(map.columns, limit: style.amount == .full ? .max : style.matrixColumns)
    let names = columns.shown.map { map.columnNames.isEmpty ? "\($0)" : map.columnNames[$0] }
    let rows = (0..<map.rows).map { row -> [Table.Cell] in
      let name = map.rowNames.isEmpty ? "\(row)" : map.rowNames[row]
      return [.text(name, .name)] + columns.shown.map { .number(map.data[row * map.columns + $0], digits: 3) }
    }
    let hidden = columns.hidden > 0 ? ["… \(columns.hidden.more("column"))"] : []
    let note = (hidden + (map.note.map { [$0] } ?? [])).joined(separator: "\n")
    let table = Table(title: map.title, columns: ["row"] + names, rows: rows, note: note.isEmpty ? nil : note)
    return TableLayout(table, style: style).lines
  }

  /// The caption of each image and the range and mean of its pixels.
  func spoken(_ grid: ImageGrid) -> [Line] {
    let rows = grid.images.enumerated().map { index, image -> [Table.Cell] in
      let count = Double(max(1, image.pixels.count))
      let mark = image.isMarked ? "marked, " : ""
      return [
        .text(mark + (image.caption.isEmpty ? "image \(index)" : image.caption), .name),
        .number(image.pixels.min() ?? 0, digits: 3), .number(image.pixels.max() ?? 0, digits: 3),
        .number(image.pixels.reduce(0, +) / count, digits: 3),
      ]
    }
    let count = grid.images.count == 1 ? "1 image" : "\(grid.images.count) images"
    let table = Table(
      title: "\(grid.title): \(count) of \(grid.height)×\(grid.width)",
      columns: ["image", "lowest", "highest", "mean"], rows: rows)
    return TableLayout(table, style: style).lines
  }
}
