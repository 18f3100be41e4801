import Engine
import SessionCore

/// How much each unit of a hidden layer does for the layers above.
///
///     use of unit j = ‖outgoing weights of j‖₂ · standard deviation of a[l]_j over some samples
///
/// A unit that never changes can be replaced by a bias, and one without outgoing weights can be left out: both have
/// a use of 0.
struct UnitUse {
  /// One number a unit.
  var values: [Double]
  /// What the spread was taken over: "1,000 training samples"; `nil` if there are none and the norm is all.
  var sampleName: String?

  /// - Precondition: `l` is a hidden layer.
  init(of l: Int, in session: Session, network: Network<Double>) {
    let outgoing = network[layer: l + 1].weights
    let norms = outgoing.map { $0 * $0 }.columnSums.elements.map { $0.squareRoot() }
    guard let (inputs, name) = Self.inputs(session, width: network.sizes[0]),
      let activations = network.inMode(.evaluation).forward(inputs)[.activation(l)]
    else {
      values = norms
      return
    }
    values = zip(norms, Self.spreads(activations)).map { $0 * $1 }
    sampleName = name
  }

  /// Units from the most to the least used.
  var order: [Int] {
    values.indices.sorted { values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1 }
  }

  /// The first samples of the data set, else the batch, if they fit the network and are more than one.
  private static func inputs(_ session: Session, width: Int) -> (Matrix<Double>, String)? {
    if let samples = session.dataset?.training, samples.features == width, samples.count > 1 {
      let count = min(1000, samples.count)
      let rows = session.split.map { Array($0.training.prefix(count)) } ?? Array(0..<count)
      return (samples.inputMatrix(at: rows), Description.count(rows.count, "training sample"))
    }
    guard let x = session[.input], x.columns == width, x.rows > 1 else { return nil }
    return (x, "the batch")
  }

  /// The standard deviation of each column.
  private static func spreads(_ matrix: Matrix<Double>) -> [Double] {
    let count = Double(matrix.rows)
    let means = matrix.columnSums.elements.map { $0 / count }
    return means.enumerated().map { column, mean in
      let deviations = (0..<matrix.rows).map { matrix[$0, column] - mean }
      return (deviations.reduce(0) { $0 + $1 * $1 } / count).squareRoot()
    }
  }
}

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
