import Views

/// Charts, heat maps and image grids as pictures that stand alone, for dark and light pages.
///
/// The text follows the page's `prefers-color-scheme`. Views that are not pictures are shown as their plain text.
public struct SVGRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle = RenderStyle()) { self.style = style }
  public init(style: RenderStyle) { self.init(style) }

  public func render(_ view: View) -> String {
    switch view {
    case .chart(let chart): SVGChart(chart).text
    case .heatMap(let map):
      map.rowNames.isEmpty ? SVGImages(map, style: style).text : SVGNamedCells(map, style: style).text
    case .imageGrid(let grid): SVGImages(grid, style: style).text
    default: plain(view)
    }
  }

  private func plain(_ view: View) -> String {
    let lines = PlainTextRenderer(style).render(view).split(separator: "\n", omittingEmptySubsequences: false)
    let texts = lines.enumerated().map { index, line in
      Markup.element(
        "text", "class=\"code\" x=\"8\" y=\"\(20 + 17 * index)\" xml:space=\"preserve\"", text: String(line))
    }
    let width = lines.map { DisplayWidth.of($0) }.max() ?? 0
    return SVG.document(width: 16 + 8 * width, height: 16 + 17 * lines.count, title: "", body: texts)
  }
}

/// What all pictures share.
enum SVG {
  static func document(width: Int, height: Int, title: String, body: [String]) -> String {
    let label = title.isEmpty ? "" : " role=\"img\" aria-label=\"\(Markup.escape(title))\""
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chainrule\" viewBox=\"0 0 \(width) \(height)\" "
      + "width=\"\(width)\" height=\"\(height)\"\(label)>\n<style>\(css)</style>\n"
      + body.joined(separator: "\n") + "\n</svg>"
  }

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

  /// Colours of text, axes and curves, on light pages and on dark ones.
  private static let css: String = {
    func rules(_ background: Background, text: String, grid: String) -> String {
      let curves = (0..<SeriesColours.light.count).map { index in
        let colour = SeriesColours.colour(index, on: background).hexadecimal
        return ".chainrule .s\(index){stroke:\(colour)}.chainrule .d\(index){fill:\(colour)}"
      }
      return ".chainrule text{fill:\(text)}.chainrule .axis{stroke:\(text)}.chainrule .grid{stroke:\(grid)}"
        + curves.joined()
    }
    return ".chainrule text{font:12px system-ui,sans-serif}.chainrule .title{font-weight:bold;font-size:14px}"
      + ".chainrule .code{font:13px monospace;white-space:pre}.chainrule .curve{fill:none;stroke-width:1.6}"
      + rules(.light, text: "#222", grid: "#ddd")
      + "@media (prefers-color-scheme:dark){" + rules(.dark, text: "#ddd", grid: "#444") + "}"
  }()
}
