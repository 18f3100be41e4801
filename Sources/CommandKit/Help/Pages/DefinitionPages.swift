import Engine
import SessionCore

extension Help {
  /// Every activation: as a choice for a layer and as a function with its derivative.
  static let activations: [HelpPage] = Activation.allCases.map { activation in
    let (function, name, facts) = (activation.functionName, activation.rawValue, activation.facts)
    let isElementwise = activation.isElementwise
    return HelpPage(
      .activation, name, "h(z) = \(facts.formula)", otherNames: function == name ? [] : [function],
      usage: isElementwise ? "\(function)(z), \(function)'(z)" : "\(function)(z)",
      facts: [("derivative", facts.derivative), ("range", facts.range), ("source", facts.source)],
      discussion: facts.advice,
      examples: [
        Example(
          "\(function)([[-2, 0, 3]])", shows: "of three pre-activations", gives: .matrix([activation.samples.values])),
        isElementwise
          ? Example(
            "\(function)'([[-2, 0, 3]])", shows: "its derivative there",
            gives: .matrix([activation.samples.derivatives]))
          : Example("sum(\(function)([[-2, 0, 3]]))", shows: "the shares add up to 1", gives: 1),
        isElementwise
          ? Example(
            "network 2 3 1 hidden \(name)", shows: "in the hidden layer",
            gives: .lineStarting("network 2-3-1, \(name) then sigmoid, half-squared-error"))
          : Example(
            "network 2 3 2 output softmax loss cross-entropy", shows: "a classifier",
            gives: .lineStarting("network 2-3-2, relu then softmax, cross-entropy")),
      ], related: ["network", "layer", "activations"])
  }

  static let losses: [HelpPage] = Loss.allCases.map { loss in
    let facts = loss.facts
    return HelpPage(
      .loss, loss.name, "\(facts.formula) over the outputs, for one sample",
      usage: "network … loss \(loss.name), set loss \(loss.name)",
      facts: [
        ("gradient", facts.gradient), ("range", facts.range), ("output", facts.output), ("source", facts.source),
      ],
      discussion: facts.advice
        + " The loss C of the batch is the mean over its samples, with set reduction sum their sum.",
      examples: [Example(facts.example.cells, shows: facts.example.shows, gives: .number(loss.exampleLoss))],
      related: ["loss", "set", "losses"])
  }

  static let optimizers: [HelpPage] = Optimizer.Rule.allCases.map { rule in
    let constants = Description.constants(of: Optimizer(rule)).joined(separator: ", ")
    let moments = rule.moments.map(\.meaning).joined(separator: "; ")
    return HelpPage(
      .optimizer, rule.rawValue, rule.formula,
      usage: "optimizer \(rule.rawValue)" + rule.constants.map { " [\($0.rawValue) NUMBER]" }.joined()
        + ", train … optimizer \(rule.rawValue)",
      facts: [
        ("remembers", moments.isEmpty ? "nothing" : moments), ("constants", constants.isEmpty ? "none" : constants),
        ("source", rule.source),
      ],
      discussion: "g is the gradient of a parameter p, η the rate, t the number of the step. " + rule.facts.advice,
      examples: [
        Example(
          "network 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "optimizer \(rule.rawValue) rate 0.01",
          "backward", "explain W[1][0, 1] update", "update", "W[1]", shows: "a step before it is made, and made",
          gives: .matrix([rule.sampleStep]))
      ], related: ["optimizer", "update", "train", "optimizers"])
  }

  static let settings: [HelpPage] = Setting.all.map { setting in
    let number: [HelpPage.Fact] = setting.takesNumber ? [("NUMBER", setting.range)] : []
    return HelpPage(
      .setting, setting.name, setting.meaning,
      usage: "set \(setting.name) \((setting.words.map(\.word) + number.map(\.label)).joined(separator: " | "))",
      facts: setting.words.map { ($0.word, $0.summary) } + number + [("by default", setting.initial)],
      examples: [
        Example(
          setting.preparation + ["set \(setting.name) \(setting.sample)", "set \(setting.name)"],
          shows: "set, and what it can be",
          gives: .column(
            "value", [setting.takesNumber ? .number(Double(setting.sample) ?? .nan) : .text(setting.sample)]))
      ], related: ["set", "settings"])
  }
}

extension HelpPage {
  /// The page of a command, from its declaration.
  init(command: any Command.Type) {
    self.init(
      .command, command.name, command.abstract, otherNames: command.aliases, usage: command.usage,
      discussion: command.discussion, parameters: command.parameters, examples: command.examples)
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
