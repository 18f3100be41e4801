/// Values in rows.
struct Raster: Equatable {
  let width: Int
  let height: Int
  private let pixels: [Double]

  init(width: Int, height: Int, pixels: [Double]) {
    precondition(pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  subscript(x: Int, y: Int) -> Double { pixels[y * width + x] }

  /// At most N pixels each way; a pixel is the mean of the block that it replaces.
  func shrunk(width limit: Int, height other: Int) -> Raster {
    let across = factor(width, limit)
    let down = factor(height, other)
    guard across > 1 || down > 1 else { return self }
    let size = ((width + across - 1) / across, (height + down - 1) / down)
    let means = (0..<size.1).flatMap { y in
      (0..<size.0).map { x in
        mean(x * across..<min(width, (x + 1) * across), y * down..<min(height, (y + 1) * down))
      }
    }
    return Raster(width: size.0, height: size.1, pixels: means)
  }

  /// The same, by one factor both ways: a picture keeps its proportions.
  func shrunk(toFit limit: Int, height other: Int) -> Raster {
    let both = max(factor(width, limit), factor(height, other))
    return shrunk(width: (width + both - 1) / both, height: (height + both - 1) / both)
  }

  /// Every pixel as a square of `factor` by `factor`.
  func enlarged(_ factor: Int) -> Raster {
    let pixels = (0..<height * factor).flatMap { y in (0..<width * factor).map { self[$0 / factor, y / factor] } }
    return Raster(width: width * factor, height: height * factor, pixels: pixels)
  }

  private func factor(_ count: Int, _ limit: Int) -> Int { max(1, (count + max(1, limit) - 1) / max(1, limit)) }

  private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
    let sum = rows.reduce(0.0) { sum, y in columns.reduce(sum) { $0 + self[$1, y] } }
    return sum / Double(columns.count * rows.count)
  }
}
