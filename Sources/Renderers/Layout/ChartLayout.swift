import Views

/// A chart as text: dots between two axes with their ends named.
struct ChartLayout {
  let style: RenderStyle
  private static let height = 12
  private static let signs: [Character] = ["*", "o", "+", "x", "#", "@"]

  func lines(of chart: Chart) -> [StyledText] {
    let x = Scale(chart.x, chart.series.flatMap { $0.points.map(\.x) })
    let y = Scale(chart.y, chart.series.flatMap { $0.points.map(\.y) })
    guard let x, let y else { return [StyledText(chart.title, .heading), StyledText("  nothing to draw", .faint)] }
    let format = NumberFormat(digits: 3)
    let (top, bottom) = (format.text(y.upper), format.text(y.lower))
    let margin = max(top.count, bottom.count, 4)
    let columns = max(min(style.width - margin - 4, 72), 10)
    let plot = drawn(chart, x, y, columns)
    var result = [StyledText(chart.title, .heading).visible]
    for (row, line) in plot.enumerated() {
      let label = row == 0 ? top : row == plot.count - 1 ? bottom : ""
      result.append(
        StyledText(label.paddedLeft(to: margin) + (style.unicode ? " ┤" : " |"), .faint)
          + StyledText(line.padded(to: columns)))
    }
    let corner = String(repeating: " ", count: margin) + (style.unicode ? " └" : " +")
    result.append(StyledText(corner + String(repeating: style.unicode ? "─" : "-", count: columns), .faint))
    let (left, right) = (format.text(x.lower), format.text(x.upper))
    let title = "\(chart.x.title)\(chart.x.scale == .log ? " (log)" : "")"
    let gap = max(columns - left.count - right.count, title.count + 2)
    let middle = String(repeating: " ", count: (gap - title.count) / 2) + title
    result.append(StyledText(String(repeating: " ", count: margin + 2) + left + middle.padded(to: gap) + right, .faint))
    return result + legend(chart)
  }

  private func drawn(_ chart: Chart, _ x: Scale, _ y: Scale, _ columns: Int) -> [String] {
    var canvas = DotCanvas(columns: columns, rows: Self.height, unicode: style.unicode)
    for (index, series) in chart.series.enumerated() {
      let sign = Self.signs[index % Self.signs.count]
      let places = series.points.compactMap { point -> (x: Double, y: Double)? in
        guard let across = x.share(point.x), let up = y.share(point.y) else { return nil }
        return (across * Double(canvas.width - 1), up * Double(canvas.height - 1))
      }
      for (a, b) in zip(places, places.dropFirst()) where series.mark == .line {
        canvas.line(from: a, to: b, sign: sign)
      }
      for place in places { canvas.set(Int(place.x.rounded()), Int(place.y.rounded()), sign: sign) }
    }
    return canvas.lines
  }

  private func legend(_ chart: Chart) -> [StyledText] {
    let names = chart.series.enumerated().map { index, series -> String in
      let last = series.points.last.map { ", last \(NumberFormat(digits: 4).text($0.y))" } ?? ""
      return (style.unicode ? "" : "\(Self.signs[index % Self.signs.count]) ") + series.name + last
    }
    let axis = chart.y.title + (chart.y.scale == .log ? " (log)" : "")
    return Layout(style: style).wrapped(StyledText("  \(axis): " + names.joined(separator: " · "), .faint).visible)
  }

  /// An axis from its lowest to its highest value.
  private struct Scale {
    var lower: Double
    var upper: Double
    private let isLog: Bool

    init?(_ axis: Chart.Axis, _ values: [Double]) {
      isLog = axis.scale == .log
      let usable = values.filter { $0.isFinite && (axis.scale == .linear || $0 > 0) }
      guard let low = usable.min(), let high = usable.max() else { return nil }
      lower = low
      upper = high
    }

    /// Where a value lies, 0 at the lower end and 1 at the upper.
    func share(_ value: Double) -> Double? {
      guard value.isFinite, !isLog || value > 0 else { return nil }
      if upper == lower { return 0.5 }
      if isLog { return logarithm(value / lower) / logarithm(upper / lower) }
      return (value - lower) / (upper - lower)
    }

    /// log₂, from the exponent and a series for the rest; drawing needs no more than three digits.
    private func logarithm(_ value: Double) -> Double {
      let exponent = Double(value.exponent)
      let rest = value.significand
      let t = (rest - 1) / (rest + 1)
      let square = t * t
      return exponent + 2 * t * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
        / 0.6931471805599453
    }
  }
}
