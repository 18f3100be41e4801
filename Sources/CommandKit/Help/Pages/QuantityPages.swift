import Calculus
import Engine
import Language
import SessionCore

extension Help {
  /// The quantities of the derivation and the other names, in the order of the notation.
  public static let quantities: [HelpPage] =
    (Names.families + Names.optionalFamilies + Names.singles + Names.optionalSingles).map(page(of:)) + constants

  private static func page(
    _ name: String, _ summary: String? = nil, usage: String? = nil, shape: String, formula: String = "",
    from source: String,
    _ discussion: String = "", try cells: [String], shows: String, gives result: ExampleResult, see related: String
  ) -> HelpPage {
    HelpPage(
      .quantity, name, summary ?? Names.constants.first { $0.name == name }?.summary ?? "",
      otherNames: Spelling.folded.filter { $0.value == name }.map(\.key).sorted(), usage: usage,
      facts: [("shape", shape), ("formula", formula), ("comes from", source)].filter { !$0.1.isEmpty },
      discussion: discussion, examples: [Example(cells, shows: shows, gives: result)],
      related: related.split(separator: " ").map(String.init))
  }

  /// The page of a quantity whose shape, source and first cells follow from its family.
  ///
  /// - Parameters:
  ///   - value: the right side of the formula, of a gradient what follows `∂C/∂…`; or an update with `←`.
  ///   - cells: what the example does after a pass, and after the cell that shows the quantity.
  ///   - related: the names of other pages, separated by blanks.
  private static func page(
    _ family: Quantity.Family, _ value: String = "", _ discussion: String = "", then cells: String...,
    shows: String = "the same numbers twice", gives result: ExampleResult, see related: String
  ) -> HelpPage {
    let name = family.symbol + (family.hasLayers ? "[l]" : "")
    let gradient = family.differentiated.map { " = ∂C/∂\($0.symbol)[l]" } ?? ""
    return page(
      family.symbol, family.summary, usage: family.hasLayers ? name : nil, shape: family.shapeText,
      formula: value.isEmpty || value.contains("←") ? value : "\(name)\(gradient) = \(value)", from: family.source,
      discussion,
      try: family.firstCells + cells, shows: shows, gives: result, see: related)
  }

