/// A thread's part of the parameters of a network in training, and of its running statistics.
///
/// A class, because it owns memory.
final class ParameterStore<E: Scalar> {
  private let layout: ParameterLayout
  private let counts: [Int]
  private let slab: Slab<E>
  private let backup: Slab<E>
  /// The parameters of the best epoch, where a run keeps them.
  private var best: Slab<E>?

  /// The network's parameters, rounded to the precision of the run.
  init(_ network: Network<Double>, _ layout: ParameterLayout) {
    self.layout = layout
    counts = layout.counts(layout.tensors)
    slab = Slab(counts: counts)
    backup = Slab(counts: counts)
    for quantity in layout.tensors { network[quantity]?.copy(layout.part(quantity), to: self[quantity]) }
  }

  /// A parameter or a running statistic.
  /// - Shapes: the thread's part of it, row by row.
  subscript(quantity: Quantity) -> UnsafeMutablePointer<E> { slab[ParameterLayout.index(quantity)] }

  func weights(_ l: Int) -> UnsafeMutablePointer<E> { self[.weights(l)] }
  func biases(_ l: Int) -> UnsafeMutablePointer<E> { self[.biases(l)] }

  /// Puts these parameters in their places.
  func write(to network: inout Network<Double>) {
    for quantity in layout.tensors { network[quantity]?.replace(layout.part(quantity), by: self[quantity]) }
  }

  /// Keeps everything, for `restoreBest`. The first call takes the memory.
  func keepBest() {
    let target = best ?? Slab(counts: counts)
    best = target
    slab.copy(to: target)
  }

  /// Goes back to what `keepBest` kept last, if anything.
  func restoreBest() { best?.copy(to: slab) }

  /// Keeps the parameters for `restore`.
  func save() { slab.copy(to: backup) }

  /// Takes back what happened since `save`.
  func restore() { backup.copy(to: slab) }

  /// The first tensor with a number that is not finite.
  var spoilt: Quantity? {
    layout.tensors.first { quantity in
      E.exceeds(self[quantity], count: layout.part(quantity).count, limit: E.greatestFiniteMagnitude)
    }
  }
}
