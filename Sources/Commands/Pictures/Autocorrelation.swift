import CommandKit
import SessionCore

/// How alike neighbouring pixels are: near 0 in noise, near 1 in a smooth picture.
///
///     I = (N / P) Σ over neighbours (xᵢ − x̄)(xⱼ − x̄) / Σ (xᵢ − x̄)²
///
/// P is the number of pairs of pixels that share an edge. `nil` for a picture of one shade. Source: Moran, "Notes on
/// continuous stochastic phenomena", Biometrika 37 (1950).
/// - Precondition: there are `width * height` pixels.
func spatialAutocorrelation(_ pixels: [Double], width: Int, height: Int) -> Double? {
  precondition(pixels.count == width * height)
  let mean = pixels.reduce(0, +) / Double(max(pixels.count, 1))
  let deviations = pixels.map { $0 - mean }
  let variation = deviations.reduce(0) { $0 + $1 * $1 }
  let pairs = height * max(width - 1, 0) + width * max(height - 1, 0)
  guard variation > 0, variation.isFinite, pairs > 0 else { return nil }
  var sum = 0.0
  for y in 0..<height {
    for x in 0..<width {
      let here = deviations[y * width + x]
      if x + 1 < width { sum += here * deviations[y * width + x + 1] }
      if y + 1 < height { sum += here * deviations[(y + 1) * width + x] }
    }
  }
  return Double(pixels.count) / Double(pairs) * sum / variation
}
