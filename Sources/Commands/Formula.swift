import Engine

/// The formula of a quantity, as mathematics and as an expression of the shell.
struct Formula: Equatable {
  var mathematics: String
  /// Typed into the session it gives the quantity.
  var expression: String

  /// The formula in matrices.
  static func general(of quantity: Quantity, in network: Network<Double>) -> Formula {
    let depth = network.depth
    switch quantity {
    case .preActivation(let l):
      return Formula(
        mathematics: "a[\(l - 1)] W[\(l)]ᵀ + b[\(l)]", expression: "a[\(l - 1)] @ W[\(l)].T + b[\(l)]")
    case .activation(let l) where l > 0:
      return activation(network[layer: l].activation, l)
    case .loss: return loss(network)
    case .activationGradient(depth): return outputGradient(network)
    case .activationGradient(let l):
      return Formula(
        mathematics: "δ[\(l + 1)] W[\(l + 1)]", expression: "delta[\(l + 1)] @ W[\(l + 1)]")
    case .delta(let l): return delta(l, network)
    case .weightGradient(let l):
      let penalty = network.objective.l2 == 0 ? ("", "") : (" + λ W[\(l)]", " + l2 * W[\(l)]")
      return Formula(
        mathematics: "δ[\(l)]ᵀ a[\(l - 1)]" + penalty.0, expression: "delta[\(l)].T @ a[\(l - 1)]" + penalty.1)
    case .biasGradient(let l):
      return Formula(mathematics: "Σ over samples of δ[\(l)]", expression: "sum(delta[\(l)], axis 0)")
    default: return Formula(mathematics: quantity.name, expression: quantity.name)
    }
  }

  /// The expression of a quantity with the gradient of the loss written out: a person who is corrected sees the 1/B.
  static func explicit(of quantity: Quantity, in network: Network<Double>) -> String {
    let expression = general(of: quantity, in: network).expression
    let depth = network.depth
    guard quantity == .delta(depth), !isFused(depth, network), network[layer: depth].activation.isElementwise else {
      return expression
    }
    let name = functionName(network[layer: depth].activation)
    return "\(outputGradient(network).expression) * \(name)'(z[\(depth)])"
  }

  /// The name of an activation as a function of the shell.
  static func functionName(_ activation: Activation) -> String {
    activation.rawValue.split(separator: "-").joined(separator: "_")
  }

  /// The derivative of an activation as mathematics: σ′, relu′.
  static func derivativeName(_ activation: Activation) -> String {
    (activation == .sigmoid ? "σ" : functionName(activation)) + "′"
  }

  /// Whether δ[l] is taken from loss and output activation at once: a − y.
  static func isFused(_ l: Int, _ network: Network<Double>) -> Bool {
    l == network.depth && network.objective.loss.requiredOutput == network[layer: l].activation
  }

  private static func activation(_ activation: Activation, _ l: Int) -> Formula {
    if activation == .identity { return Formula(mathematics: "z[\(l)]", expression: "z[\(l)]") }
    let name = functionName(activation)
    return Formula(
      mathematics: "\(activation == .sigmoid ? "σ" : name)(z[\(l)])", expression: "\(name)(z[\(l)])")
  }

  private static func loss(_ network: Network<Double>) -> Formula {
    let (l, mean) = (network.depth, network.objective.reduction == .mean)
    let (a, z) = ("a[\(l)]", "z[\(l)]")
    var result: Formula
    switch network.objective.loss {
    case .halfSquaredError:
      result = Formula(mathematics: "½ Σ (\(a) − Y)²", expression: "0.5 * sum((\(a) - Y)^2)")
    case .crossEntropy:
      result = Formula(mathematics: "−Σ Y log \(a)", expression: "-sum(Y * log(\(a)))")
    case .binaryCrossEntropy:
      result = Formula(
        mathematics: "−Σ (Y log \(a) + (1 − Y) log(1 − \(a)))",
        expression: "sum(Y * softplus(-\(z)) + (1 - Y) * softplus(\(z)))")
    }
    if mean {
      result = Formula(mathematics: "1/B " + result.mathematics, expression: result.expression + " / B")
    }
    if network.objective.l2 != 0 {
      let sums = (1...l).map { "sum(W[\($0)]^2)" }.joined(separator: " + ")
      result = Formula(
        mathematics: result.mathematics + " + ½ λ Σ W²", expression: result.expression + " + 0.5 * l2 * (\(sums))")
    }
    return result
  }

  private static func outputGradient(_ network: Network<Double>) -> Formula {
    let a = "a[\(network.depth)]"
    var result: Formula
    switch network.objective.loss {
    case .halfSquaredError: result = Formula(mathematics: "\(a) − Y", expression: "(\(a) - Y)")
    case .crossEntropy: result = Formula(mathematics: "−Y / \(a)", expression: "-Y / \(a)")
    case .binaryCrossEntropy:
      result = Formula(
        mathematics: "(\(a) − Y) / (\(a) (1 − \(a)))", expression: "(\(a) - Y) / (\(a) * (1 - \(a)))")
    }
    if network.objective.reduction == .mean {
      result = Formula(mathematics: "1/B (" + result.mathematics + ")", expression: result.expression + " / B")
    }
    return result
  }

  private static func delta(_ l: Int, _ network: Network<Double>) -> Formula {
    let activation = network[layer: l].activation
    if isFused(l, network) {
      let mean = network.objective.reduction == .mean
      return Formula(
        mathematics: (mean ? "1/B " : "") + "(a[\(l)] − Y)", expression: "(a[\(l)] - Y)" + (mean ? " / B" : ""))
    }
    if activation == .softmax {
      return Formula(
        mathematics: "a[\(l)] ⊙ (da[\(l)] − Σ over the row of da[\(l)] ⊙ a[\(l)])",
        expression: "a[\(l)] * (da[\(l)] - sum(da[\(l)] * a[\(l)], axis 1) @ ones(1, \(network[layer: l].units)))")
    }
    let name = functionName(activation)
    return Formula(
      mathematics: "da[\(l)] ⊙ \(derivativeName(activation))(z[\(l)])",
      expression: "da[\(l)] * \(name)'(z[\(l)])")
  }
}
