extension Quantity {
  /// A quantity of every layer, or one that has no layer: what is known of W[1], W[2], …
  public enum Family: Hashable, Sendable, CaseIterable {
    case input, target, loss, smoothedTarget
    case weights, biases, preActivation, activation, delta, activationGradient, weightGradient, biasGradient
    case mask, mean, variance, standardized, normalized
    case gamma, beta, runningMean, runningVariance
    case normalizedGradient, gammaGradient, betaGradient, standardizedGradient, varianceGradient, meanGradient
    case moment(Moment, Parameter)

    /// In the order of the notation.
    public static let allCases: [Family] =
      [
        .input, .target, .loss, .smoothedTarget, .weights, .biases, .preActivation, .activation, .delta,
        .activationGradient, .weightGradient, .biasGradient, .mask, .mean, .variance, .standardized, .normalized,
        .gamma,
        .beta, .runningMean, .runningVariance, .normalizedGradient, .gammaGradient, .betaGradient,
        .standardizedGradient,
        .varianceGradient, .meanGradient,
      ] + Moment.allCases.flatMap { moment in Parameter.allCases.map { .moment(moment, $0) } }

    /// When a pass comes to a quantity, and its place among those of that time.
    public enum Place: Sendable {
      /// The batch.
      case given(Int)
      /// What the network and the optimiser hold.
      case held(Int)
      case forward(Int)
      /// The end of the forward pass.
      case end(Int)
      indirect case backward(Int, of: Quantity.Family)

      /// Phase and place, to sort by.
      public var order: (phase: Int, rank: Int) {
        switch self {
        case .given(let rank): (0, rank)
        case .held(let rank): (1, rank)
        case .forward(let rank): (2, rank)
        case .end(let rank): (3, rank)
        case .backward(let rank, _): (4, rank)
        }
      }
    }

    /// What a network needs to have for a quantity to exist.
    public enum Part: Sendable {
      case always, dropout, normalization, labelSmoothing
      /// An optimiser that remembers it.
      case optimizer
    }

    /// What a layer holds.
    public enum Held: Int, CaseIterable, Sendable {
      case weights, biases, gamma, beta, runningMean, runningVariance
    }
  }
}

extension Quantity.Family {
  private struct Facts {
    var symbol, summary, meaning: String
    var place: Place
    var part: Part

    /// - Parameters:
    ///   - summary: what it is for any layer l.
    ///   - meaning: what it is called in layer %.
    init(_ symbol: String, _ place: Place, _ part: Part, _ summary: String, _ meaning: String) {
      (self.symbol, self.place, self.part, self.summary, self.meaning) = (symbol, place, part, summary, meaning)
    }

    static func gradient(_ symbol: String, _ rank: Int, of family: Quantity.Family) -> Facts {
      let variable = family.known
      return Facts(
        symbol, .backward(rank, of: family), variable.part, "gradient of C by \(variable.symbol)[l]",
        "∂C/∂\(variable.symbol)[%]")
    }
  }

