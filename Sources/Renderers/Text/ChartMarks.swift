import Views

/// How each curve of a chart is drawn on a canvas of this size.
struct ChartMarks {
  let canvas: PlotCanvas.Marks
  private let chart: Chart
  private let hasFewPoints: Bool

  init(_ chart: Chart, style: RenderStyle, cells: Int) {
    self.chart = chart
    let points = chart.series.filter { $0.mark == .points }.reduce(0) { $0 + $1.points.count }
    let hasFewPoints = points <= cells / 4
    self.hasFewPoints = hasFewPoints
    let hasMarkers = chart.series.contains { $0.marker != nil }
    let dotted = chart.series.count { $0.mark == .line || !hasFewPoints }
    // Dots if one curve, or colours, need no characters to tell the curves apart.
    let areDots = style.unicode && !hasMarkers && (style.colour != .none || dotted < 2)
    canvas = areDots ? .dots : .glyphs(chart.series.enumerated().map { $1.marker ?? Self.usual[$0 % Self.usual.count] })
  }

  /// The character of each point of a series among dots; `nil` if its points are dots themselves.
  func shape(_ index: Int) -> Character? {
    guard case .dots = canvas, hasFewPoints, chart.series[index].mark == .points else { return nil }
    let place = chart.series[..<index].count { $0.mark == .points }
    return Self.shapes[place % Self.shapes.count]
  }

  /// A point of a line without neighbours would be a single dot.
  var isolated: Character? { if case .dots = canvas { Self.shapes[0] } else { nil } }

  /// What the legend shows.
  func sample(_ index: Int) -> String {
    if let shape = shape(index) { return String(shape) }
    switch canvas {
    case .dots: return "⠤⠤"
    case .glyphs(let glyphs): return String(repeating: glyphs[index], count: chart.series[index].marker == nil ? 2 : 1)
    }
  }

  private static let usual = Array("*+xo#@%&")
  private static let shapes = Array("●○◆◇▲△■□")
}
