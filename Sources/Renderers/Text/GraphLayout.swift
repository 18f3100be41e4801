import Views

/// A network in a frame: layers from left to right, units by their numbers, a line for each weight, wider for a larger
/// magnitude; negative ones are dashed.
struct GraphLayout {
  private let graph: NetworkGraph
  private let style: RenderStyle
  private let slots: [[Slot]]
  private let rows: Int
  private let width: Int
  /// The middle column of each layer.
  private let columns: [Int]

  /// What is drawn in a layer, from the top.
  private enum Slot {
    case unit(Int)
    case more(Int)

    var text: String {
      switch self {
      case .unit(let unit): "(\(unit))"
      case .more(let count): "… \(count) more"
      }
    }
  }

  init(_ graph: NetworkGraph, style: RenderStyle) {
    self.graph = graph
    self.style = style
    // The frame, the names of the layers, the legend and a note.
    let room = style.height.map { max(3, $0 - 5) } ?? 2 * NetworkGraph.mostUnits
    slots = graph.layers.map { layer in
      let units = NetworkGraph.shownUnits(of: layer.units, atMost: room)
      let more = units.hidden > 0 ? [Slot.more(units.hidden)] : []
      return units.head.map(Slot.unit) + more + units.tail.map(Slot.unit)
    }
    let most = slots.map(\.count).max() ?? 1
    rows = max(3, min(room, 2 * most - 1))
    let widest = graph.layers.indices.map { Self.caption($0, graph).displayWidth }
    let (left, right) = ((widest.first ?? 0) / 2 + 4, (widest.last ?? 0) / 2 + 4)
    width = max(left + right + 8, min(style.columns - 4, left + right + 28 * max(1, graph.layers.count - 1)))
    let (span, gaps) = (width - left - right, max(1, graph.layers.count - 1))
    columns = graph.layers.indices.map { left + span * $0 / gaps }
  }

  private static func caption(_ layer: Int, _ graph: NetworkGraph) -> String { "\(layer) \(graph.layers[layer].name)" }

  var lines: [Line] {
    let note = Layout(style: style.narrowed(by: 4)).note(graph.note)
    return Panel(title: graph.title, content: drawing + [captions] + legend + note, style: style).lines
  }

  /// Places of the slots of a layer, spread over the height.
  private func row(_ slot: Int, of layer: Int) -> Int { (2 * slot + 1) * rows / (2 * slots[layer].count) }

  private var drawing: [Line] {
    var lines = canvas.lines
    for (layer, slots) in slots.enumerated() {
      for (index, slot) in slots.enumerated() {
        let text = style.clean(slot.text)
        let isUnit = if case .unit = slot { true } else { false }
        let span = Span(text: text, ink: .role(isUnit ? .emphasis : .faint))
        lines[row(index, of: layer)].overlay(span, at: columns[layer] - text.displayWidth / 2, within: width)
      }
    }
    return lines
  }

  private var captions: Line {
    var line = Line().padded(to: width)
    for layer in graph.layers.indices {
      let text = style.clean(Self.caption(layer, graph))
      line.overlay(Span(text: text, ink: .role(.faint)), at: columns[layer] - text.displayWidth / 2, within: width)
    }
    return line
  }

  /// The sign of a weight: negative ones have the first colour, as in heat maps.
  private enum Sign: Int { case negative, positive }

  private var legend: [Line] {
    guard !graph.edges.isEmpty else { return [] }
    let samples = style.unicode ? ["⠒ ⠒", "⠒⠒⠒"] : ["- -", "+++"]
    let spans = zip([Sign.negative, .positive], samples).flatMap { sign, sample in
      [Span(text: sample, ink: .series(sign.rawValue)), style.span(sign == .negative ? " negative   " : " positive")]
    }
    let scale = "   wider is stronger, up to \(style.format.with(digits: 3).text(graph.strongest))"
    return (Line(spans) + style.line(style.unicode ? scale : scale.replacing("wider", with: "denser"), .faint))
      .wrapped(to: style.columns - 4)
  }

  /// In ASCII the ramp of `Shades` shows the magnitude.
  private var canvas: PlotCanvas {
    let glyphs: [Character] = ["-", "+", "=", "x", "@", "#"]
    var canvas = PlotCanvas(columns: width, rows: rows, marks: style.unicode ? .dots : .glyphs(glyphs), inks: 2)
    for edge in graph.edges { draw(edge, on: &canvas) }
    return canvas
  }

  private func draw(_ edge: NetworkGraph.Edge, on canvas: inout PlotCanvas) {
    guard let start = place(of: edge.from, in: edge.layer - 1), let end = place(of: edge.to, in: edge.layer) else {
      return
    }
    let strength = graph.strength(of: edge)
    let sign = edge.weight < 0 ? Sign.negative : .positive
    let (across, down) = (canvas.width / canvas.columns, canvas.height / canvas.rows)
    let from = PlotCanvas.Dot(x: (start.column + start.half) * across, y: start.row * down + down / 2)
    let to = PlotCanvas.Dot(x: (end.column - end.half) * across - 1, y: end.row * down + down / 2)
    for offset in style.unicode ? [[0], [0, -1], [0, -1, 1]][strength] : [0] {
      canvas.draw(
        from: PlotCanvas.Dot(x: from.x, y: from.y + offset), to: PlotCanvas.Dot(x: to.x, y: to.y + offset),
        series: style.unicode ? sign.rawValue : 2 * strength + sign.rawValue,
        isDashed: style.unicode && sign == .negative)
    }
  }

  /// `nil` for a unit that is not drawn.
  private func place(of unit: Int, in layer: Int) -> (column: Int, half: Int, row: Int)? {
    for (index, slot) in slots[layer].enumerated() {
      guard case .unit(unit) = slot else { continue }
      return (columns[layer], slot.text.count / 2 + 1, row(index, of: layer))
    }
    return nil
  }
}

extension Line {
  /// Puts a piece over what is there; one that would end outside is moved.
  fileprivate mutating func overlay(_ span: Span, at column: Int, within width: Int) {
    let piece = Line([span]).clipped(to: width)
    let start = max(0, min(column, width - piece.width))
    self = (clipped(to: start).padded(to: start) + piece + dropping(start + piece.width)).merged
  }
}

extension Layout {
  /// The layers, and the strongest weights between them.
  func spoken(_ graph: NetworkGraph) -> [Line] {
    let layers = graph.layers.enumerated().map { index, layer in
      style.line("  layer \(index), \(layer.name): \(layer.units) \(layer.units == 1 ? "unit" : "units")")
    }
    let weights = (1..<max(1, graph.layers.count)).flatMap { layer -> [Line] in
      let edges = graph.edges.filter { $0.layer == layer }.suffix(5).reversed()
      if edges.isEmpty { return [style.line("  into layer \(layer): all weights drawn are 0")] }
      let list = edges.map { "\($0.name) = \(style.format.with(digits: 3).text($0.weight))" }
      return style.line("  strongest into layer \(layer): \(list.joined(separator: "; "))").wrapped(to: style.columns)
    }
    return style.line(graph.title, .heading).wrapped(to: style.columns) + layers + weights + note(graph.note)
  }
}
