import Views

/// Columns side by side; a row is as high as its tallest cell.
struct TableGrid {
  let columns: [TableColumn]
  let rows: Elision
  let style: RenderStyle

  var fits: Bool { layout != nil }

  /// A table that does not fit is as narrow as its words allow.
  var lines: [Line] {
    let (widths, gap) = layout ?? (columns.map(\.leastWidth), 1)
    return lines(widths, gap: gap).flatMap { $0.wrapped(to: style.columns) }
  }

  private var layout: (widths: [Int], gap: Int)? {
    for gap in [2, 1] {
      if let widths = widths(gap: gap) { return (widths, gap) }
    }
    return nil
  }

  /// The width of each column; `nil` if a column would be narrower than its words.
  ///
  /// Step by step one column becomes narrower: the one that breaks into the fewest lines, and of those the widest.
  private func widths(gap: Int) -> [Int]? {
    let room = style.columns - gap * (columns.count - 1)
    if columns.reduce(0, { $0 + $1.leastWidth }) > room { return nil }
    var widths = columns.map { max($0.leastWidth, min($0.width, room)) }
    while widths.reduce(0, +) > room {
      let wide = columns.indices.filter { widths[$0] > columns[$0].leastWidth }
      let costs = wide.map { (index: $0, lines: columns[$0].newLines(at: widths[$0] - 1)) }
      guard let best = costs.min(by: { ($0.lines, -widths[$0.index]) < ($1.lines, -widths[$1.index]) }) else {
        return nil
      }
      widths[best.index] -= 1
    }
    return widths
  }

  private func lines(_ widths: [Int], gap: Int) -> [Line] {
    let header = lines(of: columns.map(\.header), widths, gap: gap, atBottom: true)
    let rule = widths.map { [style.span(String(repeating: "─", count: $0), .faint)] }
      .joined(separator: [style.span(.blank(gap))])
    var result = header + (style.isSpoken ? [] : [Line(Array(rule))])
    for index in rows.shown.indices {
      if index == rows.head.count { result += rows.moreRows(style) }
      result += lines(of: columns.map { $0.cells[index] }, widths, gap: gap)
    }
    return rows.shown.count == rows.head.count ? result + rows.moreRows(style) : result
  }

  /// The lines of a row: as many as its tallest cell has.
  private func lines(of cells: [Span], _ widths: [Int], gap: Int, atBottom: Bool = false) -> [Line] {
    let pieces = columns.indices.map { Wrapping.lines(cells[$0].text, width: widths[$0]) }
    let height = pieces.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var spans: [Span] = []
      for (index, column) in columns.enumerated() {
        let place = atBottom ? line - (height - pieces[index].count) : line
        let text = pieces[index].indices.contains(place) ? pieces[index][place] : ""
        if index > 0 { spans.append(style.span(.blank(gap))) }
        spans.append(Span(text: column.placed(text, width: widths[index]), ink: cells[index].ink))
      }
      return Line(spans)
    }
  }
}

extension Elision {
  /// How many rows of a table are hidden, and how they are seen; nothing if none are.
  func moreRows(_ style: RenderStyle) -> [Line] {
    hidden > 0 ? style.line("… \(hidden.more("row")): set display full", .faint).wrapped(to: style.columns) : []
  }
}
