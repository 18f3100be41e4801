/// The gradients and moments of a run whose steps are more than W ← W − η g, which needs no room for either.
///
/// Threads share it: each works on its own units. A class, because it owns memory that several threads write.
final class OptimizerStore<E: Scalar> {
  /// m and v of every parameter; nothing where the rule has none.
  private typealias Moments = (first: Slab<E>, second: Slab<E>)

  let optimizer: Optimizer
  let clipping: GradientClipping?
  private let layout: ParameterLayout
  private let gradients: Slab<E>
  private let moments: Moments
  private let backup: Moments
  /// Steps done before this run.
  let earlierSteps: Int

  /// `nil` for plain gradient descent.
  init?(_ network: Network<Double>, _ settings: TrainingSettings, _ state: OptimizerState) {
    optimizer = settings.optimizer
    clipping = settings.clipping
    if optimizer.rule == .sgd, clipping == nil { return nil }
    layout = ParameterLayout(network)
    earlierSteps = state.steps
    let counts = layout.counts(layout.parameters)
    let none = counts.map { _ in 0 }
    let rule = optimizer.rule
    gradients = Slab(counts: counts)
    func memory() -> Moments {
      (Slab(counts: rule.hasFirstMoment ? counts : none), Slab(counts: rule.hasSecondMoment ? counts : none))
    }
    moments = memory()
    backup = memory()
    for parameter in layout.parameters.joined() {
      guard let old = state.moments[parameter], old.first.shape == network[parameter]?.shape else { continue }
      if rule.hasFirstMoment { old.first.copy(to: moments.first[layout.index(parameter)]) }
      if rule.hasSecondMoment { old.second.copy(to: moments.second[layout.index(parameter)]) }
    }
  }

  /// ∂C/∂ of a parameter.
  /// - Shapes: as the parameter.
  func gradient(_ parameter: Quantity) -> UnsafeMutablePointer<E> { gradients[layout.index(parameter)] }

  /// Clips the gradients of some units entry by entry, where that is asked for; returns the sum of their squares.
  func clip(_ l: Int, units: Range<Int>) -> Double {
    var squares = 0.0
    for parameter in layout.parameters[l - 1] {
      let (start, count) = layout.part(parameter, units)
      switch clipping {
      case nil: break
      case .norm: squares += Kernels.squares(gradient(parameter) + start, count: count)
      case .value(let limit): Kernels.clamp(gradient(parameter) + start, count: count, limit: E(limit))
      }
    }
    return squares
  }

  /// Moves some units of layer l.
  func move(_ parameters: ParameterStore<E>, _ l: Int, units: Range<Int>, by step: OptimizerStep<E>, scale: E) {
    for parameter in layout.parameters[l - 1] {
      let (index, part) = (layout.index(parameter), layout.part(parameter, units))
      step.apply(
        to: parameters[parameter] + part.start, gradient: gradients[index] + part.start, scale: scale,
        m: moments.first[index] + part.start, v: moments.second[index] + part.start, count: part.count,
        decays: parameter.isWeights)
    }
  }

  /// Keeps the moments of some units of layer l, for `restore`.
  func save(_ l: Int, units: Range<Int>) { copy(l, units: units, from: moments, to: backup) }

  /// Takes back what happened to some units of layer l since `save`.
  func restore(_ l: Int, units: Range<Int>) { copy(l, units: units, from: backup, to: moments) }

  private func copy(_ l: Int, units: Range<Int>, from source: Moments, to target: Moments) {
    for parameter in layout.parameters[l - 1] {
      if optimizer.rule.hasFirstMoment { source.first.copy(parameter, units, to: target.first, layout) }
      if optimizer.rule.hasSecondMoment { source.second.copy(parameter, units, to: target.second, layout) }
    }
  }

  /// What the optimiser remembers after so many steps of this run.
  func state(steps: Int) -> OptimizerState {
    var result = OptimizerState()
    result.steps = earlierSteps + steps
    for parameter in layout.parameters.joined() {
      guard let shape = parameter.shape(sizes: layout.sizes, samples: 0) else { continue }
      var own = OptimizerState.Moments(shape: shape)
      if optimizer.rule.hasFirstMoment { own.first = Matrix(moments.first[layout.index(parameter)], shape) }
      if optimizer.rule.hasSecondMoment { own.second = Matrix(moments.second[layout.index(parameter)], shape) }
      result.moments[parameter] = own
    }
    return result
  }
}
