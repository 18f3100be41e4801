import Views

/// Pictures as self-contained SVG drawings.
struct SVGRenderer {
  var style = RenderStyle()

  /// - Parameter scale: the pixels of the medium for one of the drawing, if it is drawn at once.
  func document(_ picture: Picture, scale: Double? = nil) -> SVGDocument {
    switch picture {
    case .chart(let chart): SVGChart(chart).document
    case .heatMap(let map) where map.rowNames.isEmpty: SVGImages(map, style: style, scale: scale).document
    case .heatMap(let map): SVGNamedCells(map: map, style: style).document
    case .graph(let graph): SVGGraph(graph, style: style).document
    case .imageGrid(let grid): SVGImages(grid, style: style, scale: scale).document
    }
  }
}

/// A drawing: its size in pixels and its content.
struct SVGDocument {
  let width: Int
  let height: Int
  let title: String
  let body: [String]

  /// For a page: the colours follow the reader's `prefers-color-scheme`.
  var text: String {
    text(css: Self.rules(.light) + "@media (prefers-color-scheme:dark){" + Self.rules(.dark) + "}")
  }

  /// For a known ground.
  func text(on background: Background) -> String { text(css: Self.rules(background)) }

  private func text(css: String) -> String {
    let label = title.isEmpty ? "" : " role=\"img\" aria-label=\"\(Markup.escape(title))\""
    return
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chainrule\" viewBox=\"0 0 \(width) \(height)\" "
      + "width=\"\(width)\" height=\"\(height)\"\(label)>\n<style>\(Self.css)\(css)</style>\n"
      + body.joined(separator: "\n") + "\n</svg>"
  }

  private static let css =
    ".chainrule text{font:12px system-ui,sans-serif}.chainrule .title{font-weight:bold;font-size:14px}"
    + ".chainrule .curve{fill:none;stroke-width:1.6}.chainrule .unit{fill:none}.chainrule .pixels{image-rendering:pixelated}"

  /// Colours of text, axes and curves.
  private static func rules(_ background: Background) -> String {
    let (text, grid) = background == .light ? ("#222", "#ddd") : ("#ddd", "#444")
    let curves = (0..<SeriesColours.light.count).map { index in
      let colour = SeriesColours.colour(index, on: background).hexadecimal
      return ".chainrule .s\(index){stroke:\(colour)}.chainrule .d\(index){fill:\(colour)}"
    }
    return ".chainrule text{fill:\(text)}.chainrule .axis{stroke:\(text)}.chainrule .grid{stroke:\(grid)}"
      + curves.joined()
  }
}
