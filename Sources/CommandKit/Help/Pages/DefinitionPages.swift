import Engine
import SessionCore

extension Help {
  /// Every activation: as a choice for a layer and as a function with its derivative.
  public static let activations: [HelpPage] = Activation.allCases.map { activation in
    let function = activation.functionName
    let facts = activation.facts
    var page = HelpPage(.activation, activation.rawValue, "h(z) = \(facts.formula)")
    page.otherNames = function == activation.rawValue ? [] : [function]
    page.usage = activation.isElementwise ? "\(function)(z), \(function)'(z)" : "\(function)(z)"
    page.facts = [
      .init("derivative", facts.derivative),
      .init("range", facts.range), .init("source", facts.source),
    ]
    page.discussion = facts.advice
    page.examples = [
      Example(
        "\(function)([[-2, 0, 3]])", shows: "of three pre-activations", gives: .matrix([activation.samples.values])),
      activation.isElementwise
        ? Example(
          "\(function)'([[-2, 0, 3]])", shows: "its derivative there", gives: .matrix([activation.samples.derivatives]))
        : Example("sum(\(function)([[-2, 0, 3]]))", shows: "the shares add up to 1", gives: 1),
      activation.isElementwise
        ? Example(
          "network 2 3 1 hidden \(activation.rawValue)", shows: "in the hidden layer",
          gives: .lineStarting("network 2-3-1, \(activation.rawValue) then sigmoid, half-squared-error"))
        : Example(
          "network 2 3 2 output softmax loss cross-entropy", shows: "a classifier",
          gives: .lineStarting("network 2-3-2, relu then softmax, cross-entropy")),
    ]
    page.related = ["network", "layer", "activations"]
    return page
  }

  public static let losses: [HelpPage] = Loss.allCases.map { loss in
    let facts = loss.facts
    var page = HelpPage(.loss, loss.rawValue, "\(facts.formula) over the outputs, for one sample")
    page.usage = "network … loss \(loss.rawValue), set loss \(loss.rawValue)"
    page.facts = [
      .init("gradient", facts.gradient),
      .init("range", facts.range), .init("output", facts.output), .init("source", facts.source),
    ]
    page.discussion =
      facts.advice + " The loss C of the batch is the mean over its samples, with set reduction sum their sum."
    page.examples = [Example(facts.example.cells, shows: facts.example.shows, gives: .number(loss.exampleLoss))]
    page.related = ["loss", "set", "losses"]
    return page
  }

  public static let optimizers: [HelpPage] = Optimizer.Rule.allCases.map { rule in
    let optimizer = Optimizer(rule)
    var page = HelpPage(.optimizer, rule.rawValue, rule.formula)
    page.usage =
      "optimizer \(rule.rawValue)" + rule.constants.map { " [\($0.rawValue) NUMBER]" }.joined()
      + ", train … optimizer \(rule.rawValue)"
    page.facts = [
      .init("remembers", rule.moments.isEmpty ? "nothing" : rule.moments.map(\.meaning).joined(separator: "; ")),
      .init(
        "constants", rule.constants.isEmpty ? "none" : Description.constants(of: optimizer).joined(separator: ", ")),
      .init("source", rule.source),
    ]
    page.discussion = "g is the gradient of a parameter p, η the rate, t the number of the step. " + rule.facts.advice
    page.examples = [
      Example(
        "network 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "optimizer \(rule.rawValue) rate 0.01",
        "backward", "explain W[1][0, 1] update", "update", "W[1]", shows: "a step before it is made, and made",
        gives: .matrix([rule.sampleStep]))
    ]
    page.related = ["optimizer", "update", "train", "optimizers"]
    return page
  }
}

extension Quantity.Moment {
  /// What it is, for help texts.
  var meaning: String {
    switch self {
    case .first: "m, a running mean of gradients: m[l] of the weights"
    case .second: "v, a running mean of squared gradients: v[l] of the weights"
    }
  }
}
