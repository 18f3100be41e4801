import Views

/// Pictures of values as SVG, each the pixels of a PNG file inside the drawing, enlarged with hard edges.
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
  /// Pixels of the medium for one of the drawing, for a medium that would blur an enlarged image; `nil` for pages.
  private let scale: Double?

  init(_ map: HeatMap, style: RenderStyle, scale: Double? = nil) {
    self.scale = scale
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

  init(_ grid: ImageGrid, style: RenderStyle, scale: Double? = nil) {
    self.scale = scale
    title = grid.title
    note = nil
    background = style.background
    tiles = grid.images.map { image in
      Tile(
        raster: Raster(width: grid.width, height: grid.height, pixels: image.pixels),
        shades: Shades(grid.palette, range: grid.range, data: image.pixels), caption: image.caption,
        isMarked: image.isMarked)
    }
    columns = grid.balancedColumns
    cell = max(Self.smallest(for: grid), min(12, 640 / max(1, columns * grid.width)))
  }

  /// Under a picture of 84 there is room for 12 letters: captions of several words are not broken into single ones.
  private static func smallest(for grid: ImageGrid) -> Int {
    let hasLongCaptions = grid.images.contains { DisplayWidth.of($0.caption) > 12 }
    return hasLongCaptions ? max(2, (83 + grid.width) / max(1, grid.width)) : 2
  }

  var document: SVGDocument {
    let width = (tiles.map(\.raster.width).max() ?? 0) * cell
    var end = 34
    var parts: [String] = []
    for start in stride(from: 0, to: tiles.count, by: columns) {
      let row = tiles[start..<min(tiles.count, start + columns)]
      parts += row.enumerated().map { svg($1, x: 12 + $0 * (width + 8), y: end) }
      end += height(of: row) + 8
    }
    end += note == nil ? 4 : 20
    let foot = note.map { [SVG.text($0, x: 12, y: Double(end - 10))] } ?? []
    return SVGDocument(
      width: 24 + max(min(columns, max(1, tiles.count)) * (width + 8) - 8, widthOfText), height: end, title: title,
      body: [SVG.text(title, x: 12, y: 20, kind: "title")] + parts + foot)
  }

  /// As high as the row's longest caption asks.
  private func height(of row: ArraySlice<Tile>) -> Int {
    let lines = row.map { captionLines($0).count }.max() ?? 0
    return (row.map(\.raster.height).max() ?? 0) * cell + (lines > 0 ? 6 + Self.lineHeight * lines : 0)
  }

  /// About: the title, the note and the caption of a picture that stands alone are not broken.
  private var widthOfText: Int {
    let caption = tiles.count == 1 ? DisplayWidth.of(tiles[0].caption) : 0
    return max(9 * DisplayWidth.of(title), 7 * max(DisplayWidth.of(note ?? ""), caption))
  }

  private func svg(_ tile: Tile, x: Int, y: Int) -> String {
    let frame =
      tile.isMarked
      ? "<rect class=\"axis\" fill=\"none\" x=\"\(x - 1)\" y=\"\(y - 1)\" width=\"\(tile.raster.width * cell + 2)\" "
        + "height=\"\(tile.raster.height * cell + 2)\"/>" : ""
    let caption = captionLines(tile).enumerated().map { line, text in
      SVG.text(text, x: Double(x), y: Double(y + tile.raster.height * cell + Self.lineHeight * (line + 1)))
    }.joined()
    return pixels(tile, x: x, y: y) + frame + caption
  }

  private static let lineHeight = 14

  /// The caption of a picture among others, broken so that it is no wider than the picture.
  private func captionLines(_ tile: Tile) -> [String] {
    guard !tile.caption.isEmpty else { return [] }
    guard tiles.count > 1 else { return [tile.caption] }
    let caption = tile.caption.replacing(" %", with: "\u{A0}%")
    return Wrapping.lines(caption, width: max(6, tile.raster.width * cell / 7))
  }

  private func pixels(_ tile: Tile, x: Int, y: Int) -> String {
    let raster = scale.map { tile.raster.enlarged(Int((Double(cell) * $0).rounded(.up))) } ?? tile.raster
    guard let address = ShadedPixels(raster, tile.shades, on: background).dataAddress else { return "" }
    return "<image class=\"pixels\" x=\"\(x)\" y=\"\(y)\" width=\"\(tile.raster.width * cell)\" "
      + "height=\"\(tile.raster.height * cell)\" href=\"\(address)\"/>"
  }
}

extension ImageGrid {
  /// How many pictures stand side by side on a page: as many as were requested, else about as many as there are rows.
  ///
  /// Fewer than asked, where the rows are then of one length: 12 pictures in rows of 11 are two rows of 6.
  var balancedColumns: Int {
    let count = max(1, images.count)
    if let columns { return count.over(count.over(max(1, min(columns, count)))) }
    let square = (1...).first { $0 * $0 >= count } ?? 1
    return (square...min(count, 2 * square)).min { $0.emptyPlaces(for: count) < $1.emptyPlaces(for: count) } ?? square
  }
}

extension Int {
  /// The quotient, rounded up.
  fileprivate func over(_ divisor: Int) -> Int { (self + divisor - 1) / divisor }

  /// The places that so many pictures leave in the last row.
  fileprivate func emptyPlaces(for count: Int) -> Int { count.over(self) * self - count }
}
