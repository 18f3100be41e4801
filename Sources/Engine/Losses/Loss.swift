import RealModule

/// How far the output is from the target, for one sample; `Objective` makes a loss of the batch from it.
public enum Loss: String, CaseIterable, Sendable {
  /// ½ Σᵢ (aᵢ − yᵢ)².
  case halfSquaredError = "half-squared-error"
  /// 1/n Σᵢ (aᵢ − yᵢ)², n the number of outputs.
  case meanSquaredError = "mean-squared-error"
  /// 1/n Σᵢ ρ(aᵢ − yᵢ), where ρ(r) = ½ r² for |r| ≤ δ, else δ (|r| − ½ δ).
  /// - Source: P. J. Huber, "Robust estimation of a location parameter" (1964).
  case huber
  /// −Σᵢ yᵢ log aᵢ, with a = softmax(z).
  case crossEntropy = "cross-entropy"
  /// −Σᵢ (yᵢ log aᵢ + (1 − yᵢ) log(1 − aᵢ)), with a = σ(z).
  case binaryCrossEntropy = "binary-cross-entropy"

  /// The output activation that the loss is defined on; `nil` where any will do.
  public var requiredOutput: Activation? {
    switch self {
    case .halfSquaredError, .meanSquaredError, .huber: nil
    case .crossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
    }
  }

  /// The output activation that a network has with this loss where none is asked for.
  public var usualOutput: Activation {
    switch self {
    case .halfSquaredError: .sigmoid
    case .meanSquaredError, .huber: .identity
    case .crossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
    }
  }

  /// Whether the target is a distribution over classes.
  public var isEntropy: Bool { self == .crossEntropy || self == .binaryCrossEntropy }

  /// ∂(loss of the sample)/∂z where loss and output activation belong together: a − y for both entropies
  /// (for softmax with the target summing to one: a Σy − y), with no division by a saturated a.
  /// - Shapes: a, y and the result B×n_L.
  func fusedDelta<E: Field>(a: Matrix<E>, y: Matrix<E>) -> Matrix<E>? {
    switch self {
    case .halfSquaredError, .meanSquaredError, .huber: return nil
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
