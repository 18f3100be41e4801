import Views

extension Layout {
  /// The cells of a heat map in a frame, with the palette and the note beneath.
  func lines(_ map: HeatMap) -> [Line] {
    let canvas = ImageCanvas(style: style, shades: Shades(map.palette, range: map.range, data: map.data))
    let raster = Raster(width: map.columns, height: map.rows, pixels: map.data)
    let small = canvas.fitted(raster, columns: style.columns - 4, lines: 40)
    var content = canvas.lines(small)
    if small.width < raster.width || small.height < raster.height {
      content.append(style.line("\(map.rows)×\(map.columns) shown as \(small.height)×\(small.width) means", .faint))
    }
    content.append(canvas.legend)
    content += Layout(style: style.narrowed(by: 4)).note(map.note).map { $0.clipped(to: style.columns - 4) }
    return Panel(title: map.title, content: content, style: style).lines
  }

  /// Images in a frame, side by side, each over its caption; `*` marks a caption.
  func lines(_ grid: ImageGrid) -> [Line] {
    let tiles = grid.images.map { tile($0, of: grid) }
    let width = tiles.map { $0.map(\.width).max() ?? 0 }.max() ?? 0
    let fit = max(1, (style.columns - 4 + 2) / (width + 2))
    let most = max(1, min(fit, grid.columns ?? fit))
    let count = grid.isPaired && most > 1 ? most - most % 2 : most
    var content: [Line] = []
    for start in stride(from: 0, to: tiles.count, by: count) {
      if start > 0 { content.append(Line()) }
      content += sideBySide(Array(tiles[start..<min(tiles.count, start + count)]), width: width)
    }
    return Panel(title: grid.title, content: content, style: style).lines
  }

  private func tile(_ image: ImageGrid.Image, of grid: ImageGrid) -> [Line] {
    let canvas = ImageCanvas(style: style, shades: Shades(grid.palette, range: grid.range, data: image.pixels))
    let room = grid.images.count > 1 ? (style.columns - 6) / 2 : style.columns - 4
    let whole = Raster(width: grid.width, height: grid.height, pixels: image.pixels)
    let raster = canvas.fitted(
      whole.shrunk(toFit: room / canvas.columnsPerPixel, height: 64), columns: room, lines: 40)
    let caption = style.clean((image.isMarked ? "* " : "") + image.caption)
    guard grid.images.contains(where: { !$0.caption.isEmpty || $0.isMarked }) else { return canvas.lines(raster) }
    let pieces = Wrapping.lines(caption, width: min(style.columns - 4, max(12, raster.width * canvas.columnsPerPixel)))
    return canvas.lines(raster)
      + pieces.map { Line([Span(text: $0, ink: .role(image.isMarked ? .emphasis : .plain))]) }
  }

  private func sideBySide(_ tiles: [[Line]], width: Int) -> [Line] {
    (0..<(tiles.map(\.count).max() ?? 0)).map { row in
      tiles.enumerated().reduce(Line()) { line, tile in
        let gap = tile.offset > 0 ? Line([style.span("  ")]) : Line()
        return line + gap + (row < tile.element.count ? tile.element[row] : Line()).padded(to: width)
      }
    }
  }
}
