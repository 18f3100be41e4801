import Views

/// Image grids and heat maps as pixels alone, on a light ground: all that works without a library that draws text.
///
/// Captions are left out, and a marked image has a dark frame.
struct BarePixels {
  /// Pixels between two images.
  private static let gap = 4
  /// The widest picture that small pixels are enlarged to.
  private static let target = 1200
  /// The most pixels along an edge.
  private static let limit = 8000

  /// `nil` for a grid without pixels, and for one that is too large.
  func pixels(of grid: ImageGrid) -> PixelBuffer? {
    guard !grid.images.isEmpty, grid.width > 0, grid.height > 0 else { return nil }
    let columns = grid.balancedColumns
    let rows = grid.images.count.dividedUp(by: columns)
    let longest = max(columns * grid.width, rows * grid.height)
    let scale = max(1, min(16, Self.target / longest))
    let size = (width: grid.width * scale + Self.gap, height: grid.height * scale + Self.gap)
    guard columns * size.width <= Self.limit, rows * size.height <= Self.limit else { return nil }
    var buffer = PixelBuffer(
      width: columns * size.width + Self.gap, height: rows * size.height + Self.gap, colour: RGB(255, 255, 255))
    for (index, image) in grid.images.enumerated() {
      let (x, y) = (Self.gap + index % columns * size.width, Self.gap + index / columns * size.height)
      if image.isMarked {
        let (right, bottom) = (x + size.width - Self.gap, y + size.height - Self.gap)
        buffer.fill(x: x - 2..<right + 2, y: y - 2..<bottom + 2, RGB(20, 20, 20))
      }
      draw(image, of: grid, at: (x, y), scale: scale, in: &buffer)
    }
    return buffer
  }

  private func draw(
    _ image: ImageGrid.Image, of grid: ImageGrid, at corner: (x: Int, y: Int), scale: Int, in buffer: inout PixelBuffer
  ) {
    let shades = Shades(grid.palette, range: grid.range, data: image.pixels)
    for row in 0..<grid.height {
      for column in 0..<grid.width {
        let (x, y) = (corner.x + column * scale, corner.y + row * scale)
        buffer.fill(
          x: x..<x + scale, y: y..<y + scale, shades.colour(image.pixels[row * grid.width + column], on: .light))
      }
    }
  }
}