  /// n_l is the number of units of layer l, B the number of samples; layer 0 is the input, L the output.
  private static func page(of family: Quantity.Family) -> HelpPage {
    switch family {
    case .weights:
      page(
        family, "", "An assignment to an entry, a row or all of it changes the network: W[1][0, 2] = 0.15.",
        then: "W[1] = [[1, 2], [3, 4], [5, 6]]", "W[1][0, :]", shows: "the weights into unit 0",
        gives: [[1, 2]], see: "dW init weights layer")
    case .biases:
      page(
        family, then: "b[1] = [0.1, 0.2, 0.3]", "b[1]", shows: "three biases", gives: [[0.1, 0.2, 0.3]], see: "db init")
    case .preActivation:
      page(
        family, "a[l−1] W[l]ᵀ + b[l]", "The bias is added to every row: one row a sample.",
        then: "a[0] @ W[1].T + b[1]", gives: [[0.253509, -1.69126, -2.36391]], see: "a W b forward")
    case .activation:
      page(
        family, "h(z[l]), a[0] = X", "h is the layer's activation; a[L] is the output.", then: "a[2]", "sigmoid(z[2])",
        shows: "the hidden layer, and the output twice", gives: [[0.577561]], see: "z forward activations")
    case .delta:
      page(
        family, "da[l] ⊙ h′(z[l])",
        "The error signal: how the loss changes with each pre-activation. In the hidden layers da[l] = delta[l+1] W[l+1]. "
          + "With softmax and cross-entropy delta[L] is a[L] − Y. Divided by B if the loss is a mean.",
        then: "(delta[2] @ W[2]) * relu'(z[1])", "explain delta[1][0, 0]",
        shows: "built in, by its formula, and explained", gives: -0.127162, see: "da dW db backward explain check")
    case .activationGradient:
      page(
        family, "delta[l+1] W[l+1]; da[L] from the loss",
        "da[0] = delta[1] W[1] is ∂C/∂X, the gradient by the inputs: gradcheck input checks it.",
        then: "da[2]", "a[2] - Y", shows: "the hidden layer, and the gradient of the half squared error twice",
        gives: [[-0.422439]], see: "delta backward")
    case .weightGradient:
      page(
        family, "delta[l]ᵀ a[l−1] + λ W[l] + λ₁ sign(W[l])",
        "λ is l2 and λ₁ is l1, both 0 by default. The product adds the contributions of all samples.",
        then: "delta[1].T @ a[0]", "numeric dW[1][0, 1]",
        shows: "built in, by its formula, and an entry by finite differences",
        gives: -0.254325, see: "delta W gradcheck numeric update")
    case .biasGradient:
      page(
        family, "Σ over samples of delta[l]", then: "sum(delta[1], axis 0)", gives: [[-0.127162, 0, 0]],
        see: "delta b update")
    case .mask:
      page(
        family, "0 with probability p, else 1/(1 − p)",
        "forward draws it from the random stream; an assigned one stays as long as the batch. gradcheck and numeric "
          + "leave it as it is. Evaluation mode has no masks. Srivastava et al. 2014.",
        shows: "which activations stay, doubled", gives: [[0, 2, 0], [2, 0, 0]], see: "layer set a")
    case .mean:
      page(
        family, "1/B Σ over samples of z[l]",
        "Ioffe and Szegedy 2015. In evaluation mode running_mean is used instead.",
        then: "mean(z[1], axis 0)", gives: [[1.47429, -1.685998, -1.08877]], see: "var zhat running_mean layer")
    case .variance:
      page(
        family, "1/B Σ over samples of (z[l] − mu[l])²",
        "Divided by B, not by B − 1. In evaluation mode running_var is used instead.",
        then: "mean((z[1] - mu[1])^2, axis 0)", gives: [[1.49031, 2.76395e-5, 1.62599]],
        see: "mu zhat running_var layer")
    case .standardized:
      page(
        family, "(z[l] − mu[l]) / √(var[l] + ε), ε = 1e-5", "Mean 0 and variance 1 in every column.",
        then: "mean(zhat[1], axis 0)", shows: "two samples, as far below as above 0", gives: [[0, 0, 0]],
        see: "mu var zbn")
    case .normalized:
      page(
        family, "gamma[l] ⊙ zhat[l] + beta[l]", "What h is applied to: a[l] = h(zbn[l]).",
        shows: "as zhat[1] as long as gamma is 1 and beta 0",
        gives: [[-0.999997, -0.856926, -0.999997], [0.999997, 0.856926, 0.999997]], see: "zhat gamma beta a")
    case .gamma:
      page(
        family, "", "The scale that the layer learns; penalties leave it out.", then: "gamma[1] = [1, 2, 3]", "forward",
        "zbn[1]", shows: "three scales", gives: [[-0.999997, -1.71385, -2.99999], [0.999997, 1.71385, 2.99999]],
        see: "beta dgamma zbn")
    case .beta:
      page(
        family, "", "The shift that the layer learns: the bias b[l] before the normalisation has no effect.",
        then: "beta[1] = 0.5", "forward", "zbn[1]", shows: "around 0.5",
        gives: [[-0.499997, -0.356926, -0.499997], [1.499997, 1.35693, 1.499997]], see: "gamma dbeta zbn")
    case .runningMean:
      page(
        family, "r ← 0.9 r + 0.1 mu[l]", "Evaluation takes it for mu.", then: "0.1 * mu[1]",
        shows: "a tenth of the way from 0, twice", gives: [[0.147429, -0.1685998, -0.108877]], see: "mu running_var set"
      )
    case .runningVariance:
      page(
        family, "r ← 0.9 r + 0.1 B/(B − 1) var[l]",
        "Evaluation takes it for var. B/(B − 1) makes the estimate unbiased, as in PyTorch.",
        then: "0.9 + 0.1 * 2 * var[1]", shows: "a tenth of the way from 1, twice",
        gives: [[1.19806, 0.900006, 1.225198]], see: "var running_mean set")
    case .normalizedGradient:
      page(
        family, "da[l] ⊙ h′(zbn[l])", shows: "the error signal after the normalisation",
        gives: [[0, 0, 0], [0.0819516, 0, 0]], see: "zbn dzhat dgamma dbeta")
    case .gammaGradient:
      page(
        family, "Σ over samples of dzbn[l] ⊙ zhat[l]", then: "numeric dgamma[1][0, 0]",
        shows: "built in, and an entry by finite differences", gives: 0.0819514, see: "gamma dzbn gradcheck")
    case .betaGradient:
      page(
        family, "Σ over samples of dzbn[l]", then: "sum(dzbn[1], axis 0)", gives: [[0.0819516, 0, 0]],
        see: "beta dzbn gradcheck")
    case .standardizedGradient:
      page(
        family, "dzbn[l] ⊙ gamma[l]", shows: "the gradient before the scale", gives: [[0, 0, 0], [0.0819516, 0, 0]],
        see: "zhat dvar dmu")
    case .varianceGradient:
      page(
        family, "−½ Σ over samples of dzhat[l] ⊙ (z[l] − mu[l]) (var[l] + ε)^(−3/2)",
        "Not in evaluation mode: the running variance is a constant.", then: "explain dvar[1][0, 0]",
        shows: "its value and its derivation", gives: -0.0274946, see: "var dmu delta")
    case .meanGradient:
      page(
        family, "−Σ over samples of dzhat[l] / √(var[l] + ε)",
        "The path through var adds nothing, because the deviations from a mean sum to 0. Not in evaluation mode.",
        then: "explain dmu[1][0, 0]", shows: "its value and its derivation", gives: -0.0671303, see: "mu dvar delta")
    case .smoothedTarget:
      page(
        family, "(1 − ε) Y + ε/n",
        "What the loss compares the output with. n is the number of classes, 2 for binary-cross-entropy. Szegedy et al. "
          + "2016.", shows: "a tenth shared by all classes", gives: [[0.0333333333, 0.933333333, 0.0333333333]],
        see: "Y set losses")
    case .input:
      page(
        family, "", "The same as a[0].", then: "input [[1, 2], [3, 4]]", "X[0, :]", shows: "the first of two samples",
        gives: [[1, 2]], see: "Y input batch")
    case .target:
      page(
        family, "", "One-hot for classes.", then: "target [[0, 1], [1, 0]]", "Y", shows: "two one-hot targets",
        gives: [[0, 1], [1, 0]], see: "X target batch onehot")
    case .loss:
      page(
        family,
        "1/B Σ over samples of the loss + \(PenaltyDefinition.square.formula) + \(PenaltyDefinition.size.formula)",
        "With set reduction sum without the 1/B. λ is l2 and λ₁ is l1, both 0 by default.",
        then: "0.5 * sum((a[2] - Y)^2) / B", shows: "the loss twice", gives: 0.0892271, see: "loss set losses")
    case .moment(let moment, let parameter): page(of: moment, parameter)
    }
  }

