import Engine
import SessionCore

extension Help {
  /// Every activation: as a choice for a layer and as a function with its derivative.
  public static let activations: [HelpPage] = Activation.allCases.map { activation in
    let function = Formula.functionName(activation)
    let details = activation.details
    var page = HelpPage(.activation, activation.rawValue, "h(z) = \(activation.formula)")
    page.otherNames = function == activation.rawValue ? [] : [function]
    page.usage = activation.isElementwise ? "\(function)(z), \(function)'(z)" : "\(function)(z)"
    page.facts = [
      .init("derivative", details.derivative),
      .init("range", details.range), .init("source", details.source),
    ]
    page.discussion = details.advice
    page.examples = [
      Example("\(function)([[-2, 0, 3]])", shows: "of three pre-activations"),
      activation.isElementwise
        ? Example("\(function)'([[-2, 0, 3]])", shows: "its derivative there")
        : Example("sum(\(function)([[-2, 0, 3]]))", shows: "the shares add up to 1"),
      activation.isElementwise
        ? Example("network 2 3 1 hidden \(activation.rawValue)", shows: "in the hidden layer")
        : Example("network 2 3 2 output softmax loss cross-entropy", shows: "a classifier"),
    ]
    page.related = ["network", "layer", "activations"]
    return page
  }
}

extension Activation {
  typealias Details = (derivative: String, range: String, source: String, advice: String)

  /// What a reader wants to know besides the formula.
  var details: Details {
    switch self {
    case .relu:
      (
        "1 where z > 0, else 0; at the kink z = 0 it is taken as 0", "0 to ∞", "Nair and Hinton 2010",
        "A unit whose pre-activation is negative for every sample has gradient 0 and learns no more. Finite differences "
          + "that step over the kink are wrong: gradcheck notices and says so. init kaiming suits it."
      )
    case .leakyRelu:
      (
        "1 where z > 0, else 0.01", "−∞ to ∞", "Maas, Hannun and Ng 2013",
        "No unit dies, because the slope is never 0. The kink at 0 is one for gradcheck, too."
      )
    case .elu:
      (
        "1 where z > 0, else e^z", "−1 to ∞", "Clevert, Unterthiner and Hochreiter 2016",
        "Computed with expm1, which keeps the digits of e^z − 1 near 0."
      )
    case .sigmoid:
      (
        "σ(z) (1 − σ(z)), computed as σ(z) σ(−z)", "0 to 1, ½ at z = 0", "Rumelhart, Hinton and Williams 1986",
        "The derivative is at most ¼ and falls off as e^−|z|: saturated units learn slowly. Neither overflows for large |z|."
      )
    case .tanh:
      (
        "1 − tanh² z", "−1 to 1, 0 at z = 0", "LeCun et al. 1998",
        "A sigmoid about 0: tanh z = 2σ(2z) − 1. init xavier suits it."
      )
    case .softplus:
      (
        "σ(z)", "0 to ∞", "Dugas et al. 2001",
        "A smooth ReLU. Computed as max(z, 0) + log(1 + e^−|z|), which does not overflow."
      )
    case .silu:
      (
        "σ(z) (1 + z σ(−z))", "−0.278… to ∞", "Elfwing, Uchibe and Doya 2018; also called swish",
        "Smooth, and not monotonic: its least value is at z ≈ −1.278."
      )
    case .gelu:
      (
        "Φ(z) + z φ(z), φ the normal density", "−0.170… to ∞", "Hendrycks and Gimpel 2016",
        "The exact form with the error function, not the tanh approximation."
      )
    case .softmax:
      (
        "the Jacobian ∂aᵢ/∂zⱼ = aᵢ (1 if i = j, else 0) − aᵢ aⱼ, for a whole row", "0 to 1, each row adds up to 1",
        "Bridle 1990",
        "For the output layer, with the loss cross-entropy. Each row is shifted by its maximum first, so that nothing "
          + "overflows. With cross-entropy delta[L] is a[L] − Y, divided by B where the loss is a mean."
      )
    case .identity:
      ("1", "−∞ to ∞", "the linear unit", "For the output layer of a regression; two such layers are one.")
    }
  }
}
