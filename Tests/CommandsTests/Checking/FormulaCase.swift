import Engine
import Explaining
import SessionCore
import ShellFixtures
import Testing

/// A network with numbers on which formulas for its backward pass are tried; drawn by a seed.
struct FormulaCase {
  /// What is special about the numbers, so that a wrong formula may be right on them.
  enum Coincidence: CaseIterable {
    case none, symmetric, oneSample, zeroInput, zeroWeights, deadUnits, equalWeights, wholeTargets, saturated
  }

  var shell: Shell
  let coincidence: Coincidence
  /// The line that builds the network.
  let line: String
  private var generator: NumPyGenerator

  init(seed: Int, coincidence: Coincidence, hidden: String? = nil) throws {
    var generator = NumPyGenerator(seed: UInt32(seed))
    func one<T>(of choices: [T]) -> T {
      choices[min(Int(generator.uniform() * Double(choices.count)), choices.count - 1)]
    }
    let depth = one(of: [1, 2, 2, 3, 4])
    let isSquare = coincidence == .symmetric || coincidence == .equalWeights || generator.uniform() < 0.3
    let width = one(of: [2, 3])
    let sizes = (0...depth).map { _ in isSquare ? width : one(of: [1, 2, 3, 4]) }
    let activation =
      coincidence == .deadUnits
      ? "relu"
      : hidden ?? one(of: ["relu", "tanh", "sigmoid", "gelu", "softplus", "leaky-relu", "silu", "elu"])
    let loss = one(of: [
      "output sigmoid loss half-squared-error", "output identity loss mean-squared-error",
      "output tanh loss half-squared-error", "output softmax loss cross-entropy",
      "output sigmoid loss binary-cross-entropy", "output identity loss huber",
    ])
    let isMixed = loss.contains("softmax") && sizes[depth] == 1
    let parts = depth > 1 ? one(of: ["", "", "", " dropout 0.4", " batchnorm"]) : ""
    line =
      "network \(sizes.map(String.init).joined(separator: " ")) hidden \(activation) "
      + (isMixed ? "output sigmoid loss half-squared-error" : loss) + parts
    self.coincidence = coincidence
    shell = try Shell(line, "seed \(seed)", "init kaiming")
    if generator.uniform() < 0.2 { try shell.run("set l2 0.3") }
    if generator.uniform() < 0.1 { try shell.run("set reduction sum") }
    var samples = one(of: [1, 2, 2, 3, 5])
    if coincidence == .oneSample { samples = 1 }
    if parts.contains("batchnorm") { samples = max(samples, 3) }
    shell.interpreter.fill(samples: samples)
    self.generator = generator
    try arrange()
    try shell.run("backward")
  }

  var session: Session { shell.interpreter.session }

  /// Makes the coincidence.
  private mutating func arrange() throws {
    guard let network = session.network else { return }
    switch coincidence {
    case .none, .oneSample: break
    case .symmetric:
      for l in 1...network.depth { try shell.run("W[\(l)] = W[\(l)] + W[\(l)].T") }
    case .zeroInput: try shell.run("input 0 * X")
    case .zeroWeights: try shell.run("W[\(network.depth)] = 0 * W[\(network.depth)]")
    case .deadUnits: if network.depth > 1 { try shell.run("b[1] = b[1] - 30") }
    case .equalWeights: try shell.run("init constant 0.5")
    case .wholeTargets:
      let outputs = network.sizes[network.depth]
      let row = (0..<outputs).map { $0 == 0 ? "1" : "0" }.joined(separator: ",")
      try shell.run("target [\((0..<session.samples).map { _ in "[\(row)]" }.joined(separator: ","))]")
    case .saturated:
      for l in 1...network.depth { try shell.run("W[\(l)] = 12 * W[\(l)]") }
    }
  }

  /// The steps of the backward pass that a formula can be defined for.
  var steps: [Quantity] { session.network?.backwardOrder ?? [] }

