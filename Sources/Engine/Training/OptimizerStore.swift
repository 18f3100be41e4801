/// The gradients and moments of a run whose steps are more than W ← W − η g, which needs no room for either.
///
/// Threads share it: each works on its own units. A class, because it owns memory that several threads write.
final class OptimizerStore<E: Scalar> {
  let optimizer: Optimizer
  let clipping: GradientClipping?
  private let sizes: [Int]
  private let gradients: Slab<E>
  private let moments: (first: Slab<E>, second: Slab<E>)
  private let backup: (first: Slab<E>, second: Slab<E>)
  /// Steps done before this run.
  let earlierSteps: Int

  /// `nil` for plain gradient descent.
  init?(_ network: Network<Double>, _ settings: TrainingSettings, _ state: OptimizerState) {
    optimizer = settings.optimizer
    clipping = settings.clipping
    if optimizer.rule == .sgd, clipping == nil { return nil }
    sizes = network.sizes
    earlierSteps = state.steps
    let counts = network.layers.flatMap { [$0.weights.count, $0.biases.count] }
    let none = counts.map { _ in 0 }
    let rule = optimizer.rule
    gradients = Slab(counts: counts)
    moments = (
      Slab(counts: rule.hasFirstMoment ? counts : none), Slab(counts: rule.hasSecondMoment ? counts : none)
    )
    backup = (
      Slab(counts: rule.hasFirstMoment ? counts : none), Slab(counts: rule.hasSecondMoment ? counts : none)
    )
    for (index, parameter) in network.parameters.enumerated() {
      guard let old = state.moments[parameter] else { continue }
      if rule.hasFirstMoment { old.first.copy(to: moments.first[index]) }
      if rule.hasSecondMoment { old.second.copy(to: moments.second[index]) }
    }
  }

  /// ∂C/∂W[l].
  /// - Shapes: n_l×n_(l−1).
  func weightGradient(_ l: Int) -> UnsafeMutablePointer<E> { gradients[2 * l - 2] }
  /// ∂C/∂b[l].
  func biasGradient(_ l: Int) -> UnsafeMutablePointer<E> { gradients[2 * l - 1] }

  /// Clips the gradients of some units entry by entry, where that is asked for; returns the sum of their squares.
  func clip(_ l: Int, units: Range<Int>) -> Double {
    let (inputs, count) = (sizes[l - 1], units.count)
    let weights = weightGradient(l) + units.lowerBound * inputs
    let biases = biasGradient(l) + units.lowerBound
    switch clipping {
    case nil: return 0
    case .norm: return Kernels.squares(weights, count: count * inputs) + Kernels.squares(biases, count: count)
    case .value(let limit):
      Kernels.clamp(weights, count: count * inputs, limit: E(limit))
      Kernels.clamp(biases, count: count, limit: E(limit))
      return 0
    }
  }

  /// Moves some units of layer l.
  func move(_ parameters: ParameterStore<E>, _ l: Int, units: Range<Int>, by step: OptimizerStep<E>, scale: E) {
    let (index, start, inputs) = (2 * l - 2, units.lowerBound * sizes[l - 1], sizes[l - 1])
    step.apply(
      to: parameters.weights(l) + start, gradient: gradients[index] + start, scale: scale,
      m: moments.first[index] + start, v: moments.second[index] + start, count: units.count * inputs, decays: true)
    let first = units.lowerBound
    step.apply(
      to: parameters.biases(l) + first, gradient: gradients[index + 1] + first, scale: scale,
      m: moments.first[index + 1] + first, v: moments.second[index + 1] + first, count: units.count, decays: false)
  }

  /// Keeps the moments of some units of layer l, for `restore`.
  func save(_ l: Int, units: Range<Int>) { copy(l, units: units, from: moments, to: backup) }

  /// Takes back what happened to some units of layer l since `save`.
  func restore(_ l: Int, units: Range<Int>) { copy(l, units: units, from: backup, to: moments) }

  private func copy(
    _ l: Int, units: Range<Int>, from source: (first: Slab<E>, second: Slab<E>),
    to target: (first: Slab<E>, second: Slab<E>)
  ) {
    let (index, inputs) = (2 * l - 2, sizes[l - 1])
    func copy(_ source: Slab<E>, _ target: Slab<E>) {
      let start = units.lowerBound * inputs
      (target[index] + start).update(from: source[index] + start, count: units.count * inputs)
      (target[index + 1] + units.lowerBound).update(from: source[index + 1] + units.lowerBound, count: units.count)
    }
    if optimizer.rule.hasFirstMoment { copy(source.first, target.first) }
    if optimizer.rule.hasSecondMoment { copy(source.second, target.second) }
  }

  /// What the optimiser remembers after so many steps of this run.
  func state(of network: Network<Double>, steps: Int) -> OptimizerState {
    var result = OptimizerState()
    result.steps = earlierSteps + steps
    for (index, parameter) in network.parameters.enumerated() {
      guard let shape = parameter.shape(sizes: sizes, samples: 0) else { continue }
      result.moments[parameter] = OptimizerState.Moments(
        first: matrix(moments.first, index, shape, exists: optimizer.rule.hasFirstMoment),
        second: matrix(moments.second, index, shape, exists: optimizer.rule.hasSecondMoment))
    }
    return result
  }

  private func matrix(_ slab: Slab<E>, _ index: Int, _ shape: Shape, exists: Bool) -> Matrix<Double> {
    Matrix(
      rows: shape.rows, columns: shape.columns,
      elements: (0..<shape.rows * shape.columns).map { exists ? Double(slab[index][$0]) : 0 })
  }
}

extension Network {
  /// Every parameter, layer by layer, as training keeps them in memory.
  public var parameters: [Quantity] { (1...depth).flatMap { [.weights($0), .biases($0)] } }
}

extension Matrix<Double> {
  /// Writes the entries, rounded to the precision of the memory.
  func copy<E: Scalar>(to memory: UnsafeMutablePointer<E>) {
    for (k, value) in elements.enumerated() { memory[k] = E(value) }
  }
}
