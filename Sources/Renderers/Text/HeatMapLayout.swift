import Views

/// The cells of a heat map in a frame, with the names or numbers of rows and columns, the palette and the note beneath.
///
/// A cell that is the mean of several rows or columns has the number of the first.
struct HeatMapLayout {
  private let map: HeatMap
  private let style: RenderStyle
  private let canvas: ImageCanvas
  private let raster: Raster
  private let rowNames: [String]
  /// The width of the names of the rows.
  private let margin: Int

  private static let longestName = 12

  init(_ map: HeatMap, style: RenderStyle) {
    self.map = map
    self.style = style
    canvas = ImageCanvas(style: style, shades: Shades(map.palette, range: map.range, data: map.data))
    let named = map.rowNames.map { style.clean($0).truncated(to: Self.longestName, mark: style.clean("…")) }
    rowNames = named.isEmpty && map.isNumbered ? (0..<map.rows).map { "\($0)" } : named
    margin = rowNames.map(\.displayWidth).max() ?? 0
    let full = Raster(width: map.columns, height: map.rows, pixels: map.data)
    // The frame, the numbers of the columns, the palette, the size and the note.
    let lines = style.height.map { max(4, min(40, $0 - (map.note == nil ? 5 : 6))) } ?? 40
    raster = canvas.fitted(full, columns: style.columns - 4 - (margin > 0 ? margin + 1 : 0), lines: lines)
  }

  var lines: [Line] {
    var content = columnNumbers + rows
    if raster.width < map.columns || raster.height < map.rows {
      content.append(
        style.line("\(map.rows)×\(map.columns) shown as \(raster.height)×\(raster.width) means", .faint))
    }
    content.append(canvas.legend)
    content += Layout(style: style.narrowed(by: 4)).note(map.note).map { $0.clipped(to: style.columns - 4) }
    return Panel(title: map.title, content: content, style: style).lines
  }

  private var rows: [Line] {
    canvas.lines(raster).enumerated().map { index, line in
      let row = source(index * canvas.pixelsPerLine, raster.height, map.rows)
      return start(rowNames.isEmpty ? "" : rowNames[min(row, rowNames.count - 1)]) + line
    }
  }

  private func start(_ name: String) -> Line {
    margin > 0 ? style.line(name.rightAligned(to: margin) + " ", .faint) : Line()
  }

  /// The row or column of the map at a pixel: pixels are enlarged, or each is several rows.
  private func source(_ pixel: Int, _ shown: Int, _ count: Int) -> Int {
    shown > count ? pixel * count / shown : pixel * count.dividedUp(by: max(1, shown))
  }

  /// The numbers of as many columns as have room, at equal distances.
  private var columnNumbers: [Line] {
    guard map.isNumbered || !map.columnNames.isEmpty, raster.width > 0 else { return [] }
    let widest = "\(max(0, map.columns - 1))".count
    let places = (0..<raster.width).filter { $0 == 0 || isFirst($0) }
    let least = (widest + 1).dividedUp(by: canvas.columnsPerPixel)
    let apart = [1, 2, 5, 10, 20, 50, 100, 200, 500].first { step in
      zip(places.striding(by: step), places.striding(by: step).dropFirst()).allSatisfy { $1 - $0 >= least }
    }
    let text = places.striding(by: apart ?? places.count).reduce("") { text, pixel in
      let number = "\(source(pixel, raster.width, map.columns))"
      let column = pixel * canvas.columnsPerPixel
      return column + number.count > raster.width * canvas.columnsPerPixel + 1 ? text : text.padded(to: column) + number
    }
    return [start("") + style.line(text, .faint)]
  }

  /// Whether a column of the map starts at a pixel.
  private func isFirst(_ pixel: Int) -> Bool {
    source(pixel, raster.width, map.columns) != source(pixel - 1, raster.width, map.columns)
  }
}

extension Array {
  /// Every n-th element.
  fileprivate func striding(by step: Int) -> [Element] {
    stride(from: 0, to: count, by: Swift.max(1, step)).map { self[$0] }
  }
}
