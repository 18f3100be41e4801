/// A thread's part of the gradients and moments of a run whose steps are more than W ← W − η g, which needs no room for
/// either.
///
/// A class, because it owns memory.
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
  init?(_ network: Network<Double>, _ layout: ParameterLayout, _ settings: TrainingSettings, _ state: OptimizerState) {
    optimizer = settings.optimizer
    clipping = settings.clipping
    if optimizer.rule == .sgd, clipping == nil { return nil }
    self.layout = layout
    earlierSteps = state.steps
    counts = layout.counts(layout.parameters)
    gradients = Slab(counts: counts)
    moments = Moments(optimizer.rule, counts)
    backup = Moments(optimizer.rule, counts)
    for parameter in layout.parameters {
      for (moment, slab) in moments.kept {
        guard let old = parameter.moment(moment).flatMap({ state.moments[$0] }), old.shape == network[parameter]?.shape
        else { continue }
        old.copy(layout.part(parameter), to: slab[ParameterLayout.index(parameter)])
      }
    }
  }

  /// ∂C/∂ of a parameter.
  /// - Shapes: as the thread's part of the parameter.
  func gradient(_ parameter: Quantity) -> UnsafeMutablePointer<E> { gradients[ParameterLayout.index(parameter)] }

  /// Clips the gradients entry by entry, if the settings say so; returns the sum of their squares.
  func clip() -> Double {
    var squares = 0.0
    for parameter in layout.parameters {
      let count = layout.part(parameter).count
      switch clipping {
      case nil: return 0
      case .norm: squares += Kernels.squares(gradient(parameter), count: count)
      case .value(let limit): Kernels.clamp(gradient(parameter), count: count, limit: E(limit))
      }
    }
    return squares
  }

  /// Moves the parameters.
  func move(_ parameters: ParameterStore<E>, by step: OptimizerStep<E>, scale: E) {
    for parameter in layout.parameters {
      let index = ParameterLayout.index(parameter)
      step.apply(
        to: parameters[parameter], gradient: gradients[index], scale: scale, m: moments.first[index],
        v: moments.second[index], count: layout.part(parameter).count, decays: parameter.isWeights)
    }
  }

  /// Keeps the moments for `restore`.
  func save() { moments.copy(to: backup) }

  /// Takes back what happened since `save`.
  func restore() { backup.copy(to: moments) }

  /// Keeps all moments after so many steps of this run, for `restoreBest`. The first call takes the memory.
  func keepBest(steps: Int) {
    let target = best?.moments ?? Moments(optimizer.rule, counts)
    best = (target, steps)
    moments.copy(to: target)
  }

  /// Goes back to what `keepBest` kept last, if anything.
  func restoreBest() { best?.moments.copy(to: moments) }

  /// Puts what the optimiser remembers after so many steps of this run, or after those of the best epoch, in its place.
  func write(to state: inout OptimizerState, of network: Network<Double>, steps: Int) {
    state.steps = earlierSteps + (best?.steps ?? steps)
    for parameter in layout.parameters {
      guard let shape = network[parameter]?.shape else { continue }
      for (moment, slab) in moments.kept {
        guard let quantity = parameter.moment(moment) else { continue }
        state.moments[quantity, default: Matrix(rows: shape.rows, columns: shape.columns)]
          .replace(layout.part(parameter), by: slab[ParameterLayout.index(parameter)])
      }
    }
  }
}

/// m and v of every parameter; of those that a rule does not have there is no memory.
private struct Moments<E: Scalar> {
  let first: Slab<E>
  let second: Slab<E>
  private let rule: Optimizer.Rule

  init(_ rule: Optimizer.Rule, _ counts: [Int]) {
    self.rule = rule
    let none = counts.map { _ in 0 }
    first = Slab(counts: rule.moments.contains(.first) ? counts : none)
    second = Slab(counts: rule.moments.contains(.second) ? counts : none)
  }

  func copy(to target: Moments<E>) {
    first.copy(to: target.first)
    second.copy(to: target.second)
  }

  /// Those that the rule has.
  var kept: [(Quantity.Moment, Slab<E>)] {
    [(.first, first), (.second, second)].filter { rule.moments.contains($0.0) }
  }
}
