/// A thread's part of the gradients and moments of a run whose steps are more than W ← W − η g, which needs no room for
/// either.
///
/// A class, because it owns memory.
final class OptimizerStore<E: Scalar> {
  let optimizer: Optimizer
  let clipping: GradientClipping?
  private let layout: ParameterLayout
  private let gradients: Slab<E>
  /// m of every parameter, then v of every parameter; a moment that the rule does not have takes no memory.
  let moments: VersionedSlab<E>
  private let secondMoments: Int
  /// The steps of this run until the best epoch, if the run keeps it.
  private var bestSteps: Int?
  /// Steps done before this run.
  let earlierSteps: Int

  /// `nil` for plain gradient descent.
  init?(_ network: Network<Double>, _ layout: ParameterLayout, _ settings: TrainingSettings, _ state: OptimizerState) {
    optimizer = settings.optimizer
    clipping = settings.clipping
    if optimizer.rule == .sgd, clipping == nil { return nil }
    self.layout = layout
    earlierSteps = state.steps
    let counts = layout.counts(layout.parameters)
    gradients = Slab(counts: counts)
    secondMoments = counts.count
    let moments = optimizer.rule.moments
    self.moments = VersionedSlab(
      counts: Quantity.Moment.allCases.flatMap { moments.contains($0) ? counts : counts.map { _ in 0 } })
    for parameter in layout.parameters {
      for moment in moments {
        guard let old = parameter.moment(moment).flatMap({ state.moments[$0] }), old.shape == network[parameter]?.shape
        else { continue }
        old.copy(layout.part(parameter), to: self[moment, parameter])
      }
    }
  }

  private subscript(moment: Quantity.Moment, parameter: Quantity) -> UnsafeMutablePointer<E> {
    moments[ParameterLayout.index(parameter) + (moment == .first ? 0 : secondMoments)]
  }

  /// ∂C/∂ of a parameter.
  /// - Shapes: as the thread's part of the parameter.
  func gradient(_ parameter: Quantity) -> UnsafeMutablePointer<E> { gradients[ParameterLayout.index(parameter)] }

  /// Puts 0 for the gradients of b, γ and β of layer l, which are sums.
  func clearSums(_ l: Int) {
    for parameter in layout.parameters where parameter.layer == l && !parameter.isWeights {
      gradient(parameter).update(repeating: 0, count: layout.part(parameter).count)
    }
  }

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
      step.apply(
        to: parameters[parameter], gradient: gradient(parameter), scale: scale, m: self[.first, parameter],
        v: self[.second, parameter], count: layout.part(parameter).count, decays: parameter.isWeights)
    }
  }

  /// Keeps the moments after `steps` steps of this run for `restoreBest`.
  func keepBest(steps: Int) {
    bestSteps = steps
    moments.keepBest()
  }

  /// Writes what the optimiser remembers after `steps` steps of this run, or after those of the best epoch.
  func write(to state: inout OptimizerState, of network: Network<Double>, steps: Int) {
    state.steps = earlierSteps + (bestSteps ?? steps)
    for parameter in layout.parameters {
      guard let shape = network[parameter]?.shape else { continue }
      for moment in optimizer.rule.moments {
        guard let quantity = parameter.moment(moment) else { continue }
        state.moments[quantity, default: Matrix(rows: shape.rows, columns: shape.columns)]
          .replace(layout.part(parameter), by: self[moment, parameter])
      }
    }
  }
}
