import Calculus
import Engine
import SessionCore
import Views

extension Help {
  /// Every activation: as a choice for a layer and as a function with its derivative.
  static let activations: [HelpPage] = Activation.allCases.map { activation in
    let (function, name, definition) = (activation.functionName, activation.name, activation.definition)
    let isElementwise = activation.isElementwise
    let sample = Matrix<Double>([[-2, 0, 3]])
    return HelpPage(
      .activation, name, "h(z) = \(definition.body.mathematics)", otherNames: function == name ? [] : [function],
      usage: isElementwise ? "\(function)(z), \(function)'(z)" : "\(function)(z)",
      facts: facts(of: definition), discussion: definition.advice,
      examples: [
        Example(
          "\(function)([[-2, 0, 3]])", shows: "of three pre-activations",
          gives: .matrix([activation.values(sample).elements.map(rounded)])),
        isElementwise
          ? Example(
            "\(function)'([[-2, 0, 3]])", shows: "its derivative there",
            gives: .matrix([sample.elements.map { rounded(activation.derivative($0)) }]))
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

  private static func facts(of definition: ActivationDefinition) -> [HelpPage.Fact] {
    let derivative: [HelpPage.Fact] =
      definition.isElementwise ? [("derivative", definition.derivative.mathematics)] : []
    let computed: [HelpPage.Fact] =
      definition.function.stable.map { stable in
        [("computed as", stable.mathematics + (definition.reason.map { ": \($0)" } ?? ""))]
      } ?? []
    return derivative + computed + [("range", definition.range), ("source", definition.source)]
  }

  /// To seven digits, more than help shows.
  private static func rounded(_ value: Double) -> Double {
    let format = NumberFormat(digits: 7)
    return Double(format.text(value).replacing("−", with: "-")) ?? value
  }

  static let losses: [HelpPage] = Loss.allCases.map { loss in
    let definition = loss.definition
    let computed = definition.computedFormula.map { [("computed as", $0)] } ?? []
    return HelpPage(
      .loss, loss.name, "\(definition.formula) over the outputs, for one sample",
      usage: "network … loss \(loss.name), set loss \(loss.name)",
      facts: [("gradient", definition.gradientFormula)] + computed + [
        ("range", definition.range), ("output", definition.output), ("source", definition.source),
      ],
      discussion: definition.advice + " " + ofTheBatch,
      examples: definition.example.map { [Example($0.cells, shows: $0.shows, gives: .number($0.value))] } ?? [],
      related: ["loss", "set", "losses"])
  }

  private static let ofTheBatch =
    "The loss C of the batch is the mean over its samples, with set reduction sum their sum."

  /// The page of a loss of the user.
  static func page(of loss: OwnLoss) -> HelpPage {
    let definition = loss.loss.definition
    return HelpPage(
      .loss, loss.name, "\(definition.formula) over the outputs, for one sample",
      usage: "network … loss \(loss.name), set loss \(loss.name)",
      facts: [
        ("defined as", "loss \(loss.text)"), ("gradient", definition.gradientFormula), ("output", definition.output),
      ], discussion: "Yours, for this session. " + ofTheBatch, examples: [], related: ["loss", "set", "losses"])
  }

  static let optimizers: [HelpPage] = Optimizer.Rule.allCases.map { rule in
    let constants = Description.constants(of: Optimizer(rule)).joined(separator: ", ")
    let moments = rule.moments.map(\.meaning).joined(separator: "; ")
    return HelpPage(
      .optimizer, rule.rawValue, rule.definition.formula,
      usage: "optimizer \(rule.rawValue)" + rule.constants.map { " [\($0.rawValue) NUMBER]" }.joined()
        + ", train … optimizer \(rule.rawValue)",
      facts: [
        ("remembers", moments.isEmpty ? "nothing" : moments), ("constants", constants.isEmpty ? "none" : constants),
        ("source", rule.definition.source),
      ],
      discussion: "g is the gradient of a parameter p, η the rate, t the number of the step. " + rule.definition.advice,
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
