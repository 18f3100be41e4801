import Views

/// A network as SVG: units as numbered circles, weights as lines, wider for a larger magnitude, dashed if negative.
struct SVGGraph {
  private let graph: NetworkGraph
  private let style: RenderStyle
  private let slots: [[Int?]]
  private let radius = 13.0
  private let step = 40.0
  private let top = 44.0
  private let left = 70.0
  private let gap = 170.0

  init(_ graph: NetworkGraph, style: RenderStyle) {
    self.graph = graph
    self.style = style
    // `nil` is the word for the units that are left out.
    slots = graph.layers.map { layer in
      let units = NetworkGraph.shownUnits(of: layer.units)
      return units.head.map(Optional.some) + (units.hidden > 0 ? [nil] : []) + units.tail.map(Optional.some)
    }
  }

  private var bottom: Double { top + step * Double(slots.map(\.count).max() ?? 1) }
  private var width: Double { max(2 * left + gap * Double(max(0, graph.layers.count - 1)), 420) }

  var document: SVGDocument {
    let scale = style.format.with(digits: 3).text(graph.strongest)
    let legend = "dashed: negative; wider: stronger, up to \(scale)"
    let foot = ([legend] + [graph.note].compactMap(\.self)).enumerated().map { line, text in
      SVG.text(text, x: 12, y: bottom + 40 + 18 * Double(line))
    }
    return SVGDocument(
      width: Int(width), height: Int(bottom) + 32 + 18 * foot.count, title: graph.title,
      body: [SVG.text(graph.title, x: 12, y: 20, kind: "title")] + graph.edges.compactMap(line)
        + graph.layers.indices.flatMap(units) + captions + foot)
  }

  private func x(_ layer: Int) -> Double { left + gap * Double(layer) }

  private func y(_ slot: Int, of layer: Int) -> Double {
    top + (Double(slot) + 0.5) * (bottom - top) / Double(slots[layer].count)
  }

  private func units(_ layer: Int) -> [String] {
    slots[layer].enumerated().map { slot, unit in
      let (x, y) = (x(layer), y(slot, of: layer))
      guard let unit else {
        let hidden = NetworkGraph.shownUnits(of: graph.layers[layer].units).hidden
        return SVG.text("… \(hidden) more", x: x, y: y + 4, anchor: "middle")
      }
      return "<circle class=\"unit axis\" cx=\"\(SVG.number(x))\" cy=\"\(SVG.number(y))\" r=\"\(SVG.number(radius))\"/>"
        + SVG.text("\(unit)", x: x, y: y + 4, anchor: "middle")
    }
  }

  private var captions: [String] {
    graph.layers.enumerated().map { layer, content in
      SVG.text("\(layer) \(content.name)", x: x(layer), y: bottom + 16, anchor: "middle")
    }
  }

  private func line(_ edge: NetworkGraph.Edge) -> String? {
    guard let from = slots[edge.layer - 1].firstIndex(of: edge.from), let to = slots[edge.layer].firstIndex(of: edge.to)
    else { return nil }
    let width = 0.6 + 4.4 * graph.share(of: edge)
    let start = "x1=\"\(SVG.number(x(edge.layer - 1) + radius))\" y1=\"\(SVG.number(y(from, of: edge.layer - 1)))\""
    let end = "x2=\"\(SVG.number(x(edge.layer) - radius))\" y2=\"\(SVG.number(y(to, of: edge.layer)))\""
    let dashes = edge.weight < 0 ? " stroke-dasharray=\"7 5\"" : ""
    return
      "<line class=\"s\(edge.weight < 0 ? 0 : 1)\" stroke-width=\"\(SVG.number(width))\"\(dashes) \(start) \(end)/>"
  }
}
