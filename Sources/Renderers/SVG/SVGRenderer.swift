import Views

/// Charts, heat maps and image grids as pictures that stand alone, for dark and light pages.
///
/// The text follows the page's `prefers-color-scheme`. Views that are not pictures are shown as their plain text.
public struct SVGRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle = RenderStyle()) { self.style = style }
  public init(style: RenderStyle) { self.init(style) }

  public func render(_ view: View) -> String { document(view).text }

  /// - Parameter scale: the pixels of the medium for one of the drawing, where it is drawn at once.
  func document(_ view: View, scale: Double? = nil) -> SVGDocument {
    switch view {
    case .chart(let chart): SVGChart(chart).document
    case .heatMap(let map) where map.rowNames.isEmpty: SVGImages(map, style: style, scale: scale).document
    case .heatMap(let map): SVGNamedCells(map, style: style).document
    case .imageGrid(let grid): SVGImages(grid, style: style, scale: scale).document
    default: plain(view)
    }
  }

  private func plain(_ view: View) -> SVGDocument {
    let lines = PlainTextRenderer(style).render(view).split(separator: "\n", omittingEmptySubsequences: false)
    let texts = lines.enumerated().map { index, line in
      Markup.element(
        "text", "class=\"code\" x=\"8\" y=\"\(20 + 17 * index)\" xml:space=\"preserve\"", text: String(line))
    }
    let width = lines.map { DisplayWidth.of($0) }.max() ?? 0
    return SVGDocument(width: 16 + 8 * width, height: 16 + 17 * lines.count, title: "", body: texts)
  }
}

/// What all pictures share.
enum SVG {
  /// With at most two digits behind the point: a hundredth of a pixel.
  static func number(_ value: Double) -> String {
    let text = NumberFormat.fixed(value, decimals: 2)
    let zeros = text.reversed().prefix { $0 == "0" }.count
    return String(text.dropLast(zeros == 2 ? 3 : zeros))
  }

  static func text(_ text: String, x: Double, y: Double, anchor: String = "start", kind: String = "label") -> String {
    Markup.element(
      "text", "class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\"", text: text)
  }

  static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, kind: String) -> String {
    "<line class=\"\(kind)\" x1=\"\(number(x1))\" y1=\"\(number(y1))\" x2=\"\(number(x2))\" y2=\"\(number(y2))\"/>"
  }
}
