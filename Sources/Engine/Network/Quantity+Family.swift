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
        .gamma, .beta, .runningMean, .runningVariance, .normalizedGradient, .gammaGradient, .betaGradient,
        .standardizedGradient, .varianceGradient, .meanGradient,
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

      static func held(_ held: Held) -> Place { .held(held.rawValue) }

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
    var member: @Sendable (Int) -> Quantity

    /// - Parameters:
    ///   - summary: what it is for any layer l.
    ///   - meaning: what it is called in layer %.
    init(
      _ symbol: String, _ place: Place, _ summary: String, _ meaning: String, part: Part = .always,
      _ member: @escaping @Sendable (Int) -> Quantity
    ) {
      (self.symbol, self.place, self.summary, self.meaning) = (symbol, place, summary, meaning)
      (self.part, self.member) = (part, member)
    }

    static func gradient(
      _ symbol: String, _ rank: Int, of family: Quantity.Family, _ member: @escaping @Sendable (Int) -> Quantity
    ) -> Facts {
      let variable = family.known
      return Facts(
        symbol, .backward(rank, of: family), "gradient of C by \(variable.symbol)[l]", "∂C/∂\(variable.symbol)[%]",
        part: variable.part, member)
    }
  }

  private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.known) })
  private var facts: Facts { Self.table[self] ?? known }

  private var known: Facts {
    switch self {
    case .input: Facts("X", .given(0), "input of the batch, one sample a row", "input") { _ in .input }
    case .target: Facts("Y", .given(1), "target of the batch, one sample a row", "target") { _ in .target }
    case .loss: Facts("C", .end(1), "loss of the batch", "loss") { _ in .loss }
    case .smoothedTarget:
      Facts(
        "Ys", .end(0), "target with smoothed labels: (1 − ε) Y + ε/n", "smoothed target", part: .labelSmoothing
      ) { _ in .smoothedTarget }
    case .weights: Facts("W", .held(.weights), "weights into layer l", "weights into layer %", Quantity.weights)
    case .biases: Facts("b", .held(.biases), "biases of layer l", "biases of layer %", Quantity.biases)
    case .preActivation:
      Facts("z", .forward(0), "pre-activations of layer l", "pre-activation of layer %", Quantity.preActivation)
    case .activation:
      Facts("a", .forward(6), "activations of layer l; a[0] is X", "activation of layer %", Quantity.activation)
    case .delta:
      Facts(
        "delta", .backward(7, of: .preActivation), "error signal of layer l, the gradient of C by z[l]",
        "error signal of layer %, ∂C/∂z[%]", Quantity.delta)
    case .activationGradient: .gradient("da", 0, of: .activation, Quantity.activationGradient)
    case .weightGradient: .gradient("dW", 8, of: .weights, Quantity.weightGradient)
    case .biasGradient: .gradient("db", 9, of: .biases, Quantity.biasGradient)
    case .mask:
      Facts(
        "mask", .forward(5), "dropout mask of layer l, 0 or 1/(1 − p)", "dropout mask of layer %", part: .dropout,
        Quantity.mask)
    case .mean:
      Facts(
        "mu", .forward(1), "mean of z[l] over the batch", "mean of z[%] over the batch",
        part: .normalization, Quantity.mean)
    case .variance:
      Facts(
        "var", .forward(2), "variance of z[l] over the batch", "variance of z[%] over the batch",
        part: .normalization, Quantity.variance)
    case .standardized:
      Facts(
        "zhat", .forward(3), "(z[l] − mu[l]) / √(var[l] + ε)", "z[%] with mean 0 and variance 1",
        part: .normalization, Quantity.standardized)
    case .normalized:
      Facts(
        "zbn", .forward(4), "gamma[l] ⊙ zhat[l] + beta[l]", "batch-normalised pre-activation of layer %",
        part: .normalization, Quantity.normalized)
    case .gamma:
      Facts(
        "gamma", .held(.gamma), "scale of the batch normalisation of layer l",
        "scale γ of the batch normalisation of layer %", part: .normalization, Quantity.gamma)
    case .beta:
      Facts(
        "beta", .held(.beta), "shift of the batch normalisation of layer l",
        "shift β of the batch normalisation of layer %", part: .normalization, Quantity.beta)
    case .runningMean:
      Facts(
        "running_mean", .held(.runningMean), "mean of z[l] for evaluation", "running mean of z[%], for evaluation",
        part: .normalization, Quantity.runningMean)
    case .runningVariance:
      Facts(
        "running_var", .held(.runningVariance), "variance of z[l] for evaluation",
        "running variance of z[%], for evaluation", part: .normalization, Quantity.runningVariance)
    case .normalizedGradient: .gradient("dzbn", 1, of: .normalized, Quantity.normalizedGradient)
    case .gammaGradient: .gradient("dgamma", 2, of: .gamma, Quantity.gammaGradient)
    case .betaGradient: .gradient("dbeta", 3, of: .beta, Quantity.betaGradient)
    case .standardizedGradient: .gradient("dzhat", 4, of: .standardized, Quantity.standardizedGradient)
    case .varianceGradient: .gradient("dvar", 5, of: .variance, Quantity.varianceGradient)
    case .meanGradient: .gradient("dmu", 6, of: .mean, Quantity.meanGradient)
    case .moment(let moment, let parameter):
      Facts(
        moment.rawValue + parameter.rawValue,
        .held(Held.allCases.count + 2 * parameter.held.rawValue + (moment == .first ? 0 : 1)),
        "\(moment.content) of \(parameter.rawValue)[l] that the optimiser remembers",
        "\(moment.content) of \(parameter.rawValue)[%] that the optimiser remembers", part: .optimizer
      ) { .moment(moment, parameter, $0) }
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

  /// Whether a layer has one row of it whatever the batch is, with an entry for each unit: b[1].
  public var isRow: Bool {
    switch self {
    case .biases, .biasGradient, .mean, .variance, .gamma, .beta, .runningMean, .runningVariance, .gammaGradient,
      .betaGradient, .varianceGradient, .meanGradient:
      true
    case .moment(_, let parameter): parameter != .weights
    case .input, .target, .loss, .smoothedTarget, .weights, .preActivation, .activation, .delta, .activationGradient,
      .weightGradient, .mask, .standardized, .normalized, .normalizedGradient, .standardizedGradient:
      false
    }
  }

  /// The first layer that has one: a[0] is X, da[0] the gradient by it.
  public var firstLayer: Int { self == .activation || self == .activationGradient ? 0 : 1 }

  /// The member of layer l.
  public func quantity(_ l: Int) -> Quantity { facts.member(l) }

  /// The part of a layer that it is; `nil` for what a pass computes, what is given, and moments.
  ///
  /// A switch, not the table: training asks at every step.
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

extension Quantity.Moment {
  /// What a moment is the mean of.
  fileprivate var content: String { self == .first ? "gradients" : "squared gradients" }
}
