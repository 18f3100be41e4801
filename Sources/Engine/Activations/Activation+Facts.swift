extension Activation {
  /// What is known of an activation besides its numbers: help, completion and explanations say it.
  public struct Facts: Sendable {
    /// h(z) in one line.
    public var formula: String
    /// h′(z) in one line.
    public var derivative: String
    public var range: String
    public var source: String
    /// What it is good for, and the trap.
    public var advice: String
  }

  /// The name as a function, in the shell and in NumPy.
  public var functionName: String { rawValue.split(separator: "-").joined(separator: "_") }

  /// The name in formulas: σ, relu.
  public var symbol: String { self == .sigmoid ? "σ" : functionName }

  public var facts: Facts {
    switch self {
    case .relu:
      Facts(
        formula: "max(z, 0)", derivative: "1 if z > 0, else 0, also at the kink z = 0", range: "0 to ∞",
        source: "Nair and Hinton 2010",
        advice:
          "A unit whose pre-activation is negative for every sample has gradient 0 and learns no more. Finite "
          + "differences that step over the kink are wrong: gradcheck notices and says so. init kaiming suits it.")
    case .leakyRelu:
      Facts(
        formula: "z if z > 0, else 0.01 z", derivative: "1 if z > 0, else 0.01", range: "−∞ to ∞",
        source: "Maas, Hannun and Ng 2013",
        advice: "No unit dies, because the slope is never 0. gradcheck meets a kink at 0, as with relu.")
    case .elu:
      Facts(
        formula: "z if z > 0, else e^z − 1", derivative: "1 if z > 0, else e^z", range: "−1 to ∞",
        source: "Clevert, Unterthiner and Hochreiter 2016",
        advice: "Computed with expm1, which keeps the digits of e^z − 1 near 0.")
    case .sigmoid:
      Facts(
        formula: "1 / (1 + e^−z)", derivative: "σ(z) (1 − σ(z)), computed as σ(z) σ(−z)", range: "0 to 1, ½ at z = 0",
        source: "Rumelhart, Hinton and Williams 1986",
        advice:
          "The derivative is at most ¼ and falls off as e^−|z|: saturated units learn slowly. Neither overflows for "
          + "large |z|.")
    case .tanh:
      Facts(
        formula: "tanh z", derivative: "1 − tanh² z", range: "−1 to 1, 0 at z = 0", source: "LeCun et al. 1998",
        advice: "A sigmoid about 0: tanh z = 2σ(2z) − 1. init xavier suits it.")
    case .softplus:
      Facts(
        formula: "log(1 + e^z)", derivative: "σ(z)", range: "0 to ∞", source: "Dugas et al. 2001",
        advice: "A smooth ReLU. Computed as max(z, 0) + log(1 + e^−|z|), which does not overflow.")
    case .silu:
      Facts(
        formula: "z σ(z)", derivative: "σ(z) (1 + z σ(−z))", range: "−0.278… to ∞",
        source: "Elfwing, Uchibe and Doya 2018; also called swish",
        advice: "Smooth, and not monotonic: its least value is at z ≈ −1.278.")
    case .gelu:
      Facts(
        formula: "z Φ(z), Φ the normal distribution", derivative: "Φ(z) + z φ(z), φ the normal density",
        range: "−0.170… to ∞", source: "Hendrycks and Gimpel 2016",
        advice: "The exact form with the error function, not the tanh approximation.")
    case .softmax:
      Facts(
        formula: "e^zᵢ / Σⱼ e^zⱼ in each row",
        derivative: "the Jacobian ∂aᵢ/∂zⱼ = aᵢ (1 if i = j, else 0) − aᵢ aⱼ, for one row",
        range: "0 to 1, each row adds up to 1", source: "Bridle 1990",
        advice:
          "For the output layer, with the loss cross-entropy. Each row is shifted by its maximum first, so that nothing "
          + "overflows. With cross-entropy delta[L] is a[L] − Y, divided by B if the loss is a mean.")
    case .identity:
      Facts(
        formula: "z", derivative: "1", range: "−∞ to ∞", source: "the linear unit",
        advice: "For the output layer of a regression; two such layers are one.")
    }
  }
}

extension Activation {
  /// h(z) and h′(z) at z = −2, 0 and 3, to six digits or more (NumPy); softmax has no h′.
  public var samples: (values: [Double], derivatives: [Double]) {
    switch self {
    case .relu: ([0, 0, 3], [0, 0, 1])
    case .leakyRelu: ([-0.02, 0, 3], [0.01, 0.01, 1])
    case .elu: ([-0.864665, 0, 3], [0.135335, 1, 1])
    case .sigmoid: ([0.119203, 0.5, 0.952574], [0.104994, 0.25, 0.0451767])
    case .tanh: ([-0.964028, 0, 0.995055], [0.0706508, 1, 0.00986604])
    case .softplus: ([0.126928, 0.693147, 3.04859], [0.119203, 0.5, 0.952574])
    case .silu: ([-0.238406, 0, 2.85772], [-0.0907842, 0.5, 1.088104])
    case .gelu: ([-0.0455003, 0, 2.99595], [-0.0852318, 0.5, 1.01195])
    case .softmax: ([0.00637746, 0.0471234, 0.946499], [])
    case .identity: ([-2, 0, 3], [1, 1, 1])
    }
  }
}
