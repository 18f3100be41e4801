import Views

/// A heat map whose rows and columns have names, each cell with its number: a confusion matrix.
struct SVGNamedCells {
  let map: HeatMap
  let style: RenderStyle
  private let cell = 40.0
  private let top = 56.0

  /// Room for the longest name of a row.
  private var left: Double { 20 + 7.5 * Double(map.rowNames.map(\.displayWidth).max() ?? 0) }

  var document: SVGDocument {
    let end = top + cell * Double(map.rows)
    let width = max(left + cell * Double(map.columns) + 12, 420)
    let foot = map.note.map { [SVG.text($0, x: 12, y: end + 20)] } ?? []
    return SVGDocument(
      width: Int(width.rounded(.up)), height: Int(end) + 32, title: map.title,
      body: [SVG.text(map.title, x: 12, y: 20, kind: "title")] + names + (0..<map.rows).map(row) + foot)
  }

  private var names: [String] {
    let rows = map.rowNames.enumerated().map { index, name in
      SVG.text(name, x: left - 8, y: top + cell * (Double(index) + 0.5) + 4, anchor: "end")
    }
    let columns = map.columnNames.enumerated().map { index, name in
      SVG.text(name, x: left + cell * (Double(index) + 0.5), y: top - 8, anchor: "middle")
    }
    return rows + columns
  }

  private func row(_ row: Int) -> String {
    let shades = Shades(map.palette, range: map.range, data: map.data)
    let format = style.format.with(digits: 2)
    return (0..<map.columns).map { column in
      let value = map.data[row * map.columns + column]
      let colour = shades.colour(value, on: .light)
      let (x, y) = (left + cell * Double(column), top + cell * Double(row))
      let ink = colour.red + colour.green + colour.blue > 384 ? "#111" : "#eee"
      let box =
        "<rect x=\"\(SVG.number(x))\" y=\"\(SVG.number(y))\" width=\"\(SVG.number(cell))\" "
        + "height=\"\(SVG.number(cell))\" fill=\"\(colour.hexadecimal)\"/>"
      guard value != 0 else { return box }
      return box
        + Markup.element(
          "text",
          "style=\"fill:\(ink)\" x=\"\(SVG.number(x + cell / 2))\" y=\"\(SVG.number(y + cell / 2 + 4))\" "
            + "text-anchor=\"middle\"", text: format.text(value))
    }.joined()
  }
}
