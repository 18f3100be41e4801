import Calculus
import Engine
import Explaining
import Language
import SessionCore

/// The right formulas of the steps of a pass, each in the forms in which people write it.
struct StepFormulas {
  let network: Network<Double>

  /// The forms of a step, the usual one first; empty for what is given.
  func forms(of step: Quantity) -> [Expression] {
    var seen: Set<String> = []
    return texts(of: step).compactMap(Expression.reading).filter { seen.insert($0.code).inserted }
  }

  private func texts(of step: Quantity) -> [String] {
    let general = Formula.general(of: step, in: network).expression
    switch step {
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .mask, .moment: return []
    case .loss: return [loss, general].compactMap { $0 }
    case .activation(let l): return [general, writtenOut(l)].compactMap { $0 }
    case .activationGradient(network.depth): return [general, gradientByRules].compactMap { $0 }
    case .delta(let l) where network[layer: l].normalization != nil: return [general] + gathered(l)
    case .delta(let l), .normalizedGradient(let l): return [general] + slopes(l)
    case .variance(let l): return [general, "mean(z[\(l)]^2, axis 0) - mu[\(l)]^2"]
    case .preActivation, .mean, .standardized, .normalized, .smoothedTarget, .activationGradient, .gammaGradient,
      .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient, .weightGradient, .biasGradient:
      return [general]
    }
  }

  // MARK: The loss

  private func mean(_ total: String) -> String {
    network.objective.reduction == .mean ? "(\(total)) / B" : total
  }

  /// C with the loss of its definition, as mathematicians write it, and the penalties.
  private var loss: String? {
    guard let total = network.objective.loss.definition.total(of: network.lossOperands()).code(library: .activations)
    else { return nil }
    return ([mean(total)] + [Formula.penalty(network)?.expression].compactMap { $0 }).joined(separator: " + ")
  }

  /// ∂C/∂a[L] by the rules: −y/a + (1 − y)/(1 − a) of the binary cross-entropy.
  private var gradientByRules: String? {
    let names = ["a": Quantity.activation(network.depth).name, "y": network.compared.name]
    let counts = ["n": "\(network.sizes[network.depth])"]
    return network.objective.loss.definition.gradientByRules.code(library: .activations)
      .flatMap(Expression.reading)?.renaming(names.merging(counts) { first, _ in first }).map { mean($0.code) }
  }

  // MARK: Activations

  private func mask(_ l: Int) -> String { network.dropsOut(l) ? " * mask[\(l)]" : "" }

  /// h(z) written out: 1 / (1 + exp(−z)).
  private func writtenOut(_ l: Int) -> String? {
    guard l > 0 else { return nil }
    let definition = network[layer: l].activation.definition
    let body = definition.code.flatMap { text in text.split(separator: "=", maxSplits: 1).last.map(String.init) }
    return body.flatMap(Expression.reading)?.renaming([definition.argument.name: network.argument(l).name])
      .map { network.dropsOut(l) ? "(\($0.code))\(mask(l))" : $0.code }
  }

  /// da ⊙ h′ with h′ in a, and without the shortcut of loss and output activation.
  private func slopes(_ l: Int) -> [String] {
    let h = network[layer: l].activation
    let (z, a, da) = (network.argument(l).name, "a[\(l)]", "da[\(l)]\(mask(l))")
    guard h.isElementwise else { return [] }
    let direct = "\(da) * \(h.functionName)'(\(z))"
    guard !network.dropsOut(l), let slope = h.slopeInValue(a) else { return [direct] }
    return [direct, "\(da) * \(slope)"]
  }

  /// δ of a normalised layer in one line.
  private func gathered(_ l: Int) -> [String] {
    guard network.mode == .training else { return [] }
    let root = "sqrt(var[\(l)] + \(BatchNormalization<Double>.epsilon))"
    func line(_ d: String, _ factor: String) -> String {
      "\(factor) / \(root) / B * (B * \(d) - sum(\(d), axis 0) - zhat[\(l)] * sum(\(d) * zhat[\(l)], axis 0))"
    }
    return [line("dzhat[\(l)]", "1"), line("dzbn[\(l)]", "gamma[\(l)]")]
  }
}

extension Activation {
  /// h′ as a formula of a = h(z), where people write it so: a (1 − a) of sigmoid.
  func slopeInValue(_ a: String) -> String? {
    switch self {
    case .sigmoid: "\(a) * (1 - \(a))"
    case .tanh: "(1 - \(a)^2)"
    case .relu: "(\(a) > 0)"
    default: nil
    }
  }
}

extension Expression {
  /// The expression with other names, which may have layers.
  func renaming(_ names: [String: String]) -> Expression? {
    if case .name(let name, _) = self, let other = names[name] { return .reading(other) }
    return try? mapParts { part throws(Diagnostic) in part.renaming(names) ?? part }
  }
}