  private static let constants = [
    page(
      "eta", shape: "a number above 0, 0.1 by default", from: "set rate",
      "update, step and train take it unless a rate is given.",
      try: ["set rate 0.5", "eta"], shows: "another rate", gives: 0.5, see: "set update train"),
    page(
      "pi", shape: "a number", from: "π", try: ["cos(pi)"], shows: "−1", gives: -1, see: "functions"),
    page(
      "e", shape: "a number", from: "Euler's number; a variable e hides it", try: ["log(e)"], shows: "1", gives: 1,
      see: "functions exp"),
    page(
      "B", shape: "a number", from: "the rows of X", try: ["input [[1, 2], [3, 4]]", "B"], shows: "two samples",
      gives: 2, see: "X batch"),
    page(
      "L", shape: "a number", from: "network, layer", "The layers that have weights: delta[L] is the output's.",
      try: ["network 2 3 1", "L", "W[L]"], shows: "two layers, and the weights of the last", gives: [[0, 0, 0]],
      see: "network"),
    page(
      "l2", shape: "a number from 0 on, 0 by default",
      formula: "C gets \(PenaltyDefinition.square.formula), dW gets \(PenaltyDefinition.square.gradientFormula)",
      from: "set l2",
      "Biases are left out.", try: ["set l2 0.01", "l2"], shows: "a penalty on large weights", gives: 0.01,
      see: "set dW"),
    page(
      "l1", shape: "a number from 0 on, 0 by default",
      formula: "C gets \(PenaltyDefinition.size.formula), dW gets \(PenaltyDefinition.size.gradientFormula)",
      from: "set l1",
      "It draws weights to 0; its derivative at 0 is taken as 0. Biases are left out. Tibshirani 1996.",
      try: ["set l1 0.001", "l1"], shows: "a penalty on every weight", gives: 0.001, see: "l2 set dW"),
    page(
      "_", shape: "that of the last result", from: "the last cell that showed a number or a matrix",
      try: ["1 / 3", "_ * 3"], shows: "continues with the last result", gives: 1, see: "Out"),
    page(
      "Out", shape: "that of the result", from: "cell n, as Out[n]", try: ["1 / 3", "2 / 3", "Out[1] + Out[2]"],
      shows: "two earlier results", gives: 1, see: "_ history"),
  ]

