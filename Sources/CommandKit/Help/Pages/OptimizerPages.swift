import Engine
import SessionCore

extension Help {
  static let optimizers: [HelpPage] = Optimizer.Rule.allCases.map { rule in
    let optimizer = Optimizer(rule)
    var page = HelpPage(.optimizer, rule.rawValue, rule.formula)
    page.usage =
      "optimizer \(rule.rawValue)" + rule.constants.map { " [\($0) NUMBER]" }.joined()
      + ", train … optimizer \(rule.rawValue)"
    page.facts = [
      .init("remembers", rule.moments.isEmpty ? "nothing" : rule.moments.map(\.meaning).joined(separator: "; ")),
      .init(
        "constants", rule.constants.isEmpty ? "none" : Description.constants(of: optimizer).joined(separator: ", ")),
      .init("source", rule.source),
    ]
    page.discussion = "g is the gradient of a parameter p, η the rate, t the number of the step. " + rule.advice
    page.examples = [
      Example(
        "network 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "optimizer \(rule.rawValue) rate 0.01",
        "backward", "explain W[1][0, 1] update", "update", "W[1]", shows: "a step before it is made, and made")
    ]
    page.related = ["optimizer", "update", "train", "optimizers"]
    return page
  }
}

extension Quantity.Moment {
  /// What it is, for help texts.
  public var meaning: String {
    switch self {
    case .first: "m, a running mean of gradients: m[l] of the weights"
    case .second: "v, a running mean of squared gradients: v[l] of the weights"
    }
  }
}

extension Optimizer.Rule {
  /// When to choose it.
  var advice: String {
    switch self {
    case .sgd: "Gradient descent on mini-batches, as the post has it."
    case .momentum:
      "What a gradient has pushed goes on: along a valley the steps add up to η g/(1 − β₁), ten times a plain one for "
        + "β₁ = 0.9; across it they cancel. Choose a rate accordingly."
    case .nesterov:
      "Momentum with the gradient taken where the momentum leads to: it turns earlier, and oscillates less."
    case .rmsprop:
      "Every parameter has a rate of its own, divided by the size of its latest gradients: steep directions are "
        + "slowed, flat ones made faster."
    case .adam:
      "Momentum and RMSprop in one. m and v begin at 0 and are too small at first, which m̂ and v̂ make up for: the "
        + "first step is η for every parameter, whatever its gradient."
    case .adamw:
      "Adam with the decay of the weights apart from the gradient, so that v does not divide it: with the l2 of set, "
        + "weights with large gradients would hardly decay. Biases, gamma and beta do not decay."
    }
  }
}