  private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.known) })
  private var facts: Facts { Self.table[self] ?? known }

  private var known: Facts {
    switch self {
    case .input: Facts("X", .given(0), .always, "input of the batch, one sample a row", "input")
    case .target: Facts("Y", .given(1), .always, "target of the batch, one sample a row", "target")
    case .loss: Facts("C", .end(1), .always, "loss of the batch", "loss")
    case .smoothedTarget:
      Facts("Ys", .end(0), .labelSmoothing, "target with smoothed labels: (1 − ε) Y + ε/n", "smoothed target")
    case .weights: Facts("W", .held(0), .always, "weights into layer l", "weights into layer %")
    case .biases: Facts("b", .held(1), .always, "biases of layer l", "biases of layer %")
    case .preActivation: Facts("z", .forward(0), .always, "pre-activations of layer l", "pre-activation of layer %")
    case .activation: Facts("a", .forward(6), .always, "activations of layer l; a[0] is X", "activation of layer %")
    case .delta:
      Facts(
        "delta", .backward(7, of: .preActivation), .always, "error signal of layer l, the gradient of C by z[l]",
        "error signal of layer %, ∂C/∂z[%]")
    case .activationGradient: .gradient("da", 0, of: .activation)
    case .weightGradient: .gradient("dW", 8, of: .weights)
    case .biasGradient: .gradient("db", 9, of: .biases)
    case .mask:
      Facts("mask", .forward(5), .dropout, "dropout mask of layer l, 0 or 1/(1 − p)", "dropout mask of layer %")
    case .mean: Facts("mu", .forward(1), .normalization, "mean of z[l] over the batch", "mean of z[%] over the batch")
    case .variance:
      Facts("var", .forward(2), .normalization, "variance of z[l] over the batch", "variance of z[%] over the batch")
    case .standardized:
      Facts("zhat", .forward(3), .normalization, "(z[l] − mu[l]) / √(var[l] + ε)", "z[%] with mean 0 and variance 1")
    case .normalized:
      Facts(
        "zbn", .forward(4), .normalization, "gamma[l] ⊙ zhat[l] + beta[l]", "batch-normalised pre-activation of layer %"
      )
    case .gamma:
      Facts(
        "gamma", .held(2), .normalization, "scale of the batch normalisation of layer l",
        "scale γ of the batch normalisation of layer %")
    case .beta:
      Facts(
        "beta", .held(3), .normalization, "shift of the batch normalisation of layer l",
        "shift β of the batch normalisation of layer %")
    case .runningMean:
      Facts(
        "running_mean", .held(4), .normalization, "mean of z[l] for evaluation", "running mean of z[%], for evaluation")
    case .runningVariance:
      Facts(
        "running_var", .held(5), .normalization, "variance of z[l] for evaluation",
        "running variance of z[%], for evaluation")
    case .normalizedGradient: .gradient("dzbn", 1, of: .normalized)
    case .gammaGradient: .gradient("dgamma", 2, of: .gamma)
    case .betaGradient: .gradient("dbeta", 3, of: .beta)
    case .standardizedGradient: .gradient("dzhat", 4, of: .standardized)
    case .varianceGradient: .gradient("dvar", 5, of: .variance)
    case .meanGradient: .gradient("dmu", 6, of: .mean)
    case .moment(let moment, let parameter):
      Facts(
        moment.rawValue + parameter.rawValue,
        .held(Held.allCases.count + 2 * parameter.held.rawValue + (moment == .first ? 0 : 1)), .optimizer,
        "\(moment.content) of \(parameter.rawValue)[l] that the optimiser remembers",
        "\(moment.content) of \(parameter.rawValue)[%] that the optimiser remembers")
    }
  }

  /// The name without a layer: `dW`.
  public var symbol: String { facts.symbol }
  /// What it is, for any layer l.
  public var summary: String { facts.summary }
  public var place: Place { facts.place }
  public var part: Part { facts.part }

  /// What it is called in words, in layer l.
  public func meaning(_ l: Int) -> String {
    facts.meaning.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "\(l)")
  }

  /// Whether there is one for each layer.
  public var hasLayers: Bool { quantity(1).layer != nil }

  /// The first layer that has one: a[0] is X, da[0] the gradient by it.
  public var firstLayer: Int { self == .activation || self == .activationGradient ? 0 : 1 }

  /// The member of layer l.
  public func quantity(_ l: Int) -> Quantity {
    switch self {
    case .input: .input
    case .target: .target
    case .loss: .loss
    case .smoothedTarget: .smoothedTarget
    case .weights: .weights(l)
    case .biases: .biases(l)
    case .preActivation: .preActivation(l)
    case .activation: .activation(l)
    case .delta: .delta(l)
    case .activationGradient: .activationGradient(l)
    case .weightGradient: .weightGradient(l)
    case .biasGradient: .biasGradient(l)
    case .mask: .mask(l)
    case .mean: .mean(l)
    case .variance: .variance(l)
    case .standardized: .standardized(l)
    case .normalized: .normalized(l)
    case .gamma: .gamma(l)
    case .beta: .beta(l)
    case .runningMean: .runningMean(l)
    case .runningVariance: .runningVariance(l)
    case .normalizedGradient: .normalizedGradient(l)
    case .gammaGradient: .gammaGradient(l)
    case .betaGradient: .betaGradient(l)
    case .standardizedGradient: .standardizedGradient(l)
    case .varianceGradient: .varianceGradient(l)
    case .meanGradient: .meanGradient(l)
    case .moment(let moment, let parameter): .moment(moment, parameter, l)
    }
  }

  /// The part of a layer that it is; `nil` for what a pass computes, what is given, and moments.
  public var held: Held? {
    switch self {
    case .weights: .weights
    case .biases: .biases
    case .gamma: .gamma
    case .beta: .beta
    case .runningMean: .runningMean
    case .runningVariance: .runningVariance
    case .input, .target, .loss, .smoothedTarget, .preActivation, .activation, .delta, .activationGradient,
      .weightGradient, .biasGradient, .mask, .mean, .variance, .standardized, .normalized, .normalizedGradient,
      .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient, .moment:
      nil
    }
  }

  /// The kind of parameter.
  public var parameter: Quantity.Parameter? { Quantity.Parameter.allCases.first { $0.held == held } }

  /// What this is the gradient by.
  public var differentiated: Quantity.Family? { if case .backward(_, let family) = place { family } else { nil } }

  /// The gradient of C by this.
  public var gradient: Quantity.Family? { Self.gradients[self] }

  private static let gradients = Dictionary(
    allCases.compactMap { gradient in gradient.differentiated.map { ($0, gradient) } },
    uniquingKeysWith: { first, _ in first })
}

extension Quantity.Moment {
  /// What a moment is the mean of.
  fileprivate var content: String {
    switch self {
    case .first: "gradients"
    case .second: "squared gradients"
    }
  }
}

extension Quantity.Parameter {
  var held: Quantity.Family.Held {
    switch self {
    case .weights: .weights
    case .biases: .biases
    case .gamma: .gamma
    case .beta: .beta
    }
  }
}
