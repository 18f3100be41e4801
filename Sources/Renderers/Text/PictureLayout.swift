import Views

extension Layout {
  func lines(_ picture: Picture) -> [Line] {
    switch picture {
    case .chart(let chart): ChartLayout(chart, style: style).lines
    case .heatMap(let map): HeatMapLayout(map, style: style).lines
    case .imageGrid(let grid): lines(grid)
    case .graph(let graph): GraphLayout(graph, style: style).lines
    }
  }

  /// In words and numbers, for readers who hear the text.
  func spoken(_ picture: Picture) -> [Line] {
    switch picture {
    case .chart(let chart): spoken(chart)
    case .heatMap(let map): spoken(map)
    case .imageGrid(let grid): spoken(grid)
    case .graph(let graph): spoken(graph)
    }
  }

  /// Images in a frame, side by side, each over its caption; `*` marks a caption.
  private func lines(_ grid: ImageGrid) -> [Line] {
    let tiles = grid.images.map { tile($0, of: grid) }
    let width = tiles.map { $0.map(\.width).max() ?? 0 }.max() ?? 0
    let fit = max(1, (style.columns - 4 + 2) / (width + 2))
    let most = max(1, min(fit, grid.columns ?? fit))
    let count = grid.isPaired && most > 1 ? most - most % 2 : most
    var content: [Line] = []
    for start in stride(from: 0, to: tiles.count, by: count) {
      if start > 0 { content.append(Line()) }
      content += sideBySide(Array(tiles[start..<min(tiles.count, start + count)]), width: width)
    }
    return Panel(title: grid.title, content: content, style: style).lines
  }

  private func tile(_ image: ImageGrid.Image, of grid: ImageGrid) -> [Line] {
    let canvas = ImageCanvas(style: style, shades: Shades(grid.palette, range: grid.range, data: image.pixels))
    let room = grid.images.count > 1 ? (style.columns - 6) / 2 : style.columns - 4
    let full = Raster(width: grid.width, height: grid.height, pixels: image.pixels)
    let lines = style.height.map { max(4, min(40, $0 - 3)) } ?? 40
    let raster = canvas.fitted(
      full.shrunk(toFit: room / canvas.columnsPerPixel, height: min(64, lines * canvas.pixelsPerLine)), columns: room,
      lines: lines)
    let caption = style.clean((image.isMarked ? "* " : "") + image.caption)
    guard grid.images.contains(where: { !$0.caption.isEmpty || $0.isMarked }) else { return canvas.lines(raster) }
    let pieces = Wrapping.lines(caption, width: min(style.columns - 4, max(12, raster.width * canvas.columnsPerPixel)))
    return canvas.lines(raster)
      + pieces.map { Line([Span(text: $0, ink: .role(image.isMarked ? .emphasis : .plain))]) }
  }

  private func sideBySide(_ tiles: [[Line]], width: Int) -> [Line] {
    (0..<(tiles.map(\.count).max() ?? 0)).map { row in
      tiles.enumerated().reduce(Line()) { line, tile in
        let gap = tile.offset > 0 ? style.line("  ") : Line()
        return line + gap + (row < tile.element.count ? tile.element[row] : Line()).padded(to: width)
      }
    }
  }
}

extension Layout {
  /// What the chart says of itself, else the titles, then the first, lowest, highest and last point of each curve.
  private func spoken(_ chart: Chart) -> [Line] {
    if let spoken = chart.spoken { return lines(spoken) }
    let log = chart.y.scale == .log ? ", logarithmic" : ""
    var result = [style.line("\(chart.title): \(chart.y.title)\(log) over \(chart.x.title)", .heading)]
    result += chart.series.map { style.line("  " + words(for: $0, x: chart.x.title)) }
    return result.flatMap { $0.wrapped(to: style.columns) }
  }

  private func words(for series: Chart.Series, x: String) -> String {
    let points = series.points.filter(\.isFinite)
    guard let first = points.first, let last = points.last,
      let low = points.min(by: { $0.y < $1.y }), let high = points.max(by: { $0.y < $1.y })
    else { return "\(series.name): no points" }
    func at(_ point: Chart.Point) -> String { "\(style.format.text(point.y)) at \(x) \(style.format.text(point.x))" }
    return "\(series.name): \(points.count) points, first \(at(first)), lowest \(at(low)), highest \(at(high)), "
      + "last \(at(last))"
  }

  /// Its numbers as a table.
  private func spoken(_ map: HeatMap) -> [Line] {
    let columns = Elision(map.columns, limit: style.amount == .full ? .max : style.matrixColumns)
    let names = columns.shown.map { map.columnNames.isEmpty ? "\($0)" : map.columnNames[$0] }
    let rows = (0..<map.rows).map { row -> [Table.Cell] in
      let name = map.rowNames.isEmpty ? "\(row)" : map.rowNames[row]
      return [.text(name, .name)] + columns.shown.map { .number(map.data[row * map.columns + $0], digits: 3) }
    }
    let hidden = columns.hidden > 0 ? ["… \(columns.hidden.more("column"))"] : []
    let note = (hidden + [map.note].compactMap(\.self)).joined(separator: "\n")
    let table = Table(title: map.title, columns: ["row"] + names, rows: rows, note: note)
    return TableLayout(table, style: style).lines
  }

  /// The caption of each image, and the range and mean of its pixels.
  private func spoken(_ grid: ImageGrid) -> [Line] {
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

/// A frame with its title in the upper edge, or inside if the title is too long. It is always a rectangle.
///
///     ┌ loss ─────┐
///     │ …         │
///     └───────────┘
struct Panel {
  let title: String
  let content: [Line]
  let style: RenderStyle

  var lines: [Line] {
    let room = style.columns - 4
    let heading = style.clean(title)
    let isShort = heading.displayWidth <= room
    let content = (isShort ? [] : style.line(title, .heading).wrapped(to: room)) + content
    let inside = min(room, max(content.map(\.width).max() ?? 0, isShort ? heading.displayWidth : 0))
    return [top(isShort ? heading : "", inside: inside)]
      + content.map { framed($0.clipped(to: inside), inside: inside) }
      + [edge("└", String(repeating: "─", count: inside + 2), "┘")]
  }

  private func top(_ heading: String, inside: Int) -> Line {
    guard !heading.isEmpty else { return edge("┌", String(repeating: "─", count: inside + 2), "┐") }
    let rest = String(repeating: "─", count: inside - heading.displayWidth)
    return Line([
      style.span("┌ ", .faint), Span(text: heading, ink: .role(.heading)), style.span(" " + rest + "┐", .faint),
    ])
  }

  private func framed(_ line: Line, inside: Int) -> Line {
    style.line("│ ", .faint) + line.padded(to: inside) + style.line(" │", .faint)
  }

  private func edge(_ left: String, _ middle: String, _ right: String) -> Line {
    style.line(left + middle + right, .faint)
  }
}
