/// How a step follows from the gradient g of a parameter p, with the learning rate η.
///
/// What a rule remembers of earlier gradients are its moments m and v, which begin at 0; t counts the steps from 1.
/// The rules and their constants are those of PyTorch 2, so that a run can be gone on with there.
public struct Optimizer: Hashable, Sendable {
  public enum Rule: String, CaseIterable, Sendable {
    /// p ← p − η g.
    case sgd
    /// m ← β₁ m + g, p ← p − η m. Polyak 1964.
    case momentum
    /// m ← β₁ m + g, p ← p − η (g + β₁ m). Nesterov 1983, in the form of Sutskever et al. 2013.
    case nesterov
    /// v ← β₂ v + (1 − β₂) g², p ← p − η g/(√v + ε). Tieleman and Hinton 2012.
    case rmsprop
    /// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
    /// p ← p − η m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ). Kingma and Ba 2015.
    case adam
    /// Adam behind p ← (1 − η λ) p for weights. Loshchilov and Hutter 2019.
    case adamw

    /// What it remembers of the gradients of each parameter.
    public var moments: [Quantity.Moment] {
      switch self {
      case .sgd: []
      case .momentum, .nesterov: [.first]
      case .rmsprop: [.second]
      case .adam, .adamw: [.first, .second]
      }
    }

    public var formula: String {
      switch self {
      case .sgd: "p ← p − η g"
      case .momentum: "m ← β₁ m + g, p ← p − η m"
      case .nesterov: "m ← β₁ m + g, p ← p − η (g + β₁ m)"
      case .rmsprop: "v ← β₂ v + (1 − β₂) g², p ← p − η g/(√v + ε)"
      case .adam:
        "m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − η m̂/(√v̂ + ε), m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ)"
      case .adamw: "p ← (1 − η λ) p for weights, then as adam"
      }
    }

    public var source: String {
      switch self {
      case .sgd: "Robbins and Monro 1951"
      case .momentum: "Polyak 1964"
      case .nesterov: "Nesterov 1983; Sutskever et al. 2013"
      case .rmsprop: "Tieleman and Hinton 2012"
      case .adam: "Kingma and Ba 2015"
      case .adamw: "Loshchilov and Hutter 2019"
      }
    }
  }

  public var rule: Rule
  /// The share of m that stays in a step.
  public var beta1: Double
  /// The share of v that stays in a step.
  public var beta2: Double
  /// What keeps the quotient finite where v is 0.
  public var epsilon: Double
  /// λ of the decay that is not part of the gradient, on weights alone: only AdamW has one.
  public var decay: Double

  public init(
    _ rule: Rule = .sgd, beta1: Double = 0.9, beta2: Double? = nil, epsilon: Double = 1e-8, decay: Double? = nil
  ) {
    self.rule = rule
    self.beta1 = beta1
    self.beta2 = beta2 ?? (rule == .rmsprop ? 0.99 : 0.999)
    self.epsilon = epsilon
    self.decay = decay ?? (rule == .adamw ? 0.01 : 0)
  }
}
