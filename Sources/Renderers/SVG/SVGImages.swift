import Views

/// Images of values as SVG: each is a PNG file inside the drawing, enlarged with hard edges.
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
  /// Pixels of the medium for one of the drawing if the medium would blur enlarged images; `nil` for pages.
  private let scale: Double?
  /// The numbers of the rows and columns of a heat map; `nil` for images.
  private let numbers: CellNumbers?

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
    numbers = map.isNumbered ? CellNumbers(map, shown: raster, cell: cell) : nil
  }

  init(_ grid: ImageGrid, style: RenderStyle, scale: Double? = nil) {
    self.scale = scale
    numbers = nil
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

  /// An image of 84 pixels has room for 12 letters, so a long caption is not broken after each word.
  private static func smallest(for grid: ImageGrid) -> Int {
    let hasLongCaptions = grid.images.contains { $0.caption.displayWidth > 12 }
    return hasLongCaptions ? max(2, (83 + grid.width) / max(1, grid.width)) : 2
  }

  var document: SVGDocument {
    let width = (tiles.map(\.raster.width).max() ?? 0) * cell
    let left = 12 + (numbers?.width ?? 0)
    var end = 34 + (numbers?.height ?? 0)
    var parts = numbers?.labels(x: left, y: end) ?? []
    for start in stride(from: 0, to: tiles.count, by: columns) {
      let row = tiles[start..<min(tiles.count, start + columns)]
      parts += row.enumerated().map { svg($1, x: left + $0 * (width + 8), y: end) }
      end += height(of: row) + 8
    }
    end += note == nil ? 4 : 20
    let foot = note.map { [SVG.text($0, x: 12, y: Double(end - 10))] } ?? []
    return SVGDocument(
      width: 12 + left + max(min(columns, max(1, tiles.count)) * (width + 8) - 8, widthOfText), height: end,
      title: title,
      body: [SVG.text(title, x: 12, y: 20, kind: "title")] + parts + foot)
  }

  /// The images and the longest caption.
  private func height(of row: ArraySlice<Tile>) -> Int {
    let lines = row.map { captionLines($0).count }.max() ?? 0
    return (row.map(\.raster.height).max() ?? 0) * cell + (lines > 0 ? 6 + Self.lineHeight * lines : 0)
  }

  /// Estimated. The title, the note and the caption of a single image are not broken.
  private var widthOfText: Int {
    let caption = tiles.count == 1 ? tiles[0].caption.displayWidth : 0
    return max(9 * title.displayWidth, 7 * max((note ?? "").displayWidth, caption))
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

  /// The caption of an image among others, broken to the width of the image.
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
  /// The images in a row on a page: as many as requested, else about as many as there are rows.
  ///
  /// Fewer than requested if that makes the rows equally long: 12 images in rows of 11 become two rows of 6.
  var balancedColumns: Int {
    let count = max(1, images.count)
    if let columns { return count.dividedUp(by: count.dividedUp(by: max(1, min(columns, count)))) }
    let square = (1...).first { $0 * $0 >= count } ?? 1
    return (square...min(count, 2 * square)).min { $0.emptyPlaces(for: count) < $1.emptyPlaces(for: count) } ?? square
  }
}

extension Int {
  /// The places that are left in the last of the rows with this many places.
  fileprivate func emptyPlaces(for count: Int) -> Int { count.dividedUp(by: self) * self - count }
}
