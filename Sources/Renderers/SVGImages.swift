import Views

/// Pictures of values as SVG: neighbours of one colour in a row are one rectangle.
struct SVGImages {
  private struct Tile {
    var raster: Raster
    var shades: Shades
    var caption: String
    var isMarked: Bool
  }

  private let title: String
  private let tiles: [Tile]
  private let columns: Int
  private let cell: Int
  private let note: String?
  private let background: Background

  init(_ map: HeatMap, style: RenderStyle) {
    title = map.title
    note = map.note
    background = style.background
    columns = 1
    let raster = Raster(width: map.columns, height: map.rows, pixels: map.data).shrunk(width: 400, height: 400)
    cell = max(2, min(24, 560 / max(1, raster.width)))
    let shades = Shades(map.palette, range: map.range, data: map.data)
    let caption = "\(style.format.text(shades.low)) … \(style.format.text(shades.high))"
    tiles = [Tile(raster: raster, shades: shades, caption: caption, isMarked: false)]
  }

  init(_ grid: ImageGrid, style: RenderStyle) {
    title = grid.title
    note = nil
    background = style.background
    tiles = grid.images.map { image in
      Tile(
        raster: Raster(width: grid.width, height: grid.height, pixels: image.pixels),
        shades: Shades(grid.palette, range: grid.range, data: image.pixels), caption: image.caption,
        isMarked: image.isMarked)
    }
    let natural = (1...32).first { $0 * $0 >= grid.images.count } ?? 32
    columns = max(1, min(grid.columns ?? natural, grid.images.count))
    cell = max(2, min(12, 640 / max(1, columns * grid.width)))
  }

  var text: String {
    let width = (tiles.map(\.raster.width).max() ?? 0) * cell
    let lines = tiles.map { captionLines($0).count }.max() ?? 0
    let height =
      (tiles.map(\.raster.height).max() ?? 0) * cell + (lines > 0 ? 6 + Self.lineHeight * lines : 0)
    let rows = (tiles.count + columns - 1) / columns
    let parts = tiles.enumerated().map { index, tile in
      svg(tile, x: 12 + index % columns * (width + 8), y: 34 + index / columns * (height + 8))
    }
    let end = 34 + rows * (height + 8) + 16
    let foot = note.map { [SVG.text($0, x: 12, y: Double(end - 6))] } ?? []
    return SVG.document(
      width: max(240, 24 + min(columns, max(1, tiles.count)) * (width + 8)), height: end, title: title,
      body: [SVG.text(title, x: 12, y: 20, kind: "title")] + parts + foot)
  }

  private func svg(_ tile: Tile, x: Int, y: Int) -> String {
    let rows = (0..<tile.raster.height).map { rectangles(tile, row: $0, x: x, y: y + $0 * cell) }.joined()
    let frame =
      tile.isMarked
      ? "<rect class=\"axis\" fill=\"none\" x=\"\(x - 1)\" y=\"\(y - 1)\" width=\"\(tile.raster.width * cell + 2)\" "
        + "height=\"\(tile.raster.height * cell + 2)\"/>" : ""
    let caption = captionLines(tile).enumerated().map { line, text in
      SVG.text(text, x: Double(x), y: Double(y + tile.raster.height * cell + Self.lineHeight * (line + 1)))
    }.joined()
    return "<g shape-rendering=\"crispEdges\">\(rows)\(frame)</g>\(caption)"
  }

  private static let lineHeight = 14

  /// The caption of a picture that stands among others, broken so that it ends where the picture does.
  private func captionLines(_ tile: Tile) -> [String] {
    guard !tile.caption.isEmpty else { return [] }
    guard tiles.count > 1 else { return [tile.caption] }
    return Wrapping.lines(tile.caption, width: max(6, tile.raster.width * cell / 7))
  }

  private func rectangles(_ tile: Tile, row: Int, x: Int, y: Int) -> String {
    let colours = (0..<tile.raster.width).map { tile.shades.colour(tile.raster[$0, row], on: background) }
    var result = ""
    var start = 0
    while start < colours.count {
      let end = colours[start...].firstIndex { $0 != colours[start] } ?? colours.count
      result +=
        "<rect x=\"\(x + start * cell)\" y=\"\(y)\" width=\"\((end - start) * cell)\" height=\"\(cell)\" "
        + "fill=\"\(colours[start].hexadecimal)\"/>"
      start = end
    }
    return result
  }
}
