import Views

/// A chart in a frame: the curves on a canvas, axes with ticks, and a legend.
struct ChartLayout {
  private let chart: Chart
  private let style: RenderStyle
  private let x: AxisScale
  private let y: AxisScale
  private let yLabels: [(share: Double, text: String)]
  private let margin: Int
  private let columns: Int
  private let rows: Int

  init(_ chart: Chart, style: RenderStyle) {
    self.chart = chart
    self.style = style
    let points = chart.series.flatMap(\.points).filter(\.isFinite)
    y = AxisScale(chart.y, values: points.map(\.y), tickCount: 5, rounds: true)
    yLabels = y.labels
    rows = Self.rows(ticks: yLabels.count)
    margin = yLabels.map(\.text.count).max() ?? 0
    columns = max(8, min(72, style.columns - 4) - margin - 2)
    x = AxisScale(chart.x, values: points.map(\.x), tickCount: max(2, columns / 12), rounds: false)
  }

  /// About 15, adjusted so that the ticks are evenly spaced.
  private static func rows(ticks: Int) -> Int {
    let intervals = max(1, ticks - 1)
    return intervals * max(1, (14 + intervals / 2) / intervals) + 1
  }

  var lines: [Line] {
    var content: [Line] = []
    if !chart.y.title.isEmpty { content.append(style.line(title(of: chart.y), .faint)) }
    content += plot + [axis, xLabels]
    if !chart.x.title.isEmpty { content.append(xTitle) }
    return Panel(title: chart.title, content: content + legend, style: style).lines
  }

  private func title(of axis: Chart.Axis) -> String { axis.scale == .log ? "\(axis.title) (log)" : axis.title }

  private var hasMarkers: Bool { chart.series.contains { $0.marker != nil } }

  /// Dots if one curve, or colours, need no characters to tell the curves apart.
  private var marks: PlotCanvas.Marks {
    if style.unicode, !hasMarkers, style.colour != .none || chart.series.count < 2 { return .dots }
    let usual = Array("*+xo#@%&")
    return .glyphs(chart.series.enumerated().map { $1.marker ?? usual[$0 % usual.count] })
  }

  private var plot: [Line] {
    let labels = Dictionary(yLabels.map { (row(of: $0.share), $0.text) }) { first, _ in first }
    return canvas.lines.enumerated().map { row, line in
      let label = (labels[row] ?? "").rightAligned(to: margin)
      return Line([style.span(label + " "), style.span(labels[row] == nil ? side("│") : "┤", .faint)]) + line
    }
  }

  /// The axis on the left, which is left out if it has no marks.
  private func side(_ line: String) -> String { chart.y.ticks == .none ? " " : line }

  private func row(of share: Double) -> Int { Int(((1 - share) * Double(rows - 1)).rounded()) }
  private func column(of share: Double) -> Int { Int((share * Double(columns - 1)).rounded()) }

  private var canvas: PlotCanvas {
    var canvas = PlotCanvas(columns: columns, rows: rows, marks: marks)
    for (index, series) in chart.series.enumerated() {
      var previous: PlotCanvas.Dot?
      for point in series.points {
        let dot = dot(of: point, on: canvas)
        if let dot { canvas.draw(from: series.mark == .line ? previous ?? dot : dot, to: dot, series: index) }
        previous = dot
      }
    }
    for (dot, series) in majorities(on: canvas) { canvas.set(dot, series: series) }
    return canvas
  }

  /// The series with markers that has the most points at each dot: the last one drawn would hide the others.
  private func majorities(on canvas: PlotCanvas) -> [(PlotCanvas.Dot, Int)] {
    var votes: [PlotCanvas.Dot: [Int: Int]] = [:]
    for (index, series) in chart.series.enumerated() where series.marker != nil {
      for dot in series.points.compactMap({ dot(of: $0, on: canvas) }) {
        votes[dot, default: [:]][index, default: 0] += 1
      }
    }
    return votes.map { dot, votes in (dot, votes.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0) }
  }

  private func dot(of point: Chart.Point, on canvas: PlotCanvas) -> PlotCanvas.Dot? {
    guard let x = x.share(point.x), let y = y.share(point.y) else { return nil }
    return PlotCanvas.Dot(
      x: Int((x * Double(canvas.width - 1)).rounded()), y: Int(((1 - y) * Double(canvas.height - 1)).rounded()))
  }
}

extension ChartLayout {
  private var axis: Line {
    let ticks = Set(x.labels.map { column(of: $0.share) })
    let edge = (0..<columns).map { ticks.contains($0) ? "┬" : "─" }.joined()
    return Line([style.span(.blank(margin + 1)), style.span(side("└") + edge, .faint)])
  }

  /// The labels under their ticks, without those that would touch the one before.
  private var xLabels: Line {
    var text = ""
    for label in x.labels {
      let middle = margin + 2 + column(of: label.share)
      let start = min(max(0, middle - label.text.count / 2), margin + 2 + columns - label.text.count)
      guard start > text.count || text.isEmpty else { continue }
      text = text.padded(to: start) + label.text
    }
    return style.line(text)
  }

  private var xTitle: Line {
    let text = style.line(title(of: chart.x), .faint)
    let middle = margin + 2 + (columns - text.width) / 2
    return text.indented(max(0, min(middle, style.columns - 4 - text.width)))
  }

  /// One line, or one for each curve if that is too long; classes with markers in as few lines as possible.
  private var legend: [Line] {
    let isNeeded = chart.series.count > 1 || chart.series.contains { !$0.name.isEmpty && $0.name != chart.y.title }
    guard isNeeded else { return [] }
    let entries = chart.series.enumerated().map { index, series in
      let mark =
        switch marks {
        case .dots: "⠤⠤"
        case .glyphs(let glyphs): String(repeating: glyphs[index], count: series.marker == nil ? 2 : 1)
        }
      return Line([Span(text: mark, ink: .series(index)), style.span(series.name == mark ? "" : " " + series.name)])
    }
    let lines = hasMarkers ? packed(entries) : joined(entries)
    return lines.flatMap { $0.wrapped(to: legendWidth) }.map { $0.indented(margin + 2) }
  }

  private var legendWidth: Int { style.columns - 4 - margin - 2 }

  private func joined(_ entries: [Line]) -> [Line] {
    let joined = entries.dropFirst().reduce(entries[0]) { $0 + style.line("   ") + $1 }
    return joined.width <= legendWidth ? [joined] : entries
  }

  /// As many entries in a line as fit.
  private func packed(_ entries: [Line]) -> [Line] {
    entries.dropFirst().reduce(into: [entries[0]]) { lines, entry in
      let longer = lines[lines.count - 1] + style.line("   ") + entry
      if longer.width <= legendWidth { lines[lines.count - 1] = longer } else { lines.append(entry) }
    }
  }
}
