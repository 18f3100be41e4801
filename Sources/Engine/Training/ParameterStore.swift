/// The parameters of a network in training, in one piece of memory that all threads share.
///
/// A class, because it owns memory that several threads write.
final class ParameterStore<E: Scalar> {
  let sizes: [Int]
  private let counts: [Int]
  private let slab: Slab<E>
  private let backup: Slab<E>
  /// The parameters of the best epoch, where a run keeps them.
  private var best: Slab<E>?

  /// The network's parameters, rounded to the precision of the run.
  init(_ network: Network<Double>) {
    sizes = network.sizes
    counts = network.layers.flatMap { [$0.weights.count, $0.biases.count] }
    slab = Slab(counts: counts)
    backup = Slab(counts: counts)
    for (index, layer) in network.layers.enumerated() {
      for (k, value) in layer.weights.elements.enumerated() { weights(index + 1)[k] = E(value) }
      for (k, value) in layer.biases.elements.enumerated() { biases(index + 1)[k] = E(value) }
    }
  }

  /// - Shapes: n_l×n_(l−1).
  func weights(_ l: Int) -> UnsafeMutablePointer<E> { slab[2 * l - 2] }
  /// - Shapes: 1×n_l.
  func biases(_ l: Int) -> UnsafeMutablePointer<E> { slab[2 * l - 1] }

  /// The network with these parameters.
  func network(like network: Network<Double>) -> Network<Double> {
    var result = network
    for l in 1..<sizes.count {
      let (units, inputs) = (sizes[l], sizes[l - 1])
      result[layer: l].weights = Matrix(
        rows: units, columns: inputs, elements: (0..<units * inputs).map { Double(weights(l)[$0]) })
      result[layer: l].biases = Matrix(rows: 1, columns: units, elements: (0..<units).map { Double(biases(l)[$0]) })
    }
    return result
  }

  /// Keeps all parameters, for `restoreBest`. The first call takes the memory.
  func keepBest() {
    let target = best ?? Slab(counts: counts)
    best = target
    for (index, count) in counts.enumerated() { target[index].update(from: slab[index], count: count) }
  }

  /// Goes back to what `keepBest` kept last, if anything.
  func restoreBest() {
    guard let best else { return }
    for (index, count) in counts.enumerated() { slab[index].update(from: best[index], count: count) }
  }

  /// Keeps the parameters of some units of layer l, for `restore`.
  func save(_ l: Int, units: Range<Int>) { copy(l, units: units, from: slab, to: backup) }

  /// Takes back what happened to some units of layer l since `save`.
  func restore(_ l: Int, units: Range<Int>) { copy(l, units: units, from: backup, to: slab) }

  private func copy(_ l: Int, units: Range<Int>, from source: Slab<E>, to target: Slab<E>) {
    let inputs = sizes[l - 1]
    let start = units.lowerBound * inputs
    (target[2 * l - 2] + start).update(from: source[2 * l - 2] + start, count: units.count * inputs)
    (target[2 * l - 1] + units.lowerBound).update(from: source[2 * l - 1] + units.lowerBound, count: units.count)
  }

  /// The first of weights and biases of some units of layer l that holds a number that is not finite.
  func spoilt(_ l: Int, units: Range<Int>) -> Quantity? {
    let inputs = sizes[l - 1]
    let limit = E.greatestFiniteMagnitude
    if Kernels.exceeds(weights(l) + units.lowerBound * inputs, count: units.count * inputs, limit: limit) {
      return .weights(l)
    }
    if Kernels.exceeds(biases(l) + units.lowerBound, count: units.count, limit: limit) { return .biases(l) }
    return nil
  }
}
