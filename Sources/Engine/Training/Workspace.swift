/// The memory of forward and backward passes over a batch, sized once; no pass allocates.
///
/// Threads share it: each works on its own units of every layer, and only at the outputs on its own rows (samples).
/// A class, because it owns memory that several threads write.
final class Workspace<E: Scalar> {
  /// The most samples a batch can have.
  let capacity: Int
  let division: Division
  let activations: [Activation]
  /// What the optional parts of each layer are; the numbers are those of the parameters.
  let layers: [Layer<Double>]
  let penalties: [Penalty]
  let objective: Objective
  /// Whether δ[L] is taken from loss and output activation at once.
  let isFused: Bool
  let classReading: ClassReading?
  private let samples: Slab<E>
  private let values: Slab<E>
  private let slopes: Slab<E>
  private let deltas: Slab<E>
  private let outputs: Slab<E>
  private let masks: Slab<E>
  private let normalizations: Slab<E>
  private let summands: Slab<E>
  /// For each layer; see `Worker+Normalization`.
  let statistics: Slab<E>
  /// Scratch of each thread, for the transpose of its δ.
  let transposedDeltas: Slab<E>
  /// Scratch of each thread.
  let columnSums: Slab<E>
  /// Scratch of each thread, for the registers of compiled formulas.
  let formulas: Slab<E>
  /// Scratch of each thread, for a loss that is computed from its definition.
  let lossScratch: Slab<E>

  /// - Precondition: no hidden layer is a softmax with several threads: it needs all units of a sample.
  init(_ network: Network<Double>, _ division: Division, capacity: Int, classReading: ClassReading?) {
    (self.capacity, self.division, self.classReading) = (capacity, division, classReading)
    let (sizes, threads) = (division.sizes, division.threads)
    objective = network.objective
    isFused = network.objective.loss.requiredOutput == network[layer: network.depth].activation
    activations = network.layers.map(\.activation)
    let layers = network.layers
    self.layers = layers
    precondition(threads == 1 || !network.hasHiddenSoftmax)
    penalties = (1...network.depth).map { network.penalty($0) }
    samples = Slab(counts: (0..<threads).map { _ in capacity * sizes[0] })
    values = Slab(counts: sizes.dropFirst().map { capacity * $0 })
    /// The entries of a batch of a layer that has a part, none for another layer.
    func entries(_ hasPart: (Layer<Double>) -> Bool) -> [Int] {
      layers.map { hasPart($0) ? capacity * $0.units : 0 }
    }
    slopes = Slab(
      counts: entries { layer in
        // Of softmax itself, which a mask changes.
        layer.activation.kernel == .softmax ? layer.dropout > 0 : layer.activation.kernel.needsSlopes
      })
    masks = Slab(counts: entries { $0.dropout > 0 })
    normalizations = Slab(counts: entries { $0.normalization != nil })
    statistics = Slab(counts: layers.map { $0.normalization == nil ? 0 : Worker<E>.statisticsPerUnit * $0.units })
    deltas = Slab(counts: sizes.dropFirst().map { capacity * $0 })
    outputs = Slab(counts: [capacity * sizes[network.depth], capacity * sizes[network.depth]])
    summands = Slab(
      counts: (0..<threads).flatMap { _ in
        (1...network.depth).map { l in
          division.isByInputs(l) ? capacity * sizes[l] : division.givesSlopesInSummands(l) ? capacity * sizes[l - 1] : 0
        }
      })
    transposedDeltas = Slab(counts: (0..<threads).map { _ in capacity * (sizes.dropFirst(2).max() ?? 0) })
    columnSums = Slab(counts: (0..<threads).map { _ in sizes.max() ?? 0 })
    let registers = layers.compactMap { $0.activation.compiled?.scratch }.max() ?? 0
    formulas = Slab(counts: (0..<threads).map { _ in registers })
    let scratch = network.objective.loss.program?.scratch(count: sizes[network.depth]) ?? 0
    lossScratch = Slab(counts: (0..<threads).map { _ in scratch })
  }

  var sizes: [Int] { division.sizes }
  var depth: Int { activations.count }
  func activation(_ l: Int) -> Activation { activations[l - 1] }

  /// a[0], the samples of a batch: each thread reads all of them for itself.
  /// - Shapes: B×n_0.
  func inputs(_ thread: Int) -> UnsafeMutablePointer<E> { samples[thread] }
  /// a[l] of a layer l > 0.
  /// - Shapes: B×n_l if all threads read it, else see `own`.
  func a(_ l: Int) -> UnsafeMutablePointer<E> { values[l - 1] }
  /// A thread's summand: of z[l] if layer l is divided by inputs, of ∂C/∂a[l−1] if it is divided by units.
  /// - Shapes: B×n_l, B×n_(l−1).
  func summand(_ l: Int, _ thread: Int) -> UnsafeMutablePointer<E> { summands[thread * depth + l - 1] }
  /// h′(z[l]), unless a[l] tells it.
  /// - Shapes: see `own`.
  func slope(_ l: Int) -> UnsafeMutablePointer<E> { slopes[l - 1] }
  /// mask[l], if the layer has dropout.
  /// - Shapes: see `own`.
  func mask(_ l: Int) -> UnsafeMutablePointer<E> { masks[l - 1] }
  /// zhat[l], if the layer is normalised.
  /// - Shapes: see `own`.
  func standardized(_ l: Int) -> UnsafeMutablePointer<E> { normalizations[l - 1] }
  /// B times δ[l] for a mean, δ[l] for a sum: the factor of the reduction enters at the update.
  /// - Shapes: B×n_l if all threads read it, else see `own`.
  func delta(_ l: Int) -> UnsafeMutablePointer<E> { deltas[l - 1] }
  /// z[L], which the entropies are taken from.
  /// - Shapes: B×n_L.
  var z: UnsafeMutablePointer<E> { outputs[0] }
  /// - Shapes: B×n_L.
  var y: UnsafeMutablePointer<E> { outputs[1] }

  /// Adds up what the threads have of a sum, in one order so that runs are equal to the last bit.
  /// - Parameters:
  ///   - l: the layer whose product was divided.
  ///   - part: the part of a summand that is added.
  func addUp(_ l: Int, into sum: Block<E>, part: (UnsafeMutablePointer<E>) -> Block<E>) {
    Kernels.add(sum, part(summand(l, 0)), part(summand(l, 1)))
    for thread in 2..<max(2, division.threads) { Kernels.add(sum, sum, part(summand(l, thread))) }
  }

  /// Gathers the inputs of all samples of a batch for a thread, and the targets of some rows.
  func gather(_ batch: UnsafeBufferPointer<Int>, targets rows: Range<Int>, from reader: SampleReader<E>, thread: Int) {
    for i in batch.indices { reader.readInput(batch[i], to: inputs(thread) + i * sizes[0]) }
    for i in rows { reader.readTarget(batch[i], to: y + i * sizes[depth]) }
    if objective.smoothing != 0 { smooth(rows) }
  }

  /// y ← (1 − ε) y + ε/n.
  private func smooth(_ rows: Range<Int>) {
    let width = sizes[depth]
    let floor = E(objective.smoothing / Double(objective.classes(outputs: width)))
    for k in rows.lowerBound * width..<rows.upperBound * width { y[k] = E(1 - objective.smoothing) * y[k] + floor }
  }
}
