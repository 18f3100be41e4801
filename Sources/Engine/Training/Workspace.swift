import RealModule

/// The memory of forward and backward passes over a batch, sized once; no pass allocates.
///
/// Threads share it: in a pass each works on its own rows (samples), in an update on its own units.
/// A class, because it owns memory that several threads write.
final class Workspace<E: Scalar> {
  /// The most samples a batch can have.
  let capacity: Int
  let sizes: [Int]
  let activations: [Activation]
  /// What the optional parts of each layer are; the numbers are those of the parameters.
  let layers: [Layer<Double>]
  let penalties: [Penalty]
  let objective: Objective
  let classReading: ClassReading?
  private let values: Slab<E>
  private let slopes: Slab<E>
  private let deltas: Slab<E>
  private let outputs: Slab<E>
  private let masks: Slab<E>
  private let normalizations: Slab<E>
  /// For each thread and layer; see `Workspace+Normalization`.
  let statistics: Slab<E>
  /// Scratch for δ[l+1]ᵀ, at index l.
  let transposedDeltas: Slab<E>
  let columnSums: Slab<E>

  init(_ network: Network<Double>, capacity: Int, classReading: ClassReading?, threads: Int) {
    self.capacity = capacity
    self.classReading = classReading
    let sizes = network.sizes
    self.sizes = sizes
    objective = network.objective
    let activations = network.layers.map(\.activation)
    self.activations = activations
    let layers = network.layers
    self.layers = layers
    penalties = (1...network.depth).map { network.penalty($0) }
    values = Slab(counts: sizes.map { capacity * $0 })
    /// The entries of a batch of a layer that has a part, none for another layer.
    func entries(_ hasPart: (Layer<Double>) -> Bool) -> [Int] {
      layers.map { hasPart($0) ? capacity * $0.units : 0 }
    }
    slopes = Slab(
      counts: entries { $0.activation.keepsSlope || $0.activation == .softmax && $0.dropout > 0 })
    masks = Slab(counts: entries { $0.dropout > 0 })
    normalizations = Slab(counts: entries { $0.normalization != nil })
    statistics = Slab(
      counts: (0..<threads).flatMap { _ in
        layers.map { $0.normalization == nil ? 0 : Self.statisticsPerUnit * $0.units }
      })
    deltas = Slab(counts: (0..<network.depth).map { capacity * sizes[$0 + 1] })
    outputs = Slab(counts: [capacity * sizes[network.depth], capacity * sizes[network.depth]])
    transposedDeltas = Slab(counts: [0] + sizes.dropFirst(2).map { capacity * $0 })
    columnSums = Slab(counts: sizes)
  }

  var depth: Int { activations.count }
  func activation(_ l: Int) -> Activation { activations[l - 1] }

  /// a[l].
  /// - Shapes: B×n_l.
  func a(_ l: Int) -> UnsafeMutablePointer<E> { values[l] }
  /// h′(z[l]) where a[l] does not tell it.
  /// - Shapes: B×n_l.
  func slope(_ l: Int) -> UnsafeMutablePointer<E> { slopes[l - 1] }
  /// mask[l], where the layer has dropout.
  /// - Shapes: B×n_l.
  func mask(_ l: Int) -> UnsafeMutablePointer<E> { masks[l - 1] }
  /// zhat[l], where the layer is normalised.
  /// - Shapes: B×n_l.
  func standardized(_ l: Int) -> UnsafeMutablePointer<E> { normalizations[l - 1] }
  /// B times δ[l] for a mean, δ[l] for a sum: the factor of the reduction enters at the update.
  /// - Shapes: B×n_l.
  func delta(_ l: Int) -> UnsafeMutablePointer<E> { deltas[l - 1] }
  /// z[L], which the entropies are taken from.
  /// - Shapes: B×n_L.
  var z: UnsafeMutablePointer<E> { outputs[0] }
  /// - Shapes: B×n_L.
  var y: UnsafeMutablePointer<E> { outputs[1] }

  /// Gathers the samples of some rows of the batch.
  func gather(_ batch: UnsafeBufferPointer<Int>, rows: Range<Int>, from reader: SampleReader<E>) {
    for i in rows {
      reader.readInput(batch[i], to: a(0) + i * sizes[0])
      reader.readTarget(batch[i], to: y + i * sizes[depth])
    }
    if objective.smoothing != 0 { smooth(rows) }
  }

  /// y ← (1 − ε) y + ε/n.
  private func smooth(_ rows: Range<Int>) {
    let width = sizes[depth]
    let floor = E(objective.smoothing / Double(objective.classes(outputs: width)))
    for k in rows.lowerBound * width..<rows.upperBound * width { y[k] = E(1 - objective.smoothing) * y[k] + floor }
  }
}

extension Activation {
  /// Whether the derivative must be kept from the forward pass: the others read it off the activation.
  var keepsSlope: Bool {
    switch self {
    case .relu, .identity, .softmax: false
    default: true
    }
  }

  /// h(z) and h′(z), with their common parts computed once.
  ///
  /// With e = e^−|z| and s = 1/(1 + e): σ(z) is s or e s, and σ′(z) = e s².
  /// tanh′(z) = 4 σ′(2z).
  func valueAndSlope<E: Scalar>(_ z: E) -> (value: E, slope: E) {
    switch self {
    case .sigmoid:
      let e = E.exp(-z.magnitude)
      let s = 1 / (1 + e)
      return (z >= 0 ? s : e * s, e * s * s)
    case .tanh:
      let e = E.exp(-2 * z.magnitude)
      let s = 1 / (1 + e)
      return (.tanh(z), 4 * e * s * s)
    default: return (value(z), derivative(z))
    }
  }
}
