import RealModule

/// How far the output is from the target, for one sample; `Objective` makes a loss of the batch from it.
public enum Loss: String, CaseIterable, Sendable {
  /// ½ Σᵢ (aᵢ − yᵢ)².
  case halfSquaredError = "half-squared-error"
  /// −Σᵢ yᵢ log aᵢ, with a = softmax(z).
  case crossEntropy = "cross-entropy"
  /// −Σᵢ (yᵢ log aᵢ + (1 − yᵢ) log(1 − aᵢ)), with a = σ(z).
  case binaryCrossEntropy = "binary-cross-entropy"

  /// The output activation that the loss is defined on; `nil` where any will do.
  public var requiredOutput: Activation? {
    switch self {
    case .halfSquaredError: nil
    case .crossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
    }
  }

  /// The sum of the losses of all samples of a batch.
  ///
  /// The entropies are taken from z, where the logarithm of a saturated output would be −∞:
  /// −log σ(z) = softplus(−z), and log softmax from the shifted logits.
  /// - Shapes: z, a, y B×n_L.
  func total<E: Field>(z: Matrix<E>, a: Matrix<E>, y: Matrix<E>) -> E {
    switch self {
    case .halfSquaredError:
      return E(0.5) * a.combined(with: y) { ($0 - $1) * ($0 - $1) }.sum
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
    switch self {
    case .halfSquaredError: a - y
    case .crossEntropy: a.combined(with: y) { $1 == .zero ? .zero : -$1 / $0 }
    case .binaryCrossEntropy: a.combined(with: y) { ($0 - $1) / ($0 * (1 - $0)) }
    }
  }

  /// ∂(loss of the sample)/∂z where loss and output activation belong together: a − y for both entropies
  /// (for softmax with the target summing to one: a Σy − y), with no division by a saturated a.
  func fusedDelta<E: Field>(a: Matrix<E>, y: Matrix<E>) -> Matrix<E>? {
    switch self {
    case .halfSquaredError: return nil
    case .binaryCrossEntropy: return a - y
    case .crossEntropy:
      var result = a
      let sums = y.rowSums
      for i in 0..<a.rows {
        for j in 0..<a.columns { result[i, j] = a[i, j] * sums[i, 0] - y[i, j] }
      }
      return result
    }
  }
}

/// Whether the loss of a batch is the mean or the sum over its samples.
public enum Reduction: String, CaseIterable, Sendable {
  case mean, sum

  /// The factor on the sum over samples: 1/B or 1.
  public func factor(samples: Int) -> Double { self == .mean ? 1 / Double(samples) : 1 }
}

/// What is minimised: C = factor · Σ over samples of the loss + ½ λ Σ W².
public struct Objective: Hashable, Sendable {
  public var loss: Loss
  public var reduction: Reduction
  /// λ of the penalty ½ λ Σ W²; biases are left out.
  public var l2: Double

  public init(loss: Loss = .halfSquaredError, reduction: Reduction = .mean, l2: Double = 0) {
    self.loss = loss
    self.reduction = reduction
    self.l2 = l2
  }
}
