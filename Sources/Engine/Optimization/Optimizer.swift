import RealModule

/// How a step follows from the gradient g of a parameter p, with the learning rate η.
///
/// What a rule remembers of earlier gradients are its moments m and v, which start at 0; t counts the steps from 1.
/// The rules and their constants are those of PyTorch 2, so that a run can be continued there.
public struct Optimizer: Hashable, Sendable {
  public enum Rule: String, CaseIterable, Sendable {
    case sgd, momentum, nesterov, rmsprop, adam, adamw
  }

  public var rule: Rule
  /// The share of m that stays in a step.
  public var beta1: Double
  /// The share of v that stays in a step.
  public var beta2: Double
  /// Keeps the quotient finite if v is 0.
  public var epsilon: Double
  /// λ of the decay that is not part of the gradient, on weights alone: 0 for a rule that has none.
  public var decay: Double

  /// An optimiser with the usual constants of its rule by default.
  public init(
    _ rule: Rule = .sgd, beta1: Double? = nil, beta2: Double? = nil, epsilon: Double? = nil, decay: Double? = nil
  ) {
    self.rule = rule
    self.beta1 = beta1 ?? rule.usual(.beta1) ?? 0.9
    self.beta2 = beta2 ?? rule.usual(.beta2) ?? 0.999
    self.epsilon = epsilon ?? rule.usual(.epsilon) ?? 1e-8
    self.decay = decay ?? rule.usual(.decay) ?? 0
  }

  /// The constants that a rule can have.
  public enum Constant: String, CaseIterable, Sendable {
    case beta1, beta2, epsilon, decay

    public var meaning: String { facts.meaning }
    public var range: ConstantRange { facts.range }

    fileprivate var facts: (path: WritableKeyPath<Optimizer, Double>, range: ConstantRange, meaning: String) {
      switch self {
      case .beta1: (\.beta1, .share, "share of m that stays in a step")
      case .beta2: (\.beta2, .share, "share of v that stays in a step")
      case .epsilon: (\.epsilon, .positive, "keeps the quotient finite if v is 0")
      case .decay: (\.decay, .notNegative, "λ of adamw's decay of the weights")
      }
    }
  }

  public subscript(constant: Constant) -> Double {
    get { self[keyPath: constant.facts.path] }
    set { self[keyPath: constant.facts.path] = newValue }
  }
}

extension Optimizer.Rule {
  /// What is known of a rule besides its loop: help, completion and explanations say it.
  public struct Facts: Sendable {
    /// The step in one line.
    public var formula: String
    public var source: String
    /// When to choose it.
    public var advice: String
    /// The constants that the rule has, and their usual values.
    public var constants: [(name: Optimizer.Constant, usual: Double)] = []
    /// PyTorch's default rate; `nil` if it has none for this rule.
    public var usualRate: Double?
    /// What is computed on the way. A moment is named m or v.
    public var steps: [Step] = []
    /// The new p, of the same names.
    public var next: String
    /// What is added to p, in short.
    public var change: String

    /// A value on the way to the next p.
    ///
    /// Names in braces are replaced: p, g, m and v by what they were, also β₁, β₂, ε, η and t; m′ and v′ by the formula
    /// of the step of that name, m̂ and v̂ as well; kept is p, or (1 − η λ) p if it decays.
    public struct Step: Sendable {
      public var caption: String
      public var symbol: String
      public var formula: String

      init(_ symbol: String, _ formula: String, _ caption: String = "remembered") {
        (self.symbol, self.formula, self.caption) = (symbol, formula, caption)
      }
    }
  }

