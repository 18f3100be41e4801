import Engine
import Language
import SessionCore

extension Help {
  /// The quantities of the derivation and the other names, in the order of the notation.
  public static let quantities: [HelpPage] =
    (Names.families + Names.optionalFamilies + Names.singles + Names.optionalSingles).map { family in
      quantity(
        family.symbol, family.summary, details(of: family), usage: family.hasLayers ? "\(family.symbol)[l]" : nil)
    } + Names.constants.map { quantity($0.name, $0.summary, constants[$0.name], usage: nil) }

  private static func quantity(_ name: String, _ summary: String, _ details: Details?, usage: String?) -> HelpPage {
    var page = HelpPage(.quantity, name, summary)
    page.otherNames = Spelling.folded.filter { $0.value == name }.map(\.key).sorted()
    page.usage = usage
    guard let details else { return page }
    page.facts = [("shape", details.shape), ("formula", details.formula), ("comes from", details.source)]
      .filter { !$0.1.isEmpty }.map { HelpPage.Fact($0.0, $0.1) }
    page.discussion = details.discussion
    page.examples = [Example(details.example, shows: details.shows, gives: details.result)]
    page.related = details.related
    return page
  }

  private struct Details {
    var shape: String
    var formula: String
    var source: String
    var discussion: String
    var example: [String]
    var shows: String
    var result: ExampleResult
    var related: [String]

    init(
      shape: String, formula: String = "", from source: String, _ discussion: String = "", try example: [String],
      shows: String, gives result: ExampleResult, related: [String]
    ) {
      (self.shape, self.formula, self.source, self.discussion) = (shape, formula, source, discussion)
      (self.example, self.shows, self.result, self.related) = (example, shows, result, related)
    }
  }

  /// A pass through a small network.
  private static let pass = [
    "network 2 3 1", "seed 1", "init xavier", "input [[1, 2]]", "target [[1]]", "backward",
  ]

  /// A hidden layer with every part, and two samples.
  private static let parts = [
    "network 2 3 1 dropout 0.5 batchnorm", "seed 1", "init xavier", "input [[1, 2], [3, 1]]", "target [[1], [0]]",
  ]