  /// What an optimiser remembers of a parameter.
  private static func page(of moment: Quantity.Moment, _ parameter: Quantity.Parameter) -> HelpPage {
    let family = Quantity.Family.moment(moment, parameter)
    let (p, g) = (parameter.rawValue, "d\(parameter.rawValue)[l]")
    let rules = Optimizer.Rule.allCases.filter { $0.moments.contains(moment) }.map(\.rawValue)
    let isPart = parameter == .gamma || parameter == .beta
    return page(
      family.symbol, family.summary, usage: "\(family.symbol)[l]",
      shape: "as \(p)[l]\(isPart ? ", for layers with batchnorm" : "")",
      formula: formulas(of: moment, g),
      from: "update, step and train with optimizer \(rules.joined(separator: ", ")); an assignment",
      "It starts at 0 with optimizer, network and init."
        + (parameter == .weights
          ? " \(moment.rawValue)[l] is short for it, unless \(moment.rawValue) is a variable." : ""),
      try: (isPart ? Quantity.Family.parts : Quantity.Family.pass.dropLast()) + [
        "optimizer adam", "backward", "update", "\(family.symbol)[1]",
      ],
      shows: "after one step: \(moment == .first ? "a tenth of the gradient" : "a thousandth of its square")",
      gives: .matrix(firstMoments(moment, parameter)), see: "optimizer optimizers \(p) d\(p) update")
  }

  /// A tenth of the gradient of the example, or a thousandth of its square (NumPy).
  private static func firstMoments(_ moment: Quantity.Moment, _ parameter: Quantity.Parameter) -> [[Double]] {
    let isFirst = moment == .first
    return switch parameter {
    case .weights: [isFirst ? [-0.0127162, -0.0254325] : [1.61703e-5, 6.46811e-5], [0, 0], [0, 0]]
    case .biases: [[isFirst ? -0.0127162 : 1.61703e-5, 0, 0]]
    case .gamma: [[isFirst ? 0.00819514 : 6.71603e-6, 0, 0]]
    case .beta: [[isFirst ? 0.00819516 : 6.71607e-6, 0, 0]]
    }
  }

