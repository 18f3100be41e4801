import Engine
import Foundation

/// The right formula of every quantity of a drawn network, written down here by hand and not taken from the program.
struct NetworkFormulas {
  let network: DrawnNetwork

  /// The quantities about which claims are made.
  var quantities: [Quantity] {
    let depth = network.depth
    return [.loss] + (network.compared == "Ys" ? [.smoothedTarget] : [])
      + (1...depth).flatMap { l -> [Quantity] in
        let plain: [Quantity] = [
          .preActivation(l), .activation(l), .activationGradient(l), .delta(l), .delta(l), .weightGradient(l),
          .weightGradient(l), .biasGradient(l),
        ]
        guard network.normalized.contains(l) else { return plain }
        return plain + [
          .mean(l), .variance(l), .standardized(l), .normalized(l), .normalizedGradient(l), .gammaGradient(l),
          .betaGradient(l), .standardizedGradient(l), .varianceGradient(l), .meanGradient(l),
        ]
      } + [.activationGradient(0)]
  }

  func formula(of quantity: Quantity) -> FormulaTree? { text(of: quantity).map { FormulaTree($0) } }

  private func text(of quantity: Quantity) -> String? {
    let l = quantity.layer ?? 0
    let depth = network.depth
    switch quantity {
    case .preActivation: return "\(below(l)) @ W[\(l)].T + b[\(l)]"
    case .activation: return activation(l)
    case .smoothedTarget:
      let e = network.objective.smoothing
      return "(1 - \(e)) * Y + \(e) / \(network.objective.classes(outputs: network.outputs))"
    case .loss: return loss
    case .activationGradient(depth): return outputGradient
    case .activationGradient: return "delta[\(l + 1)] @ W[\(l + 1)]"
    case .delta: return network.normalized.contains(l) ? normalizedDelta(l) : slope(l)
    case .normalizedGradient: return slope(l)
    case .weightGradient:
      let (l2, l1) = (factor(l, \.l2), factor(l, \.l1))
      return "delta[\(l)].T @ \(below(l))" + (l2.map { " + \($0) * W[\(l)]" } ?? "")
        + (l1.map { " + \($0) * sign(W[\(l)])" } ?? "")
    case .biasGradient: return "sum(delta[\(l)], axis 0)"
    case .mean: return "mean(z[\(l)], axis 0)"
    case .variance: return "mean((z[\(l)] - mu[\(l)])^2, axis 0)"
    case .standardized: return "(z[\(l)] - mu[\(l)]) / sqrt(var[\(l)] + 1e-05)"
    case .normalized: return "gamma[\(l)] * zhat[\(l)] + beta[\(l)]"
    case .gammaGradient: return "sum(dzbn[\(l)] * zhat[\(l)], axis 0)"
    case .betaGradient: return "sum(dzbn[\(l)], axis 0)"
    case .standardizedGradient: return "gamma[\(l)] * dzbn[\(l)]"
    case .varianceGradient:
      return "-0.5 * sum(dzhat[\(l)] * (z[\(l)] - mu[\(l)]), axis 0) / (var[\(l)] + 1e-05)^1.5"
    case .meanGradient: return "-sum(dzhat[\(l)], axis 0) / sqrt(var[\(l)] + 1e-05)"
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .mask, .moment: return nil
    }
  }

  /// Other formulas of the same quantity that textbooks and programs have.
  func alternatives(for quantity: Quantity) -> [FormulaTree] {
    let (l, n) = (quantity.layer ?? 0, network.samples)
    func over(_ term: (Int) -> String) -> String { (0..<n).map(term).joined(separator: " + ") }
    var texts: [String] = []
    switch quantity {
    case .delta where network.normalized.contains(l):
      let sums = "B * dzhat[\(l)] - sum(dzhat[\(l)], axis 0) - zhat[\(l)] * sum(dzhat[\(l)] * zhat[\(l)], axis 0)"
      texts = ["(\(sums)) / (B * sqrt(var[\(l)] + 1e-05))"]
    case .meanGradient:
      let z = "-2 * mean(z[\(l)] - mu[\(l)], axis 0)"
      texts = ["-sum(dzhat[\(l)], axis 0) / sqrt(var[\(l)] + 1e-05) + dvar[\(l)] * (\(z))"]
    case .variance: texts = ["mean(z[\(l)]^2, axis 0) - mu[\(l)]^2"]
    case .weightGradient where n <= 3 && network.l1(l) == 0 && network.l2(l) == 0:
      texts = [over { "outer(delta[\(l)][\($0), :], \(below(l))[\($0), :])" }]
    case .biasGradient where n <= 4: texts = [over { "delta[\(l)][\($0), :]" }]
    case .loss where network.objective.loss == .halfSquaredError:
      let squares = "sum((a[\(network.depth)] - Y)^2)"
      texts = [loss.replacingOccurrences(of: squares, with: "norm(a[\(network.depth)] - Y)^2")]
    default: break
    }
    return texts.map { FormulaTree($0) }
  }

