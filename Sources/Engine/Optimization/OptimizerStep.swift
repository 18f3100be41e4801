import RealModule

/// One step of an optimiser, its constants worked out: what happens to every entry of every parameter.
struct OptimizerStep<E: Scalar> {
  private let rule: Optimizer.Rule
  private let rate, beta1, beta2, epsilon, rest1, rest2: E
  /// η/(1 − β₁ᵗ).
  private let stepSize: E
  /// 1/√(1 − β₂ᵗ).
  private let rootFactor: E
  /// 1 − η λ.
  private let keep: E

  /// - Parameter number: t, from 1.
  init(_ optimizer: Optimizer, number: Int, rate: Double) {
    let t = Double(number)
    rule = optimizer.rule
    self.rate = E(rate)
    beta1 = E(optimizer.beta1)
    beta2 = E(optimizer.beta2)
    epsilon = E(optimizer.epsilon)
    rest1 = E(1 - optimizer.beta1)
    rest2 = E(1 - optimizer.beta2)
    stepSize = E(rate / (1 - .pow(optimizer.beta1, t)))
    rootFactor = E(1 / (1 - .pow(optimizer.beta2, t)).squareRoot())
    keep = E(1 - rate * optimizer.decay)
  }

  /// Moves `count` parameters; `m` and `v` are read and written only where the rule has them.
  /// - Parameters:
  ///   - scale: what the gradient is multiplied by first, for clipping.
  ///   - decays: whether these are weights, which the decay is for.
  func apply(
    to p: UnsafeMutablePointer<E>, gradient g: UnsafePointer<E>, scale: E, m: UnsafeMutablePointer<E>,
    v: UnsafeMutablePointer<E>, count: Int, decays: Bool
  ) {
    switch rule {
    case .sgd: for k in 0..<count { p[k] -= rate * (scale * g[k]) }
    case .momentum:
      for k in 0..<count {
        m[k] = beta1 * m[k] + scale * g[k]
        p[k] -= rate * m[k]
      }
    case .nesterov:
      for k in 0..<count {
        let slope = scale * g[k]
        m[k] = beta1 * m[k] + slope
        p[k] -= rate * (slope + beta1 * m[k])
      }
    case .rmsprop:
      for k in 0..<count {
        let slope = scale * g[k]
        v[k] = beta2 * v[k] + rest2 * (slope * slope)
        p[k] -= rate * slope / (E.root(v[k]) + epsilon)
      }
    case .adam, .adamw:
      let keep = decays ? keep : 1
      for k in 0..<count {
        let slope = scale * g[k]
        m[k] = beta1 * m[k] + rest1 * slope
        v[k] = beta2 * v[k] + rest2 * (slope * slope)
        p[k] = keep * p[k] - stepSize * m[k] / (E.root(v[k]) * rootFactor + epsilon)
      }
    }
  }
}