  public var facts: Facts {
    switch self {
    case .sgd:
      Facts(
        formula: "p ← p − η g", source: "Robbins and Monro 1951",
        advice: "Gradient descent on mini-batches, as the post has it.", next: "{p} − {η} · {g}", change: "−η g")
    case .momentum:
      Facts(
        formula: "m ← β₁ m + g, p ← p − η m", source: "Polyak 1964",
        advice:
          "A push lasts: along a valley the steps add up to η g/(1 − β₁), ten times a plain one for "
          + "β₁ = 0.9; across it they cancel. Choose a rate accordingly.",
        constants: [(.beta1, 0.9)], steps: [Facts.Step("m", "{β₁} · {m} + {g}")], next: "{p} − {η} · ({m′})",
        change: "−η m")
    case .nesterov:
      Facts(
        formula: "m ← β₁ m + g, p ← p − η (g + β₁ m)", source: "Nesterov 1983; Sutskever et al. 2013",
        advice: "Momentum with the gradient at the point the momentum leads to: it turns earlier and oscillates less.",
        constants: [(.beta1, 0.9)], steps: [Facts.Step("m", "{β₁} · {m} + {g}")],
        next: "{p} − {η} · ({g} + {β₁} · ({m′}))", change: "−η (g + β₁ m)")
    case .rmsprop:
      Facts(
        formula: "v ← β₂ v + (1 − β₂) g², p ← p − η g/(√v + ε)", source: "Tieleman and Hinton 2012",
        advice:
          "Every parameter has a rate of its own, divided by the size of its latest gradients: steep directions are "
          + "slowed, flat ones made faster.",
        constants: [(.beta2, 0.99), (.epsilon, 1e-8)], usualRate: 0.01,
        steps: [Facts.Step("v", "{β₂} · {v} + (1 − {β₂}) · {g}²")],
        next: "{p} − {η} · {g} / (√({v′}) + {ε})", change: "−η g/(√v + ε)")
    case .adam:
      Self.adam(
        formula: "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − η m̂/(√v̂ + ε), m̂ = m/(1 − β₁ᵗ), "
          + "v̂ = v/(1 − β₂ᵗ)", source: "Kingma and Ba 2015",
        advice:
          "Momentum and RMSprop in one. m and v start at 0 and are too small in the first steps, which m̂ and v̂ correct: the "
          + "first step is η for every parameter, whatever its gradient.")
    case .adamw:
      Self.adam(
        formula: "p ← (1 − η λ) p for weights, then as adam", source: "Loshchilov and Hutter 2019",
        advice:
          "Adam with the decay of the weights apart from the gradient, so that v does not divide it: with the l2 of set, "
          + "weights with large gradients would hardly decay. Biases, gamma and beta do not decay.",
        constants: [(.decay, 0.01)])
    }
  }

  private static func adam(
    formula: String, source: String, advice: String, constants: [(name: Optimizer.Constant, usual: Double)] = []
  ) -> Facts {
    Facts(
      formula: formula, source: source, advice: advice,
      constants: [(.beta1, 0.9), (.beta2, 0.999), (.epsilon, 1e-8)] + constants, usualRate: 0.001,
      steps: [
        Facts.Step("m", "{β₁} · {m} + (1 − {β₁}) · {g}"), Facts.Step("v", "{β₂} · {v} + (1 − {β₂}) · {g}²"),
        Facts.Step("m̂", "({m′}) / (1 − {β₁}^{t})", "m starts at 0"),
        Facts.Step("v̂", "({v′}) / (1 − {β₂}^{t})", "v starts at 0"),
      ], next: "{kept} − {η} · ({m̂}) / (√({v̂}) + {ε})", change: "−η m̂/(√v̂ + ε)")
  }

  public var formula: String { facts.formula }
  public var source: String { facts.source }
  public var constants: [Optimizer.Constant] { facts.constants.map(\.name) }

  /// What it remembers of the gradients of each parameter.
  public var moments: [Quantity.Moment] { facts.steps.compactMap { Quantity.Moment(rawValue: $0.symbol) } }

  /// The usual value of a constant; `nil` if the rule does not have it.
  public func usual(_ constant: Optimizer.Constant) -> Double? {
    facts.constants.first { $0.name == constant }?.usual
  }
}

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
    (rule, self.rate, epsilon) = (optimizer.rule, E(rate), E(optimizer.epsilon))
    (beta1, beta2) = (E(optimizer.beta1), E(optimizer.beta2))
    (rest1, rest2) = (E(1 - optimizer.beta1), E(1 - optimizer.beta2))
    stepSize = E(rate / (1 - .pow(optimizer.beta1, t)))
    rootFactor = E(1 / (1 - .pow(optimizer.beta2, t)).squareRoot())
    keep = E(1 - rate * optimizer.decay)
  }

  /// Moves `count` parameters; `m` and `v` are read and written only if the rule has them.
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
      // In adam the decay is 0.
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

extension Optimizer.Rule {
  /// The weights 0.5 and 0.5 after a first step at rate 0.01, with the gradients −0.0272081196427901 and twice that, as
  /// NumPy has them.
  public var sampleStep: [Double] {
    switch self {
    case .sgd, .momentum: [0.500272, 0.500544]
    case .nesterov: [0.500517, 0.501034]
    case .rmsprop: [0.5999996325, 0.5999998162]
    case .adam: [0.5099999963, 0.5099999982]
    case .adamw: [0.5099499963, 0.5099499982]
    }
  }
}