  private func below(_ l: Int) -> String { l == 1 ? "X" : "a[\(l - 1)]" }

  private func mask(_ l: Int) -> String { network.dropout[l] == nil ? "" : " * mask[\(l)]" }

  private func activation(_ l: Int) -> String {
    let (h, z) = (network.activation(l), network.argument(l))
    return (h == .identity ? z : "\(h.functionName)(\(z))") + mask(l)
  }

  /// ∂C by the argument of h.
  private func slope(_ l: Int) -> String {
    let (h, z, a) = (network.activation(l), network.argument(l), "a[\(l)]")
    if l == network.depth, network.isFused { return "(\(a) - \(network.compared))" + overSamples }
    let da = "da[\(l)]" + mask(l)
    if h == .identity { return da }
    return h.isElementwise
      ? "\(da) * \(h.functionName)'(\(z))"
      : "\(a) * (\(da) - sum(\(da) * \(a), axis 1) @ ones(1, \(network.sizes[l])))"
  }

  private func normalizedDelta(_ l: Int) -> String {
    "dzhat[\(l)] / sqrt(var[\(l)] + 1e-05) + 2 * dvar[\(l)] * (z[\(l)] - mu[\(l)]) / B + dmu[\(l)] / B"
  }

  // MARK: The loss

  private var overSamples: String { network.objective.reduction == .mean ? " / B" : "" }

  private var loss: String {
    let (a, y, n) = ("a[\(network.depth)]", network.compared, network.outputs)
    let data =
      switch network.objective.loss.name {
      case "half-squared-error": "0.5 * sum((\(a) - \(y))^2)"
      case "mean-squared-error": "sum((\(a) - \(y))^2) / \(n)"
      case "huber": huber(a, y)
      case "log-cosh": "sum(log(cosh(\(a) - \(y)))) / \(n)"
      case "hinge": "sum(maximum(0, 1 - \(y) * \(a)))"
      case "cross-entropy": "-sum(\(y) * log(\(a)))"
      default: "-sum(\(y) * log(\(a)) + (1 - \(y)) * log(1 - \(a)))"
      }
    return ([data + overSamples] + (1...network.depth).flatMap(penalties)).joined(separator: " + ")
  }

  private func huber(_ a: String, _ y: String) -> String {
    let (r, d) = ("abs(\(a) - \(y))", network.objective.huberDelta)
    return "sum(where(\(r) <= \(d), 0.5 * (\(a) - \(y))^2, \(d) * (\(r) - 0.5 * \(d)))) / \(network.outputs)"
  }

  private var outputGradient: String {
    let (a, y, n) = ("a[\(network.depth)]", network.compared, network.outputs)
    let (r, d) = ("(\(a) - \(y))", network.objective.huberDelta)
    let gradient =
      switch network.objective.loss.name {
      case "half-squared-error": r
      case "mean-squared-error": "2 * \(r) / \(n)"
      case "huber": "minimum(maximum(\(a) - \(y), -\(d)), \(d)) / \(n)"
      case "log-cosh": "tanh(\(a) - \(y)) / \(n)"
      case "hinge": "-\(y) * (1 - \(y) * \(a) > 0)"
      case "cross-entropy": "-\(y) / \(a)"
      default: "\(r) / (\(a) * (1 - \(a)))"
      }
    return gradient + overSamples
  }

  // MARK: Penalties

  /// The factor of a penalty as it is written; `nil` for 0.
  private func factor(_ l: Int, _ path: KeyPath<PenaltyFactors, Double?>) -> String? {
    let own = PenaltyFactors(l1: network.ownPenalties[l]?.l1, l2: network.ownPenalties[l]?.l2)[keyPath: path]
    let shared = PenaltyFactors(l1: network.objective.l1, l2: network.objective.l2)[keyPath: path] ?? 0
    if let own { return own == 0 ? nil : "\(own)" }
    return shared == 0 ? nil : path == \.l1 ? "l1" : "l2"
  }

  private func penalties(_ l: Int) -> [String] {
    (factor(l, \.l2).map { ["0.5 * \($0) * sum(W[\(l)]^2)"] } ?? [])
      + (factor(l, \.l1).map { ["\($0) * sum(abs(W[\(l)]))"] } ?? [])
  }

  private struct PenaltyFactors {
    var l1, l2: Double?
  }
}
