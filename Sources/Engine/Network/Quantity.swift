/// A quantity of the derivation: what is given, a parameter, what the forward pass computes, or what the backward pass
/// computes.
public enum Quantity: Hashable, Sendable {
  case input, target
  case weights(Int), biases(Int), gamma(Int), beta(Int)
  case runningMean(Int), runningVariance(Int)
  case preActivation(Int), mean(Int), variance(Int), standardized(Int), normalized(Int), mask(Int), activation(Int)
  case smoothedTarget, loss
  case activationGradient(Int), normalizedGradient(Int), gammaGradient(Int), betaGradient(Int)
  case standardizedGradient(Int), varianceGradient(Int), meanGradient(Int)
  case delta(Int), weightGradient(Int), biasGradient(Int)

  /// The symbol and the layer of the notation, and what it is called in words.
  private var entry: (symbol: String, layer: Int?, meaning: String) {
    switch self {
    case .input: ("X", nil, "input")
    case .target: ("Y", nil, "target")
    case .smoothedTarget: ("Ys", nil, "smoothed target")
    case .loss: ("C", nil, "loss")
    case .weights(let l): ("W", l, "weights into layer \(l)")
    case .biases(let l): ("b", l, "biases of layer \(l)")
    case .gamma(let l): ("gamma", l, "scale γ of the batch normalisation of layer \(l)")
    case .beta(let l): ("beta", l, "shift β of the batch normalisation of layer \(l)")
    case .runningMean(let l): ("running_mean", l, "running mean of z[\(l)], for evaluation")
    case .runningVariance(let l): ("running_var", l, "running variance of z[\(l)], for evaluation")
    case .preActivation(let l): ("z", l, "pre-activation of layer \(l)")
    case .mean(let l): ("mu", l, "mean of z[\(l)] over the batch")
    case .variance(let l): ("var", l, "variance of z[\(l)] over the batch")
    case .standardized(let l): ("zhat", l, "z[\(l)] with mean 0 and variance 1")
    case .normalized(let l): ("zbn", l, "batch-normalised pre-activation of layer \(l)")
    case .mask(let l): ("mask", l, "dropout mask of layer \(l)")
    case .activation(let l): ("a", l, "activation of layer \(l)")
    case .activationGradient(let l): ("da", l, "∂C/∂a[\(l)]")
    case .normalizedGradient(let l): ("dzbn", l, "∂C/∂zbn[\(l)]")
    case .gammaGradient(let l): ("dgamma", l, "∂C/∂gamma[\(l)]")
    case .betaGradient(let l): ("dbeta", l, "∂C/∂beta[\(l)]")
    case .standardizedGradient(let l): ("dzhat", l, "∂C/∂zhat[\(l)]")
    case .varianceGradient(let l): ("dvar", l, "∂C/∂var[\(l)]")
    case .meanGradient(let l): ("dmu", l, "∂C/∂mu[\(l)]")
    case .delta(let l): ("delta", l, "error signal of layer \(l), ∂C/∂z[\(l)]")
    case .weightGradient(let l): ("dW", l, "∂C/∂W[\(l)]")
    case .biasGradient(let l): ("db", l, "∂C/∂b[\(l)]")
    }
  }

  /// The name without its layer: `dW`.
  public var symbol: String { entry.symbol }
  /// The layer, where there is one.
  public var layer: Int? { entry.layer }
  /// What it is called in words.
  public var meaning: String { entry.meaning }
  /// The name in the shell: `dW[2]`.
  public var name: String { entry.layer.map { "\(entry.symbol)[\($0)]" } ?? entry.symbol }
}

extension Quantity {
  /// The quantity of which this one is the gradient: `dW[2]` of `W[2]`.
  public var differentiated: Quantity? {
    switch self {
    case .activationGradient(let l): l == 0 ? .input : .activation(l)
    case .normalizedGradient(let l): .normalized(l)
    case .gammaGradient(let l): .gamma(l)
    case .betaGradient(let l): .beta(l)
    case .standardizedGradient(let l): .standardized(l)
    case .varianceGradient(let l): .variance(l)
    case .meanGradient(let l): .mean(l)
    case .delta(let l): .preActivation(l)
    case .weightGradient(let l): .weights(l)
    case .biasGradient(let l): .biases(l)
    default: nil
    }
  }

  /// The gradient of C by this quantity: `dW[2]` for `W[2]`.
  public var gradient: Quantity? {
    switch self {
    case .input: .activationGradient(0)
    case .activation(let l): .activationGradient(l)
    case .normalized(let l): .normalizedGradient(l)
    case .gamma(let l): .gammaGradient(l)
    case .beta(let l): .betaGradient(l)
    case .standardized(let l): .standardizedGradient(l)
    case .variance(let l): .varianceGradient(l)
    case .mean(let l): .meanGradient(l)
    case .preActivation(let l): .delta(l)
    case .weights(let l): .weightGradient(l)
    case .biases(let l): .biasGradient(l)
    default: nil
    }
  }

  /// Whether the backward pass computes it.
  public var isGradient: Bool { differentiated != nil }

  public var isParameter: Bool {
    switch self {
    case .weights, .biases, .gamma, .beta: true
    default: false
    }
  }

  /// Whether chance decides it: a dropout mask.
  public var isDrawn: Bool { if case .mask = self { true } else { false } }

  /// Whether a pass computes it.
  public var isComputed: Bool {
    switch self {
    case .runningMean, .runningVariance, .activation(0): false
    default: !isParameter && !isGiven
    }
  }

  /// Whether a pass starts from it: X, Y and the dropout masks.
  public var isGiven: Bool { self == .input || self == .target || isDrawn }

  /// - Shapes: as in the notation, for a batch of `samples`; `nil` for a layer that the network does not have.
  public func shape(sizes: [Int], samples: Int) -> Shape? {
    let depth = sizes.count - 1
    switch self {
    case .input: return Shape(rows: samples, columns: sizes[0])
    case .target, .smoothedTarget: return Shape(rows: samples, columns: sizes[depth])
    case .loss: return Shape(rows: 1, columns: 1)
    case .activation(0), .activationGradient(0): return Shape(rows: samples, columns: sizes[0])
    default: break
    }
    guard let l = layer, (1...depth).contains(l) else { return nil }
    switch self {
    case .weights, .weightGradient: return Shape(rows: sizes[l], columns: sizes[l - 1])
    case .activation, .activationGradient, .preActivation, .delta, .mask, .standardized, .standardizedGradient,
      .normalized, .normalizedGradient:
      return Shape(rows: samples, columns: sizes[l])
    default: return Shape(rows: 1, columns: sizes[l])
    }
  }
}