  /// The built-in formula of a step, as the shell writes it.
  func formula(of step: Quantity) -> String {
    guard var network = session.network else { return "" }
    // A formula for da[L] is one without the shortcut below it.
    network.skipsOutputGradient = session.definitions[.activationGradient(network.depth)] == nil
    return Formula.general(of: step, in: network).expression
  }

  /// The same in other words.
  func rightSpellings(of step: Quantity) -> [String] {
    let formula = formula(of: step)
    var spellings = [
      "1 * (\(formula))", "(\(formula)) + 0", "-(-(\(formula)))", "((\(formula)) * 4) / 4", "((\(formula)).T).T",
      "(\(formula)) / 2 + (\(formula)) / 2",
    ]
    guard let network = session.network, let l = step.layer else { return spellings }
    switch step {
    case .biasGradient: spellings += ["ones(1, B) @ delta[\(l)]", "B * mean(delta[\(l)], axis 0)"]
    case .weightGradient where network.penalty(l).isZero: spellings += ["(a[\(l - 1)].T @ delta[\(l)]).T"]
    case .activationGradient where l < network.depth: spellings += ["(W[\(l + 1)].T @ delta[\(l + 1)].T).T"]
    case .delta where network[layer: l].normalization == nil && !network.isFused(l) && !network.dropsOut(l):
      switch network[layer: l].activation {
      case .sigmoid: spellings += ["da[\(l)] * a[\(l)] * (1 - a[\(l)])", "a[\(l)] * da[\(l)] - da[\(l)] * a[\(l)]^2"]
      case .tanh: spellings += ["da[\(l)] * (1 - a[\(l)]^2)", "(1 - a[\(l)]) * da[\(l)] * (1 + a[\(l)])"]
      case .relu: spellings += ["da[\(l)] * (z[\(l)] > 0)", "where(a[\(l)] > 0, da[\(l)], 0)"]
      default: break
      }
    default: break
    }
    return spellings
  }

  /// Formulas with one fault; some cannot be computed, and some are right for this network.
  func faultyFormulas(of step: Quantity) -> [String] {
    let formula = formula(of: step)
    guard let network = session.network, let l = step.layer else { return [] }
    var faulty = [
      "2 * (\(formula))", "(\(formula)) / 2", "-(\(formula))", "1.01 * (\(formula))", "(\(formula)) * B",
      "(\(formula)) / B", "0 * (\(formula))", "abs(\(formula))", "(\(formula))^2", "(\(formula)) + 0.1 * C",
      "(\(formula)) * (1 + C)",
    ]
    func replace(_ old: String, _ new: String) {
      if formula.contains(old) { faulty.append(formula.replacing(old, with: new)) }
    }
    replace("W[\(l + 1)]", "W[\(l + 1)].T")
    replace("W[\(l + 1)]", "W[\(l)]")
    replace("W[\(l)]", "W[\(l)].T")
    replace("a[\(l - 1)]", "a[\(l)]")
    replace("a[\(l - 1)]", "z[\(l - 1)]")
    replace("delta[\(l + 1)]", "da[\(l + 1)]")
    replace("delta[\(l)]", "da[\(l)]")
    replace("delta[\(l)].T @ a[\(l - 1)]", "(a[\(l - 1)].T @ delta[\(l)])")
    replace("sum(", "mean(")
    replace("Y", "(1 - Y)")
    replace(" / B", "")
    replace("'(z[\(l)])", "'(a[\(l)])")
    replace("'(z[\(l)])", "(z[\(l)])")
    replace("'(z[\(l)])", "'(z[\(max(l - 1, 1))])")
    replace(" * \(network[layer: l].activation.functionName)'(z[\(l)])", "")
    replace(" * mask[\(l)]", "")
    replace(" + l2 * W[\(l)]", "")
    replace(" + l2 * W[\(l)]", " - l2 * W[\(l)]")
    replace(" + l2 * W[\(l)]", " + l2 * W[\(l)] / B")
    return faulty
  }

  /// A number below a bound.
  mutating func choice(_ count: Int) -> Int { min(Int(generator.uniform() * Double(count)), count - 1) }
}
