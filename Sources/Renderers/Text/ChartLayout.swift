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
  private let marks: ChartMarks
  private let legend: [Line]

  init(_ chart: Chart, style: RenderStyle) {
    self.chart = chart
    self.style = style
    let points = chart.series.flatMap(\.points).filter(\.isFinite)
    let inside = Self.columns(style)
    let most = Self.rows(of: chart, style, columns: inside)
    y = AxisScale(chart.y, values: points.map(\.y), tickCount: max(2, min(8, most / 3)), rounds: true)
    yLabels = y.labels
    margin = yLabels.map(\.text.count).max() ?? 0
    columns = max(8, inside - margin - 2)
    x = AxisScale(chart.x, values: points.map(\.x), tickCount: max(2, columns / 12), rounds: false)
    marks = ChartMarks(chart, style: style, cells: columns * most)
    legend = ChartLegend(chart: chart, marks: marks, style: style, width: style.columns - 4 - margin - 2).lines
    let ticks = chart.y.scale == .log ? 0 : yLabels.count
    rows =
      style.height == nil
      ? Self.usualRows(ticks: ticks) : Self.rows(atMost: most - max(0, legend.count - 1), ticks: ticks)
  }

  /// The columns inside the frame: all of a narrow medium; a wide one keeps a margin.
  private static func columns(_ style: RenderStyle) -> Int {
    max(min(72, style.columns - 4), min(152, style.columns - 8))
  }

  /// The usual rows of the canvas, and those of a chart with enough columns for more.
  private static let usualRows = 15

  /// About the rows of the canvas if the legend is one line: as many as the medium has, up to half as high as wide.
  private static func rows(of chart: Chart, _ style: RenderStyle, columns: Int) -> Int {
    guard let height = style.height else { return usualRows }
    let around = 5 + (chart.x.title.isEmpty ? 0 : 1) + (chart.y.title.isEmpty ? 0 : 1)
    return max(4, min(height - around, max(usualRows, columns / 4)))
  }

  /// A little more or less than usual, so that the ticks are evenly spaced.
  private static func usualRows(ticks: Int) -> Int {
    let intervals = max(1, ticks - 1)
    return intervals * max(1, (14 + intervals / 2) / intervals) + 1
  }

  /// At most N, fewer if the ticks are evenly spaced then.
  private static func rows(atMost most: Int, ticks: Int) -> Int {
    let intervals = max(1, ticks - 1)
    return intervals >= most ? max(3, most) : (most - 1) / intervals * intervals + 1
  }

  var lines: [Line] {
    var content: [Line] = []
    if !chart.y.title.isEmpty { content.append(style.line(title(of: chart.y), .faint)) }
    content += plot + [axis, xLabels]
    if !chart.x.title.isEmpty { content.append(xTitle) }
    return Panel(title: chart.title, content: content + legend.map { $0.indented(margin + 2) }, style: style).lines
  }

  private func title(of axis: Chart.Axis) -> String { axis.scale == .log ? "\(axis.title) (log)" : axis.title }

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
    var canvas = PlotCanvas(columns: columns, rows: rows, marks: marks.canvas)
    for (index, series) in chart.series.enumerated() {
      let dots = series.points.map { dot(of: $0, on: canvas) }
      switch series.mark {
      case .line: draw(dots, index, on: &canvas)
      case .points: mark(dots.compactMap(\.self), index, on: &canvas)
      }
    }
    for (dot, series) in majorities(on: canvas) { canvas.set(dot, series: series) }
    return canvas
  }

  /// A point without a place breaks the line.
  private func draw(_ dots: [PlotCanvas.Dot?], _ series: Int, on canvas: inout PlotCanvas) {
    for (index, dot) in dots.enumerated() {
      guard let dot else { continue }
      let before = index > 0 ? dots[index - 1] : nil
      let after = index + 1 < dots.count ? dots[index + 1] : nil
      canvas.draw(from: before ?? dot, to: dot, series: series)
      if before == nil, after == nil, let shape = marks.isolated { canvas.put(shape, at: dot, series: series) }
    }
  }

  private func mark(_ dots: [PlotCanvas.Dot], _ series: Int, on canvas: inout PlotCanvas) {
    for dot in dots {
      if let shape = marks.shape(series) {
        canvas.put(shape, at: dot, series: series)
      } else {
        canvas.set(dot, series: series)
      }
    }
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
}
