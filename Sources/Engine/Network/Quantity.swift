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
  /// What an optimiser remembers of the gradients of a parameter.
  case moment(Moment, Parameter, Int)

  /// The kinds of parameters, by their symbols.
  public enum Parameter: String, CaseIterable, Sendable {
    case weights = "W", biases = "b", gamma, beta
  }

  /// A running mean of gradients, or of their squares.
  public enum Moment: String, CaseIterable, Sendable {
    case first = "m", second = "v"
  }

  /// The symbol and the layer of the notation, and what it is called in words.
  private var entry: (symbol: String, layer: Int?, meaning: (Int) -> String) {
    switch self {
    case .input: ("X", nil, { _ in "input" })
    case .target: ("Y", nil, { _ in "target" })
    case .smoothedTarget: ("Ys", nil, { _ in "smoothed target" })
    case .loss: ("C", nil, { _ in "loss" })
    case .weights(let l): ("W", l, { "weights into layer \($0)" })
    case .biases(let l): ("b", l, { "biases of layer \($0)" })
    case .gamma(let l): ("gamma", l, { "scale γ of the batch normalisation of layer \($0)" })
    case .beta(let l): ("beta", l, { "shift β of the batch normalisation of layer \($0)" })
    case .runningMean(let l): ("running_mean", l, { "running mean of z[\($0)], for evaluation" })
    case .runningVariance(let l): ("running_var", l, { "running variance of z[\($0)], for evaluation" })
    case .preActivation(let l): ("z", l, { "pre-activation of layer \($0)" })
    case .mean(let l): ("mu", l, { "mean of z[\($0)] over the batch" })
    case .variance(let l): ("var", l, { "variance of z[\($0)] over the batch" })
    case .standardized(let l): ("zhat", l, { "z[\($0)] with mean 0 and variance 1" })
    case .normalized(let l): ("zbn", l, { "batch-normalised pre-activation of layer \($0)" })
    case .mask(let l): ("mask", l, { "dropout mask of layer \($0)" })
    case .activation(let l): ("a", l, { "activation of layer \($0)" })
    case .activationGradient(let l): ("da", l, { "∂C/∂a[\($0)]" })
    case .normalizedGradient(let l): ("dzbn", l, { "∂C/∂zbn[\($0)]" })
    case .gammaGradient(let l): ("dgamma", l, { "∂C/∂gamma[\($0)]" })
    case .betaGradient(let l): ("dbeta", l, { "∂C/∂beta[\($0)]" })
    case .standardizedGradient(let l): ("dzhat", l, { "∂C/∂zhat[\($0)]" })
    case .varianceGradient(let l): ("dvar", l, { "∂C/∂var[\($0)]" })
    case .meanGradient(let l): ("dmu", l, { "∂C/∂mu[\($0)]" })
    case .delta(let l): ("delta", l, { "error signal of layer \($0), ∂C/∂z[\($0)]" })
    case .weightGradient(let l): ("dW", l, { "∂C/∂W[\($0)]" })
    case .biasGradient(let l): ("db", l, { "∂C/∂b[\($0)]" })
    case .moment(let moment, let parameter, let l):
      (
        moment.rawValue + parameter.rawValue, l,
        {
          "\(moment == .first ? "" : "squared ")gradients of \(parameter.rawValue)[\($0)] that the optimiser remembers"
        }
      )
    }
  }

  /// The name without its layer: `dW`.
  public var symbol: String { entry.symbol }
  /// The layer, where there is one.
  public var layer: Int? { entry.layer }
  /// What it is called in words.
  public var meaning: String {
    let entry = entry
    return entry.meaning(entry.layer ?? 0)
  }
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
    case .runningMean, .runningVariance, .activation(0), .moment: false
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
    case .weights, .weightGradient, .moment(_, .weights, _): return Shape(rows: sizes[l], columns: sizes[l - 1])
    case .activation, .activationGradient, .preActivation, .delta, .mask, .standardized, .standardizedGradient,
      .normalized, .normalizedGradient:
      return Shape(rows: samples, columns: sizes[l])
    default: return Shape(rows: 1, columns: sizes[l])
    }
  }
}

extension Quantity {
  /// m or v of a parameter; `nil` of anything else.
  public func moment(_ moment: Moment) -> Quantity? {
    switch self {
    case .weights(let l): .moment(moment, .weights, l)
    case .biases(let l): .moment(moment, .biases, l)
    case .gamma(let l): .moment(moment, .gamma, l)
    case .beta(let l): .moment(moment, .beta, l)
    default: nil
    }
  }

  /// The parameter whose gradients are remembered.
  public var remembered: Quantity? {
    guard case .moment(_, let parameter, let l) = self else { return nil }
    return switch parameter {
    case .weights: .weights(l)
    case .biases: .biases(l)
    case .gamma: .gamma(l)
    case .beta: .beta(l)
    }
  }
}