  /// n_l is the number of units of layer l, B the number of samples; layer 0 is the input, L the output.
  private static func details(of family: Quantity.Family) -> Details {
    switch family {
    case .weights:
      Details(
        shape: "n_l × n_(l−1): a row for each unit of layer l, a column for each of the layer before, l = 1…L",
        from: "init, an assignment, update and train",
        "An assignment to an entry, a row or all of it changes the network: W[1][0, 2] = 0.15.",
        try: ["network 2 3 1", "W[1] = [[1, 2], [3, 4], [5, 6]]", "W[1][0, :]"], shows: "the weights into unit 0",
        gives: [[1, 2]],
        related: ["dW", "init", "weights", "layer"])
    case .biases:
      Details(
        shape: "1 × n_l, l = 1…L", from: "init (which sets it to 0), an assignment, update and train",
        try: ["network 2 3 1", "b[1] = [0.1, 0.2, 0.3]", "b[1]"], shows: "three biases", gives: [[0.1, 0.2, 0.3]],
        related: ["db", "init"])
    case .preActivation:
      Details(
        shape: "B × n_l, l = 1…L", formula: "z[l] = a[l−1] W[l]ᵀ + b[l]", from: "forward, step",
        "The bias is added to every row: one row a sample.",
        try: pass + ["z[1]", "a[0] @ W[1].T + b[1]"], shows: "the same numbers twice",
        gives: [[0.253509, -1.69126, -2.36391]],
        related: ["a", "W", "b", "forward"])
    case .activation:
      Details(
        shape: "B × n_l, l = 0…L", formula: "a[l] = h(z[l]), a[0] = X", from: "forward, step",
        "h is the layer's activation; a[L] is the output.",
        try: pass + ["a[2]", "sigmoid(z[2])"], shows: "the output twice", gives: [[0.577561]],
        related: ["z", "forward", "activations"])
    case .delta:
      Details(
        shape: "B × n_l, l = 1…L", formula: "delta[l] = ∂C/∂z[l] = da[l] ⊙ h′(z[l])", from: "backward, step",
        "The error signal: how the loss changes with each pre-activation. In the hidden layers da[l] = delta[l+1] W[l+1]. "
          + "With softmax and cross-entropy delta[L] is a[L] − Y. Divided by B where the loss is a mean.",
        try: pass + ["delta[1]", "(delta[2] @ W[2]) * relu'(z[1])", "explain delta[1][0, 0]"],
        shows: "built in, by its formula, and explained", gives: -0.127162,
        related: ["da", "dW", "db", "backward", "explain", "check"])
    case .activationGradient:
      Details(
        shape: "B × n_l, l = 0…L", formula: "da[l] = ∂C/∂a[l] = delta[l+1] W[l+1]; da[L] from the loss",
        from: "backward, step", "da[0] = ∂C/∂X is checked by gradcheck input.",
        try: pass + ["da[2]", "a[2] - Y"], shows: "the gradient of the half squared error", gives: [[-0.422439]],
        related: ["delta", "backward"])
    case .weightGradient:
      Details(
        shape: "as W[l]: n_l × n_(l−1)", formula: "dW[l] = ∂C/∂W[l] = delta[l]ᵀ a[l−1] + λ W[l] + λ₁ sign(W[l])",
        from: "backward, step",
        "λ is l2 and λ₁ is l1, both 0 at first. The product adds the contributions of all samples.",
        try: pass + ["dW[1]", "delta[1].T @ a[0]", "numeric dW[1][0, 1]"],
        shows: "built in, by its formula, and an entry by finite differences", gives: -0.254325,
        related: ["delta", "W", "gradcheck", "numeric", "update"])
    case .biasGradient:
      Details(
        shape: "as b[l]: 1 × n_l", formula: "db[l] = ∂C/∂b[l] = Σ over samples of delta[l]", from: "backward, step",
        try: pass + ["db[1]", "sum(delta[1], axis 0)"], shows: "the same numbers twice", gives: [[-0.127162, 0, 0]],
        related: ["delta", "b", "update"])
    case .mask:
      Details(
        shape: "B × n_l, for layers with dropout p", formula: "mask[l] is 0 with probability p, else 1/(1 − p)",
        from: "forward, step, an assignment",
        "forward draws it from the stream of seed; one that was assigned stays as long as the batch. gradcheck and numeric "
          + "leave it as it is. There is none in evaluation mode. Srivastava et al. 2014.",
        try: parts + ["forward", "mask[1]"], shows: "which activations stay, doubled", gives: [[0, 2, 0], [2, 0, 0]],
        related: ["layer", "set", "a"])
    case .mean:
      Details(
        shape: "1 × n_l, for layers with batchnorm", formula: "mu[l] = 1/B Σ over samples of z[l]",
        from: "forward, step",
        "Ioffe and Szegedy 2015. In evaluation mode running_mean stands for it.",
        try: parts + ["forward", "mu[1]", "mean(z[1], axis 0)"], shows: "the same numbers twice",
        gives: [[1.47429, -1.685998, -1.08877]],
        related: ["var", "zhat", "running_mean", "layer"])
    case .variance:
      Details(
        shape: "1 × n_l, for layers with batchnorm", formula: "var[l] = 1/B Σ over samples of (z[l] − mu[l])²",
        from: "forward, step", "Divided by B, not by B − 1. In evaluation mode running_var stands for it.",
        try: parts + ["forward", "var[1]", "mean((z[1] - mu[1])^2, axis 0)"], shows: "the same numbers twice",
        gives: [[1.49031, 2.76395e-5, 1.62599]],
        related: ["mu", "zhat", "running_var", "layer"])
    case .standardized:
      Details(
        shape: "B × n_l, for layers with batchnorm", formula: "zhat[l] = (z[l] − mu[l]) / √(var[l] + ε), ε = 1e-5",
        from: "forward, step", "Mean 0 and variance 1 in every column.",
        try: parts + ["forward", "zhat[1]", "mean(zhat[1], axis 0)"], shows: "two samples, as far below as above 0",
        gives: [[0, 0, 0]],
        related: ["mu", "var", "zbn"])
    case .normalized:
      Details(
        shape: "B × n_l, for layers with batchnorm", formula: "zbn[l] = gamma[l] ⊙ zhat[l] + beta[l]",
        from: "forward, step", "What h is applied to: a[l] = h(zbn[l]).",
        try: parts + ["forward", "zbn[1]"], shows: "as zhat[1] as long as gamma is 1 and beta 0",
        gives: [[-0.999997, -0.856926, -0.999997], [0.999997, 0.856926, 0.999997]],
        related: ["zhat", "gamma", "beta", "a"])
    case .gamma:
      Details(
        shape: "1 × n_l, for layers with batchnorm", from: "init (which sets it to 1), an assignment, update and train",
        "The scale that the layer learns; penalties leave it out.",
        try: parts + ["gamma[1] = [1, 2, 3]", "forward", "zbn[1]"], shows: "three scales",
        gives: [[-0.999997, -1.71385, -2.99999], [0.999997, 1.71385, 2.99999]],
        related: ["beta", "dgamma", "zbn"])
    case .beta:
      Details(
        shape: "1 × n_l, for layers with batchnorm", from: "init (which sets it to 0), an assignment, update and train",
        "The shift that the layer learns: the bias b[l] before the normalisation has no effect.",
        try: parts + ["beta[1] = 0.5", "forward", "zbn[1]"], shows: "around 0.5",
        gives: [[-0.499997, -0.356926, -0.499997], [1.499997, 1.35693, 1.499997]], related: ["gamma", "dbeta", "zbn"])
    case .runningMean:
      Details(
        shape: "1 × n_l, for layers with batchnorm", formula: "r ← 0.9 r + 0.1 mu[l]",
        from: "every forward pass in training mode, train, an assignment", "Evaluation takes it for mu.",
        try: parts + ["forward", "running_mean[1]", "0.1 * mu[1]"], shows: "a tenth of the way from 0",
        gives: [[0.147429, -0.1685998, -0.108877]],
        related: ["mu", "running_var", "set"])
    case .runningVariance:
      Details(
        shape: "1 × n_l, for layers with batchnorm", formula: "r ← 0.9 r + 0.1 B/(B − 1) var[l]",
        from: "every forward pass in training mode, train, an assignment",
        "Evaluation takes it for var. B/(B − 1) makes the estimate unbiased, as in PyTorch.",
        try: parts + ["forward", "running_var[1]", "0.9 + 0.1 * 2 * var[1]"], shows: "a tenth of the way from 1",
        gives: [[1.19806, 0.900006, 1.225198]],
        related: ["var", "running_mean", "set"])
    case .normalizedGradient:
      Details(
        shape: "as zbn[l]: B × n_l", formula: "dzbn[l] = ∂C/∂zbn[l] = da[l] ⊙ h′(zbn[l])", from: "backward, step",
        try: parts + ["backward", "dzbn[1]"], shows: "the error signal behind the normalisation",
        gives: [[0, 0, 0], [0.0819516, 0, 0]],
        related: ["zbn", "dzhat", "dgamma", "dbeta"])
    case .gammaGradient:
      Details(
        shape: "as gamma[l]: 1 × n_l", formula: "dgamma[l] = ∂C/∂gamma[l] = Σ over samples of dzbn[l] ⊙ zhat[l]",
        from: "backward, step", try: parts + ["backward", "dgamma[1]", "numeric dgamma[1][0, 0]"],
        shows: "built in, and an entry by finite differences", gives: 0.0819514,
        related: ["gamma", "dzbn", "gradcheck"])
    case .betaGradient:
      Details(
        shape: "as beta[l]: 1 × n_l", formula: "dbeta[l] = ∂C/∂beta[l] = Σ over samples of dzbn[l]",
        from: "backward, step", try: parts + ["backward", "dbeta[1]", "sum(dzbn[1], axis 0)"],
        shows: "the same numbers twice", gives: [[0.0819516, 0, 0]], related: ["beta", "dzbn", "gradcheck"])
    case .standardizedGradient:
      Details(
        shape: "as zhat[l]: B × n_l", formula: "dzhat[l] = ∂C/∂zhat[l] = dzbn[l] ⊙ gamma[l]", from: "backward, step",
        try: parts + ["backward", "dzhat[1]"], shows: "the gradient before the scale",
        gives: [[0, 0, 0], [0.0819516, 0, 0]], related: ["zhat", "dvar", "dmu"])
    case .varianceGradient:
      Details(
        shape: "as var[l]: 1 × n_l",
        formula: "dvar[l] = ∂C/∂var[l] = −½ Σ over samples of dzhat[l] ⊙ (z[l] − mu[l]) (var[l] + ε)^(−3/2)",
        from: "backward, step", "Not in evaluation mode: the running variance is a constant.",
        try: parts + ["backward", "dvar[1]", "explain dvar[1][0, 0]"], shows: "and where it comes from",
        gives: -0.0274946,
        related: ["var", "dmu", "delta"])
    case .meanGradient:
      Details(
        shape: "as mu[l]: 1 × n_l", formula: "dmu[l] = ∂C/∂mu[l] = −Σ over samples of dzhat[l] / √(var[l] + ε)",
        from: "backward, step",
        "The way through var adds nothing, because the deviations from a mean sum to 0. Not in evaluation mode.",
        try: parts + ["backward", "dmu[1]", "explain dmu[1][0, 0]"], shows: "and where it comes from",
        gives: -0.0671303,
        related: ["mu", "dvar", "delta"])
    case .smoothedTarget:
      Details(
        shape: "as Y: B × n_L", formula: "Ys = (1 − ε) Y + ε/n",
        from: "forward, step, where set label-smoothing is above 0",
        "What the loss compares the output with. n is the number of classes, 2 for binary-cross-entropy. Szegedy et al. "
          + "2016.",
        try: [
          "network 2 3 loss cross-entropy", "set label-smoothing 0.1", "input [[1, 2]]", "target [[0, 1, 0]]",
          "forward",
          "Ys",
        ],
        shows: "a tenth shared by all classes", gives: [[0.0333333333, 0.933333333, 0.0333333333]],
        related: ["Y", "set", "losses"])
    case .input:
      Details(
        shape: "B × n_0", from: "input, batch, data, an assignment", "The same as a[0].",
        try: ["input [[1, 2], [3, 4]]", "X[0, :]"], shows: "the first of two samples", gives: [[1, 2]],
        related: ["Y", "input", "batch"])
    case .target:
      Details(
        shape: "B × n_L", from: "target, batch, data, an assignment", "One-hot for classes.",
        try: ["target [[0, 1], [1, 0]]", "Y"], shows: "two one-hot targets", gives: [[0, 1], [1, 0]],
        related: ["X", "target", "batch", "onehot"])
    case .loss:
      Details(
        shape: "a number", formula: "C = 1/B Σ over samples of the loss + ½ λ Σ W² + λ₁ Σ |W|",
        from: "forward, loss, step",
        "With set reduction sum without the 1/B. λ is l2 and λ₁ is l1, both 0 at first.",
        try: pass + ["C", "0.5 * sum((a[2] - Y)^2) / B"], shows: "the loss twice", gives: 0.0892271,
        related: ["loss", "set", "losses"])
    case .moment(let moment, let parameter): details(of: moment, parameter)
    }
  }