  /// `m ← β₁ m + dW[l], in adam and adamw m ← β₁ m + (1 − β₁) dW[l]`: what each rule makes of a moment.
  private static func formulas(of moment: Quantity.Moment, _ gradient: String) -> String {
    var formulas: [(text: String, rules: [String])] = []
    for rule in Optimizer.Rule.allCases {
      let update = rule.definition.updates.first { $0.symbol.name == moment.rawValue }
      guard var update else { continue }
      update.value = update.value.substituting([OptimizerDefinition.g: .symbol(Symbol(gradient))])
      let text = update.formula
      if let place = formulas.firstIndex(where: { $0.text == text }) {
        formulas[place].rules.append(rule.rawValue)
      } else {
        formulas.append((text, [rule.rawValue]))
      }
    }
    return formulas.enumerated().map { index, formula in
      "\(index == 0 ? "" : "in \(formula.rules.joined(separator: " and ")) ")\(formula.text)"
    }.joined(separator: ", ")
  }
}

extension Quantity.Family {
  /// A pass through a small network.
  fileprivate static let pass = [
    "network 2 3 1", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]", "backward",
  ]

  /// A hidden layer with every part, and two samples.
  fileprivate static let parts = [
    "network 2 3 1 dropout 0.5 batchnorm", "seed 1", "init xavier", "input [[1, 2], [3, 1]]", "target [[1], [0]]",
  ]

  /// The cells of an example that come before those of its own.
  fileprivate var firstCells: [String] {
    let name = hasLayers ? "\(symbol)[1]" : symbol
    switch (part, place) {
    case (.labelSmoothing, _):
      return [
        "network 2 3 loss cross-entropy", "set label-smoothing 0.1", "input [[1, 2]]", "target [[0, 1, 0]]", "forward",
        name,
      ]
    case (_, .given): return []
    case (.always, .held): return ["network 2 3 1"]
    case (.always, _): return Self.pass + [name]
    case (_, .held): return Self.parts + (parameter == nil ? ["forward", name] : [])
    case (_, .backward): return Self.parts + ["backward", name]
    case (_, .forward), (_, .end): return Self.parts + ["forward", name]
    }
  }

  fileprivate var shapeText: String {
    if let variable = differentiated, self != .delta, self != .activationGradient {
      return "as \(variable.symbol)[l]: \(variable.size)"
    }
    let rows = self == .weights ? ": a row for each unit of layer l, a column for each of the layer before" : ""
    switch part {
    case .always: return hasLayers ? "\(size)\(rows), l = \(firstLayer)…L" : size
    case .dropout: return "\(size), for layers with dropout p"
    case .normalization: return "\(size), for layers with batchnorm"
    case .labelSmoothing, .optimizer: return "as Y: \(size)"
    }
  }

  /// Rows × columns.
  private var size: String {
    if self == .weights { return "n_l × n_(l−1)" }
    if held != nil || self == .mean || self == .variance { return "1 × n_l" }
    if hasLayers { return "B × n_l" }
    return self == .loss ? "a number" : self == .input ? "B × n_0" : "B × n_L"
  }

  fileprivate var source: String {
    let isSet = parameter.map { $0 == .weights ? "init" : "init (which sets it to \($0 == .gamma ? 1 : 0))" }
    return switch place {
    case .given: "\(self == .input ? "input" : "target"), batch, data, an assignment"
    case .held:
      isSet.map { "\($0), an assignment, update and train" }
        ?? "every forward pass in training mode, train, an assignment"
    case .forward: "forward, step" + (self == .mask ? ", an assignment" : "")
    case .end: self == .loss ? "forward, loss, step" : "forward, step, if set label-smoothing is above 0"
    case .backward: "backward, step"
    }
  }
}
