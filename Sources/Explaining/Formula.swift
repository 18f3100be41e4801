import Engine
import SessionCore

/// The formulas of quantities.
extension Formula {
  /// The formula in matrices.
  public static func general(of quantity: Quantity, in network: Network<Double>) -> Formula {
    let depth = network.depth
    switch quantity {
    case .preActivation(let l):
      return Formula(mathematics: "a[\(l - 1)] W[\(l)]ᵀ + b[\(l)]", expression: "a[\(l - 1)] @ W[\(l)].T + b[\(l)]")
    case .activation(let l) where l > 0: return activation(l, network)
    case .mask(let l):
      let p = network[layer: l].dropout
      return Formula(mathematics: "0 with probability \(p), else 1/(1 − \(p))", expression: quantity.name)
    case .smoothedTarget:
      let (e, n) = (network.objective.smoothing, network.objective.classes(outputs: network.sizes[depth]))
      return Formula(mathematics: "(1 − \(e)) Y + \(e)/\(n)", expression: "(1 - \(e)) * Y + \(e) / \(n)")
    case .loss: return loss(network)
    case .activationGradient(depth): return outputGradient(network)
    case .activationGradient(let l):
      return Formula(mathematics: "δ[\(l + 1)] W[\(l + 1)]", expression: "delta[\(l + 1)] @ W[\(l + 1)]")
    case .delta(let l) where network[layer: l].normalization == nil: return slope(l, network)
    case .normalizedGradient(let l): return slope(l, network)
    case .weightGradient(let l):
      return network.penaltyGradient(l).reduce(
        Formula(mathematics: "δ[\(l)]ᵀ a[\(l - 1)]", expression: "delta[\(l)].T @ a[\(l - 1)]"), +)
    case .biasGradient(let l):
      return Formula(mathematics: "Σ over samples of δ[\(l)]", expression: "sum(delta[\(l)], axis 0)")
    default:
      return normalization(quantity, in: network) ?? Formula(mathematics: quantity.name, expression: quantity.name)
    }
  }

  /// The expression of a quantity with the gradient of the loss written out, so that a correction shows the 1/B.
  package static func explicit(of quantity: Quantity, in network: Network<Double>) -> String {
    let expression = general(of: quantity, in: network).expression
    let depth = network.depth
    guard quantity == .delta(depth), !isFused(depth, network), network[layer: depth].activation.isElementwise else {
      return expression
    }
    let name = network[layer: depth].activation.functionName
    let gradient = outputGradient(network).expression
    return "\(network.objective.reduction == .mean ? gradient : "(\(gradient))") * \(name)'(z[\(depth)])"
  }

  /// The derivative of an activation as mathematics: σ′, relu′.
  static func derivativeName(_ activation: Activation) -> String { activation.symbol + "′" }

  /// Whether δ[l] is taken from loss and output activation at once: a − y.
  static func isFused(_ l: Int, _ network: Network<Double>) -> Bool {
    network.isFused(l)
  }

  private static func activation(_ l: Int, _ network: Network<Double>) -> Formula {
    let (activation, z) = (network[layer: l].activation, network.argument(l).name)
    let mask = network.dropsOut(l) ? (" ⊙ mask[\(l)]", " * mask[\(l)]") : ("", "")
    if activation == .identity { return Formula(mathematics: z + mask.0, expression: z + mask.1) }
    return Formula(
      mathematics: "\(activation.symbol)(\(z))" + mask.0, expression: "\(activation.functionName)(\(z))" + mask.1)
  }

  /// The gradient by the argument of h.
  private static func slope(_ l: Int, _ network: Network<Double>) -> Formula {
    if isFused(l, network) {
      return logitGradient(network)
    }
    let (activation, z) = (network[layer: l].activation, network.argument(l).name)
    let name = activation.functionName
    let isMasked = network.dropsOut(l)
    let da = isMasked ? ("da[\(l)] ⊙ mask[\(l)]", "da[\(l)] * mask[\(l)]") : ("da[\(l)]", "da[\(l)]")
    if !activation.isElementwise {
      // After a mask a[l] is not the softmax itself.
      let a = isMasked ? "\(name)(\(z))" : "a[\(l)]"
      return Formula(
        mathematics: "\(a) ⊙ (\(da.0) − Σ over the row of \(da.0) ⊙ \(a))",
        expression: "\(a) * (\(da.1) - sum(\(da.1) * \(a), axis 1) @ ones(1, \(network[layer: l].units)))")
    }
    return Formula(
      mathematics: "\(da.0) ⊙ \(derivativeName(activation))(\(z))", expression: "\(da.1) * \(name)'(\(z))")
  }
}
