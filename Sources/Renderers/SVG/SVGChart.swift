import Views

/// A chart as SVG, 640×400.
struct SVGChart {
  private let chart: Chart
  private let x: AxisScale
  private let y: AxisScale
  private let width = 640.0
  private let height = 400.0
  private let left = 78.0
  private let right = 624.0
  private let top = 52.0
  private let bottom = 352.0
  /// Dashes that distinguish the curves without colour.
  private static let dashes = ["", "7 3", "2 3", "9 3 2 3", "4 4"]

  init(_ chart: Chart) {
    self.chart = chart
    let points = chart.series.flatMap(\.points).filter(\.isFinite)
    x = AxisScale(chart.x, values: points.map(\.x), tickCount: 6, rounds: false)
    y = AxisScale(chart.y, values: points.map(\.y), tickCount: 6, rounds: true)
  }

  var document: SVGDocument {
    SVGDocument(
      width: Int(width), height: Int(height), title: chart.title,
      body: [SVG.text(chart.title, x: left, y: 20, kind: "title")] + axes
        + chart.series.indices.map(curve) + legend)
  }

  private func place(_ share: Double, _ from: Double, _ to: Double) -> Double { from + share * (to - from) }

  private var axes: [String] {
    let rows = y.labels.flatMap { label in
      let y = place(label.share, bottom, top)
      return [
        SVG.line(left, y, right, y, kind: "grid"), SVG.text(label.text, x: left - 6, y: y + 4, anchor: "end"),
      ]
    }
    let columns = x.labels.flatMap { label in
      let x = place(label.share, left, right)
      return [
        SVG.line(x, bottom, x, bottom + 4, kind: "axis"), SVG.text(label.text, x: x, y: bottom + 18, anchor: "middle"),
      ]
    }
    let side = chart.y.ticks == .none ? [] : [SVG.line(left, top, left, bottom, kind: "axis")]
    return rows + columns + side + [
      SVG.line(left, bottom, right, bottom, kind: "axis"),
      SVG.text(chart.x.title, x: (left + right) / 2, y: height - 10, anchor: "middle"),
      SVG.text(chart.y.title, x: left, y: top - 10),
    ]
  }

  private typealias Place = (x: Double, y: Double)

  private func place(_ point: Chart.Point) -> Place? {
    guard let x = x.share(point.x), let y = y.share(point.y) else { return nil }
    return (place(x, left, right), place(y, bottom, top))
  }

  private func curve(_ index: Int) -> String {
    let series = chart.series[index]
    let colour = index % SeriesColours.light.count
    if let marker = series.marker {
      return series.points.compactMap(place).map {
        SVG.text(String(marker), x: $0.x, y: $0.y + 4, anchor: "middle", kind: "label d\(colour)")
      }.joined(separator: "\n")
    }
    let places = series.points.map(place)
    let dots = series.mark == .points ? places.compactMap(\.self) : isolated(places)
    let circles = dots.map {
      "<circle class=\"d\(colour)\" cx=\"\(SVG.number($0.x))\" cy=\"\(SVG.number($0.y))\" r=\"3\"/>"
    }
    let line = "<path class=\"curve s\(colour)\"\(dashes(index)) d=\"\(path(places))\"/>"
    return ((series.mark == .line ? [line] : []) + circles).joined(separator: "\n")
  }

  /// Those without neighbours: a curve of one epoch is a dot.
  private func isolated(_ places: [Place?]) -> [Place] {
    places.indices.compactMap { index in
      let before = index > 0 ? places[index - 1] : nil
      let after = index + 1 < places.count ? places[index + 1] : nil
      return before == nil && after == nil ? places[index] : nil
    }
  }

  private func dashes(_ index: Int) -> String {
    let dashes = Self.dashes[index % Self.dashes.count]
    return dashes.isEmpty ? "" : " stroke-dasharray=\"\(dashes)\""
  }

  /// A point without a place breaks the curve.
  private func path(_ places: [Place?]) -> String {
    var command = "M"
    return places.compactMap { place -> String? in
      guard let place else {
        command = "M"
        return nil
      }
      defer { command = "L" }
      return "\(command)\(SVG.number(place.x)) \(SVG.number(place.y))"
    }.joined()
  }

  /// One line above the plot, right-aligned.
  private var legend: [String] {
    guard chart.series.count > 1 else { return [] }
    if chart.series.contains(where: { $0.marker != nil }) {
      let names = chart.series.map { [$0.marker.map { "\($0)" }, $0.name].compactMap(\.self) }
      let text = names.map { $0.count == 2 && $0[0] == $0[1] ? $0[0] : $0.joined(separator: " ") }
      return [SVG.text(text.joined(separator: "   "), x: right, y: top - 19, anchor: "end")]
    }
    var end = right
    return chart.series.enumerated().reversed().flatMap { index, series in
      end -= 48 + 7 * Double(series.name.displayWidth)
      return [mark(index, x: end), SVG.text(series.name, x: end + 34, y: top - 10)]
    }
  }

  private func mark(_ index: Int, x: Double) -> String {
    let colour = index % SeriesColours.light.count
    let y = SVG.number(top - 14)
    guard chart.series[index].mark == .line else {
      return "<circle class=\"d\(colour)\" cx=\"\(SVG.number(x + 14))\" cy=\"\(y)\" r=\"3\"/>"
    }
    return "<path class=\"curve s\(colour)\"\(dashes(index)) d=\"M\(SVG.number(x)) \(y)h28\"/>"
  }
}
