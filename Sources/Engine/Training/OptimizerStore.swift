/// The gradients and moments of a run whose steps are more than W ← W − η g, which needs no room for either.
///
/// Threads share it: each works on its own units. A class, because it owns memory that several threads write.
final class OptimizerStore<E: Scalar> {
  let optimizer: Optimizer
  let clipping: GradientClipping?
  private let layout: ParameterLayout
  private let counts: [Int]
  private let gradients: Slab<E>
  private let moments: Moments<E>
  private let backup: Moments<E>
  /// The moments of the best epoch and the steps until then, where a run keeps them.
  private var best: (moments: Moments<E>, steps: Int)?
  /// Steps done before this run.
  let earlierSteps: Int

  /// `nil` for plain gradient descent.
  init?(_ network: Network<Double>, _ settings: TrainingSettings, _ state: OptimizerState) {
    optimizer = settings.optimizer
    clipping = settings.clipping
    if optimizer.rule == .sgd, clipping == nil { return nil }
    layout = ParameterLayout(network)
    earlierSteps = state.steps
    counts = layout.counts(layout.parameters)
    gradients = Slab(counts: counts)
    moments = Moments(optimizer.rule, counts)
    backup = Moments(optimizer.rule, counts)
    for parameter in layout.parameters.joined() {
      for (moment, slab) in moments.kept {
        guard let old = parameter.moment(moment).flatMap({ state.moments[$0] }), old.shape == network[parameter]?.shape
        else { continue }
        old.copy(to: slab[layout.index(parameter)])
      }
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

  private func copy(_ l: Int, units: Range<Int>, from source: Moments<E>, to target: Moments<E>) {
    for parameter in layout.parameters[l - 1] {
      if source.hasFirst { source.first.copy(parameter, units, to: target.first, layout) }
      if source.hasSecond { source.second.copy(parameter, units, to: target.second, layout) }
    }
  }

  /// Keeps all moments after so many steps of this run, for `restoreBest`. The first call takes the memory.
  func keepBest(steps: Int) {
    let target = best?.moments ?? Moments(optimizer.rule, counts)
    best = (target, steps)
    copy(from: moments, to: target)
  }

  /// Goes back to what `keepBest` kept last, if anything.
  func restoreBest() {
    if let best { copy(from: best.moments, to: moments) }
  }

  private func copy(from source: Moments<E>, to target: Moments<E>) {
    for l in 1...layout.parameters.count { copy(l, units: 0..<layout.sizes[l], from: source, to: target) }
  }

  /// What the optimiser remembers after so many steps of this run, or after those of the best epoch.
  func state(steps: Int) -> OptimizerState {
    var result = OptimizerState()
    result.steps = earlierSteps + (best?.steps ?? steps)
    for parameter in layout.parameters.joined() {
      guard let shape = parameter.shape(sizes: layout.sizes, samples: 0) else { continue }
      for (moment, slab) in moments.kept {
        guard let quantity = parameter.moment(moment) else { continue }
        result.moments[quantity] = Matrix(slab[layout.index(parameter)], shape)
      }
    }
    return result
  }
}

/// m and v of every parameter; of those that a rule does not have there is no memory.
private struct Moments<E: Scalar> {
  let first: Slab<E>
  let second: Slab<E>
  let hasFirst: Bool
  let hasSecond: Bool

  init(_ rule: Optimizer.Rule, _ counts: [Int]) {
    let none = counts.map { _ in 0 }
    hasFirst = rule.moments.contains(.first)
    hasSecond = rule.moments.contains(.second)
    first = Slab(counts: hasFirst ? counts : none)
    second = Slab(counts: hasSecond ? counts : none)
  }

  /// Those that the rule has.
  var kept: [(Quantity.Moment, Slab<E>)] {
    (hasFirst ? [(.first, first)] : []) + (hasSecond ? [(.second, second)] : [])
  }
}
