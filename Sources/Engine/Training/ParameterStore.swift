/// A thread's part of the parameters of a network in training, and of its running statistics.
///
/// A class, because it owns memory.
final class ParameterStore<E: Scalar> {
  private let layout: ParameterLayout
  let memory: VersionedSlab<E>

  /// The network's parameters, rounded to the precision of the run.
  init(_ network: Network<Double>, _ layout: ParameterLayout) {
    self.layout = layout
    memory = VersionedSlab(counts: layout.counts(layout.tensors))
    for quantity in layout.tensors { network[quantity]?.copy(layout.part(quantity), to: self[quantity]) }
  }

  /// A parameter or a running statistic.
  /// - Shapes: the thread's part of it, row by row.
  subscript(quantity: Quantity) -> UnsafeMutablePointer<E> { memory[ParameterLayout.index(quantity)] }

  func weights(_ l: Int) -> UnsafeMutablePointer<E> { self[.weights(l)] }
  func biases(_ l: Int) -> UnsafeMutablePointer<E> { self[.biases(l)] }

  /// Puts these parameters in their places.
  func write(to network: inout Network<Double>) {
    for quantity in layout.tensors { network[quantity]?.replace(layout.part(quantity), by: self[quantity]) }
  }

  /// The first tensor with a number that is not finite.
  var spoilt: Quantity? {
    layout.tensors.first { quantity in
      E.exceeds(self[quantity], count: layout.part(quantity).count, limit: E.greatestFiniteMagnitude)
    }
  }
}

/// Where a thread's part of a network's parameters and running statistics lies in a slab of memory.
struct ParameterLayout {
  /// What training moves.
  let parameters: [Quantity]
  /// The same and the running statistics.
  let tensors: [Quantity]
  private let division: Division
  private let thread: Int

  init(_ network: Network<Double>, _ division: Division, thread: Int) {
    self.division = division
    self.thread = thread
    tensors = (1...network.depth).flatMap { l -> [Quantity] in
      [.weights(l), .biases(l), .gamma(l), .beta(l), .runningMean(l), .runningVariance(l)]
    }.filter { network[$0] != nil }
    parameters = tensors.filter(\.isParameter)
  }

  /// The number of a tensor's place, in the order of the layers.
  /// - Precondition: a layer holds it.
  static func index(_ quantity: Quantity) -> Int {
    guard let l = quantity.layer, let held = quantity.family.held else {
      preconditionFailure("\(quantity.name) is not held in training")
    }
    return 6 * (l - 1) + held.rawValue
  }

  /// The entries of every place, for a slab with these tensors.
  func counts(_ quantities: [Quantity]) -> [Int] {
    var result = Array(repeating: 0, count: 6 * division.depth)
    for quantity in quantities { result[Self.index(quantity)] = part(quantity).count }
    return result
  }

  /// What the thread has of a tensor.
  func part(_ quantity: Quantity) -> MatrixPart { division.part(quantity, thread) }
}

/// One piece of aligned memory for many small matrices, sized once.
///
/// A class, because it owns memory.
final class Slab<E: Scalar> {
  /// Matrices start on a cache line, so that two threads never write to one line of two matrices.
  private static var alignment: Int { 64 }
  private let memory: UnsafeMutableRawPointer
  private let base: UnsafeMutablePointer<E>
  private let offsets: [Int]
  private let count: Int

  /// - Parameter counts: the number of entries of each matrix; all start at zero.
  init(counts: [Int]) {
    let granularity = Self.alignment / MemoryLayout<E>.stride
    var total = 0
    offsets = counts.map { count in
      defer { total += (count + granularity - 1) / granularity * granularity }
      return total
    }
    total = max(total, granularity)
    count = total
    memory = .allocate(byteCount: total * MemoryLayout<E>.stride, alignment: Self.alignment)
    base = memory.bindMemory(to: E.self, capacity: total)
    base.initialize(repeating: 0, count: total)
  }

  deinit { memory.deallocate() }

  subscript(index: Int) -> UnsafeMutablePointer<E> { base + offsets[index] }

  /// Copies everything.
  /// - Precondition: the other slab has the same matrices.
  func copy(to other: Slab<E>) { other.base.update(from: base, count: count) }
}

/// A slab, and what it held before the last step and after the best epoch.
///
/// A class, because it owns memory.
final class VersionedSlab<E: Scalar> {
  private let counts: [Int]
  private let current: Slab<E>
  private let backup: Slab<E>
  private var best: Slab<E>?

  init(counts: [Int]) {
    (self.counts, current, backup) = (counts, Slab(counts: counts), Slab(counts: counts))
  }

  subscript(index: Int) -> UnsafeMutablePointer<E> { current[index] }

  /// Keeps everything for `restore`.
  func save() { current.copy(to: backup) }

  /// Takes back what happened since `save`.
  func restore() { backup.copy(to: current) }

  /// Keeps everything for `restoreBest`. The first call takes the memory.
  func keepBest() {
    let target = best ?? Slab(counts: counts)
    best = target
    current.copy(to: target)
  }

  /// Goes back to what `keepBest` kept last, if anything.
  func restoreBest() { best?.copy(to: current) }
}