  private static let constants: [String: Details] = [
    "eta": Details(
      shape: "a number above 0, 0.1 at first", from: "set eta",
      "update, step and train take it unless a rate is given.",
      try: ["set eta 0.5", "eta"], shows: "another rate", gives: 0.5, related: ["set", "update", "train"]),
    "pi": Details(
      shape: "a number", from: "π", try: ["cos(pi)"], shows: "−1", gives: -1, related: ["functions"]),
    "B": Details(
      shape: "a number", from: "the rows of X", try: ["input [[1, 2], [3, 4]]", "B"], shows: "two samples", gives: 2,
      related: ["X", "batch"]),
    "L": Details(
      shape: "a number", from: "network, layer", "The layers that have weights: delta[L] is the output's.",
      try: ["network 2 3 1", "L", "W[L]"], shows: "two layers, and the weights of the last", gives: [[0, 0, 0]],
      related: ["network"]),
    "l2": Details(
      shape: "a number from 0 on, 0 at first", formula: "C gets ½ λ Σ W², dW[l] gets λ W[l]", from: "set l2",
      "Biases are left out.", try: ["set l2 0.01", "l2"], shows: "a penalty on large weights", gives: 0.01,
      related: ["set", "dW"]),
    "l1": Details(
      shape: "a number from 0 on, 0 at first", formula: "C gets λ₁ Σ |W|, dW[l] gets λ₁ sign(W[l])", from: "set l1",
      "It draws weights to 0, where its derivative is taken as 0. Biases are left out. Tibshirani 1996.",
      try: ["set l1 0.001", "l1"], shows: "a penalty on every weight", gives: 0.001, related: ["l2", "set", "dW"]),
    "_": Details(
      shape: "that of the last result", from: "the last cell that showed a number or a matrix",
      try: ["1 / 3", "_ * 3"],
      shows: "goes on with the last result", gives: 1, related: ["Out"]),
    "Out": Details(
      shape: "that of the result", from: "cell n, as Out[n]", try: ["1 / 3", "2 / 3", "Out[1] + Out[2]"],
      shows: "two earlier results", gives: 1, related: ["_", "history"]),
  ]
}

