/// The parameters of a network in training, and its running statistics, in one piece of memory that all threads share.
///
/// A class, because it owns memory that several threads write.
final class ParameterStore<E: Scalar> {
  private let layout: ParameterLayout
  private let counts: [Int]
  private let slab: Slab<E>
  private let backup: Slab<E>
  /// The parameters of the best epoch, where a run keeps them.
  private var best: Slab<E>?

  /// The network's parameters, rounded to the precision of the run.
  init(_ network: Network<Double>) {
    layout = ParameterLayout(network)
    counts = layout.counts(layout.tensors)
    slab = Slab(counts: counts)
    backup = Slab(counts: counts)
    for quantity in layout.tensors.joined() { network[quantity]?.copy(to: self[quantity]) }
  }

  /// A parameter or a running statistic.
  subscript(quantity: Quantity) -> UnsafeMutablePointer<E> { slab[layout.index(quantity)] }

  /// - Shapes: n_l×n_(l−1).
  func weights(_ l: Int) -> UnsafeMutablePointer<E> { self[.weights(l)] }
  /// - Shapes: 1×n_l.
  func biases(_ l: Int) -> UnsafeMutablePointer<E> { self[.biases(l)] }

  /// The network with these parameters.
  func network(like network: Network<Double>) -> Network<Double> {
    var result = network
    for quantity in layout.tensors.joined() {
      guard let shape = network[quantity]?.shape else { continue }
      result[quantity] = Matrix(self[quantity], shape)
    }
    return result
  }

  /// Keeps everything, for `restoreBest`. The first call takes the memory.
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
    for quantity in layout.tensors[l - 1] { source.copy(quantity, units, to: target, layout) }
  }

  /// The first tensor of layer l with a number that is not finite, among those of some units.
  func spoilt(_ l: Int, units: Range<Int>) -> Quantity? {
    layout.tensors[l - 1].first { quantity in
      let (start, count) = layout.part(quantity, units)
      return Kernels.exceeds(self[quantity] + start, count: count, limit: E.greatestFiniteMagnitude)
    }
  }
}

extension Slab {
  /// Copies some units of a tensor.
  func copy(_ quantity: Quantity, _ units: Range<Int>, to target: Slab<E>, _ layout: ParameterLayout) {
    let (index, part) = (layout.index(quantity), layout.part(quantity, units))
    (target[index] + part.start).update(from: self[index] + part.start, count: part.count)
  }
}

extension Matrix<Double> {
  /// The numbers of a run's memory.
  init<E: Scalar>(_ memory: UnsafePointer<E>, _ shape: Shape) {
    self.init(
      rows: shape.rows, columns: shape.columns, elements: (0..<shape.count).map { Double(memory[$0]) })
  }

  /// Writes the entries, rounded to the precision of the memory.
  func copy<E: Scalar>(to memory: UnsafeMutablePointer<E>) {
    for (k, value) in elements.enumerated() { memory[k] = E(value) }
  }
}
