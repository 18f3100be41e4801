/// Values in rows.
struct Raster: Equatable {
  let width: Int
  let height: Int
  let pixels: [Double]

  init(width: Int, height: Int, pixels: [Double]) {
    precondition(pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  subscript(x: Int, y: Int) -> Double { pixels[y * width + x] }

  /// At most `limit` by `other` pixels, each the mean of the block that it replaces.
  func shrunk(width limit: Int, height other: Int) -> Raster {
    let across = factor(width, limit)
    let down = factor(height, other)
    guard across > 1 || down > 1 else { return self }
    let columns = stride(from: 0, to: width, by: across).map { $0..<min(width, $0 + across) }
    let rows = stride(from: 0, to: height, by: down).map { $0..<min(height, $0 + down) }
    let means = rows.flatMap { row in columns.map { mean($0, row) } }
    return Raster(width: columns.count, height: rows.count, pixels: means)
  }

  /// The same, by one factor both ways: a picture keeps its proportions.
  func shrunk(toFit limit: Int, height other: Int) -> Raster {
    let both = max(factor(width, limit), factor(height, other))
    return shrunk(width: width.dividedUp(by: both), height: height.dividedUp(by: both))
  }

  /// Every pixel as a square of `factor` by `factor`.
  func enlarged(_ factor: Int) -> Raster {
    let pixels = (0..<height * factor).flatMap { y in (0..<width * factor).map { self[$0 / factor, y / factor] } }
    return Raster(width: width * factor, height: height * factor, pixels: pixels)
  }

  private func factor(_ count: Int, _ limit: Int) -> Int { max(1, count.dividedUp(by: max(1, limit))) }

  private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
    let sum = rows.reduce(0.0) { sum, y in columns.reduce(sum) { $0 + self[$1, y] } }
    return sum / Double(columns.count * rows.count)
  }
}

extension Int {
  /// The quotient rounded up.
  func dividedUp(by divisor: Int) -> Int { (self + divisor - 1) / divisor }
}