extension Help {
  /// What an optimiser remembers of a parameter.
  private static func details(of moment: Quantity.Moment, _ parameter: Quantity.Parameter) -> Details {
    let name = moment.rawValue + parameter.rawValue
    let (p, g) = (parameter.rawValue, "d\(parameter.rawValue)[l]")
    let rules = Optimizer.Rule.allCases.filter { $0.moments.contains(moment) }.map(\.rawValue)
    let isPart = parameter == .gamma || parameter == .beta
    return Details(
      shape: "as \(p)[l]\(isPart ? ", for layers with batchnorm" : "")",
      formula: formulas(of: moment, g),
      from: "update, step and train with optimizer \(rules.joined(separator: ", ")); an assignment",
      "It begins at 0 with optimizer, network and init."
        + (parameter == .weights
          ? " \(moment.rawValue)[l] is short for it, unless \(moment.rawValue) is a variable." : ""),
      try: (isPart ? parts : pass.dropLast()) + ["optimizer adam", "backward", "update", "\(name)[1]"],
      shows: "after one step: \(moment == .first ? "a tenth of the gradient" : "a thousandth of its square")",
      gives: .matrix(firstMoments(moment, parameter)),
      related: ["optimizer", "optimizers", p, "d\(p)", "update"])
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
    let symbol = moment.rawValue
    var formulas: [(text: String, rules: [String])] = []
    for rule in Optimizer.Rule.allCases {
      guard let step = rule.facts.steps.first(where: { $0.symbol == symbol }) else { continue }
      let text = step.formula.replacing("{g}", with: gradient).replacing(" · ", with: " ").filter { !"{}".contains($0) }
      if let place = formulas.firstIndex(where: { $0.text == text }) {
        formulas[place].rules.append(rule.rawValue)
      } else {
        formulas.append((text, [rule.rawValue]))
      }
    }
    return formulas.enumerated().map { index, formula in
      "\(index == 0 ? "" : "in \(formula.rules.joined(separator: " and ")) ")\(symbol) ← \(formula.text)"
    }.joined(separator: ", ")
  }
}
