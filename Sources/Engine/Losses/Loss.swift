/// How far the output is from the target in one sample; `Objective` makes the loss of a batch from it.
public enum Loss: String, CaseIterable, Sendable {
  /// ½ Σᵢ (aᵢ − yᵢ)².
  case halfSquaredError = "half-squared-error"
  /// 1/n Σᵢ (aᵢ − yᵢ)², n the number of outputs.
  case meanSquaredError = "mean-squared-error"
  /// 1/n Σᵢ ρ(aᵢ − yᵢ), with ρ(r) = ½ r² for |r| ≤ δ, else δ (|r| − ½ δ).
  /// - Source: P. J. Huber, "Robust estimation of a location parameter" (1964).
  case huber
  /// −Σᵢ yᵢ log aᵢ, with a = softmax(z).
  case crossEntropy = "cross-entropy"
  /// −Σᵢ (yᵢ log aᵢ + (1 − yᵢ) log(1 − aᵢ)), with a = σ(z).
  case binaryCrossEntropy = "binary-cross-entropy"

  /// The output activation that the loss is defined on; `nil` if any will do.
  public var requiredOutput: Activation? {
    switch self {
    case .halfSquaredError, .meanSquaredError, .huber: nil
    case .crossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
    }
  }

  /// The output activation that a network has with this loss by default.
  public var usualOutput: Activation {
    switch self {
    case .halfSquaredError: .sigmoid
    case .meanSquaredError, .huber: .identity
    case .crossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
    }
  }

  /// What a target row has to be.
  public enum Targets: Sendable {
    case anyNumbers
    /// Each entry a probability by itself, yes or no.
    case probabilities
    /// A distribution over classes: shares of 1.
    case distribution
  }

  public var targets: Targets {
    switch self {
    case .halfSquaredError, .meanSquaredError, .huber: .anyNumbers
    case .binaryCrossEntropy: .probabilities
    case .crossEntropy: .distribution
    }
  }

  /// Whether the target is one or more distributions over classes.
  public var isEntropy: Bool {
    switch targets {
    case .anyNumbers: false
    case .probabilities, .distribution: true
    }
  }

  /// Whether the loss is the mean over the outputs, not their sum.
  var averagesOutputs: Bool {
    switch self {
    case .meanSquaredError, .huber: true
    case .halfSquaredError, .crossEntropy, .binaryCrossEntropy: false
    }
  }
}

/// Whether the loss of a batch is the mean or the sum over its samples.
public enum Reduction: String, CaseIterable, Sendable {
  case mean, sum

  /// The factor on the sum over samples: 1/B or 1.
  public func factor(samples: Int) -> Double {
    switch self {
    case .mean: 1 / Double(samples)
    case .sum: 1
    }
  }
}
