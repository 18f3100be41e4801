import Engine
import SessionCore

extension Formula {
  /// The formulas of batch normalisation, forward and backward; `nil` for other quantities.
  ///
  /// In evaluation mode the running statistics take the place of mu and var, and do not depend on z.
  static func normalization(_ quantity: Quantity, in network: Network<Double>) -> Formula? {
    guard let l = quantity.layer, l > 0, network[layer: l].normalization != nil else { return nil }
    let training = network.mode == .training
    let (z, mu, v) =
      training ? ("z[\(l)]", "mu[\(l)]", "var[\(l)]") : ("z[\(l)]", "running_mean[\(l)]", "running_var[\(l)]")
    let root = "sqrt(\(v) + \(epsilon))"
    let rootSign = "√(\(v) + ε)"
    switch quantity {
    case .mean: return Formula(mathematics: "1/B Σ over samples of \(z)", expression: "mean(\(z), axis 0)")
    case .variance:
      return Formula(
        mathematics: "1/B Σ over samples of (\(z) − \(mu))²", expression: "mean((\(z) - \(mu))^2, axis 0)")
    case .standardized:
      return Formula(mathematics: "(\(z) − \(mu)) / \(rootSign)", expression: "(\(z) - \(mu)) / \(root)")
    case .normalized:
      return Formula(
        mathematics: "gamma[\(l)] ⊙ zhat[\(l)] + beta[\(l)]", expression: "gamma[\(l)] * zhat[\(l)] + beta[\(l)]")
    case .gammaGradient:
      return Formula(
        mathematics: "Σ over samples of dzbn[\(l)] ⊙ zhat[\(l)]", expression: "sum(dzbn[\(l)] * zhat[\(l)], axis 0)")
    case .betaGradient:
      return Formula(mathematics: "Σ over samples of dzbn[\(l)]", expression: "sum(dzbn[\(l)], axis 0)")
    case .standardizedGradient:
      return Formula(mathematics: "gamma[\(l)] ⊙ dzbn[\(l)]", expression: "gamma[\(l)] * dzbn[\(l)]")
    case .varianceGradient:
      return Formula(
        mathematics: "−½ Σ over samples of dzhat[\(l)] ⊙ (\(z) − \(mu)) / (\(v) + ε)^(3/2)",
        expression: "-0.5 * sum(dzhat[\(l)] * (\(z) - \(mu)), axis 0) / (\(v) + \(epsilon))^1.5")
    case .meanGradient:
      return Formula(
        mathematics: "−Σ over samples of dzhat[\(l)] / \(rootSign)", expression: "-sum(dzhat[\(l)], axis 0) / \(root)")
    case .delta:
      let direct = Formula(mathematics: "dzhat[\(l)] / \(rootSign)", expression: "dzhat[\(l)] / \(root)")
      guard training else { return direct }
      return direct
        + Formula(
          mathematics: "dvar[\(l)] ⊙ 2 (\(z) − \(mu))/B + dmu[\(l)]/B",
          expression: "2 * dvar[\(l)] * (\(z) - \(mu)) / B + dmu[\(l)] / B")
    default: return nil
    }
  }

  /// ε as the shell reads it.
  static var epsilon: String { "\(BatchNormalization<Double>.epsilon)" }
}
