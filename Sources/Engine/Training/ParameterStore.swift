/// The parameters of a network in training, and its running statistics, in one piece of memory that all threads share.
///
/// A class, because it owns memory that several threads write.
final class ParameterStore<E: Scalar> {
  let sizes: [Int]
  /// The tensors of each layer.
  private let tensors: [[Quantity]]
  private let slab: Slab<E>
  private let backup: Slab<E>
  /// The places of a layer in a slab; those of parts that it does not have are empty.
  private static var places: Int { 6 }

  /// The network's parameters, rounded to the precision of the run.
  init(_ network: Network<Double>) {
    sizes = network.sizes
    let all = (1...network.depth).map { l -> [Quantity] in
      [.weights(l), .biases(l), .gamma(l), .beta(l), .runningMean(l), .runningVariance(l)]
    }
    tensors = all.map { $0.filter { network[$0] != nil } }
    let counts = all.joined().map { network[$0]?.count ?? 0 }
    slab = Slab(counts: counts)
    backup = Slab(counts: counts)
    for quantity in tensors.joined() {
      for (k, value) in (network[quantity]?.elements ?? []).enumerated() { pointer(quantity, slab)[k] = E(value) }
    }
  }

  private func pointer(_ quantity: Quantity, _ slab: Slab<E>) -> UnsafeMutablePointer<E> {
    let place =
      switch quantity {
      case .weights: 0
      case .biases: 1
      case .gamma: 2
      case .beta: 3
      case .runningMean: 4
      default: 5
      }
    return slab[Self.places * ((quantity.layer ?? 1) - 1) + place]
  }

  /// - Shapes: n_l×n_(l−1).
  func weights(_ l: Int) -> UnsafeMutablePointer<E> { slab[Self.places * (l - 1)] }
  /// - Shapes: 1×n_l, as all that follow.
  func biases(_ l: Int) -> UnsafeMutablePointer<E> { slab[Self.places * (l - 1) + 1] }
  func gamma(_ l: Int) -> UnsafeMutablePointer<E> { slab[Self.places * (l - 1) + 2] }
  func beta(_ l: Int) -> UnsafeMutablePointer<E> { slab[Self.places * (l - 1) + 3] }
  func runningMean(_ l: Int) -> UnsafeMutablePointer<E> { slab[Self.places * (l - 1) + 4] }
  func runningVariance(_ l: Int) -> UnsafeMutablePointer<E> { slab[Self.places * (l - 1) + 5] }

  /// The network with these parameters.
  func network(like network: Network<Double>) -> Network<Double> {
    var result = network
    for quantity in tensors.joined() {
      guard let shape = network[quantity]?.shape else { continue }
      let values = pointer(quantity, slab)
      result[quantity] = Matrix(
        rows: shape.rows, columns: shape.columns, elements: (0..<shape.count).map { Double(values[$0]) })
    }
    return result
  }

  /// Keeps the parameters of some units of layer l, for `restore`.
  func save(_ l: Int, units: Range<Int>) { copy(l, units: units, from: slab, to: backup) }

  /// Takes back what happened to some units of layer l since `save`.
  func restore(_ l: Int, units: Range<Int>) { copy(l, units: units, from: backup, to: slab) }

  private func copy(_ l: Int, units: Range<Int>, from source: Slab<E>, to target: Slab<E>) {
    for quantity in tensors[l - 1] {
      let (start, count) = part(quantity, l, units)
      (pointer(quantity, target) + start).update(from: pointer(quantity, source) + start, count: count)
    }
  }

  /// Where the numbers of some units lie in a tensor.
  private func part(_ quantity: Quantity, _ l: Int, _ units: Range<Int>) -> (start: Int, count: Int) {
    let width = quantity == .weights(l) ? sizes[l - 1] : 1
    return (units.lowerBound * width, units.count * width)
  }

  /// The first tensor of layer l with a number that is not finite, among those of some units.
  func spoilt(_ l: Int, units: Range<Int>) -> Quantity? {
    tensors[l - 1].first { quantity in
      let (start, count) = part(quantity, l, units)
      return Kernels.exceeds(pointer(quantity, slab) + start, count: count, limit: E.greatestFiniteMagnitude)
    }
  }
}
