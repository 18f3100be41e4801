import RealModule

/// What is minimised: C = factor · Σ over samples of the loss + Σ over layers of λ₁ Σ |W| + ½ λ₂ Σ W².
public struct Objective: Hashable, Sendable {
  public var loss: Loss
  public var reduction: Reduction
  /// λ₂ of the penalty ½ λ₂ Σ W², where a layer has none of its own.
  public var l2: Double
  /// λ₁ of the penalty λ₁ Σ |W|, where a layer has none of its own.
  public var l1 = 0.0
  /// ε of label smoothing, which an entropy takes instead of y: (1 − ε) y + ε/n, n the number of classes.
  /// - Source: Szegedy, Vanhoucke, Ioffe, Shlens and Wojna, "Rethinking the Inception architecture for computer
  ///   vision" (2016), section 7.
  public var labelSmoothing = 0.0
  /// δ of the Huber loss, the size of a residual from which it grows as a line.
  public var huberDelta = 1.0

  public init(loss: Loss = .halfSquaredError, reduction: Reduction = .mean, l2: Double = 0) {
    self.loss = loss
    self.reduction = reduction
    self.l2 = l2
  }

  /// ε where the loss takes smoothed targets, else 0.
  public var smoothing: Double { loss.isEntropy ? labelSmoothing : 0 }

  /// Between how many classes a target of so many entries decides: yes or no for each entry of the binary entropy.
  public func classes(outputs: Int) -> Int { loss == .binaryCrossEntropy ? 2 : outputs }

  /// (1 − ε) y + ε/n.
  /// - Shapes: y and the result B×n_L.
  func smoothed<E: Field>(_ y: Matrix<E>) -> Matrix<E> {
    let floor = E(smoothing / Double(classes(outputs: y.columns)))
    return y.map { E(1 - smoothing) * $0 + floor }
  }
}

extension Objective {
  /// ρ(r), what one output's residual r = a − y costs, for the losses that are sums of such costs.
  func cost<E: Field>(_ r: E, outputs n: Int) -> E {
    switch loss {
    case .meanSquaredError: return r * r / E(Double(n))
    case .huber:
      let size = r.branchValue < 0 ? -r : r
      let delta = E(huberDelta)
      let cost = size.branchValue <= huberDelta ? E(0.5) * r * r : delta * (size - E(0.5) * delta)
      return cost / E(Double(n))
    default: return E(0.5) * r * r
    }
  }

  /// ρ′(r).
  func slope<E: Field>(_ r: E, outputs n: Int) -> E {
    switch loss {
    case .meanSquaredError: return 2 * r / E(Double(n))
    case .huber:
      let isLine = r.branchValue.magnitude > huberDelta
      return (isLine ? E(r.branchValue < 0 ? -huberDelta : huberDelta) : r) / E(Double(n))
    default: return r
    }
  }

  /// ρ(r + d) − ρ(r), without subtracting two nearly equal costs.
  func costChange<E: Field>(_ r: E, by d: E, outputs n: Int) -> E {
    if loss == .huber {
      let (before, after) = (r.branchValue, (r + d).branchValue)
      let isLine = (before.magnitude > huberDelta, after.magnitude > huberDelta)
      if isLine.0 != isLine.1 { return cost(r + d, outputs: n) - cost(r, outputs: n) }
      if isLine.0 {
        if (before < 0) != (after < 0) { return cost(r + d, outputs: n) - cost(r, outputs: n) }
        return E(before < 0 ? -huberDelta : huberDelta) * d / E(Double(n))
      }
    }
    let scale = loss == .halfSquaredError ? 0.5 : loss == .huber ? 0.5 / Double(n) : 1 / Double(n)
    return E(scale) * d * (2 * r + d)
  }

  /// The sum of the losses of all samples of a batch.
  ///
  /// The entropies are taken from z, where the logarithm of a saturated output would be −∞:
  /// −log σ(z) = softplus(−z), and log softmax from the shifted logits.
  /// - Shapes: z, a, y B×n_L.
  func total<E: Field>(z: Matrix<E>, a: Matrix<E>, y: Matrix<E>) -> E {
    switch loss {
    case .halfSquaredError, .meanSquaredError, .huber:
      return a.combined(with: y) { cost($0 - $1, outputs: y.columns) }.sum
    case .crossEntropy:
      return -y.combined(with: Activation.logSoftmax(z)) { $0 == .zero ? .zero : $0 * $1 }.sum
    case .binaryCrossEntropy:
      return z.combined(with: y) { z, y in
        y * Activation.softplus(-z) + (1 - y) * Activation.softplus(z)
      }.sum
    }
  }

  /// ∂(loss of the sample)/∂a.
  /// - Shapes: a, y and the result B×n_L.
  func outputGradient<E: Field>(a: Matrix<E>, y: Matrix<E>) -> Matrix<E> {
    switch loss {
    case .halfSquaredError, .meanSquaredError, .huber:
      a.combined(with: y) { slope($0 - $1, outputs: y.columns) }
    case .crossEntropy: a.combined(with: y) { $1 == .zero ? .zero : -$1 / $0 }
    case .binaryCrossEntropy: a.combined(with: y) { binaryGradient(a: $0, y: $1) }
    }
  }

  /// (a − y) / (a (1 − a)) = −y/a + (1 − y)/(1 − a), where the quotient is 0/0 for an output that saturates at y = 0 or
  /// 1, and one summand alone is left.
  func binaryGradient<E: Field>(a: E, y: E) -> E {
    if y == .zero { return 1 / (1 - a) }
    if y == 1 { return -1 / a }
    return (a - y) / (a * (1 - a))
  }
}
