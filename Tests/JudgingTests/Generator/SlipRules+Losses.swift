import Engine

extension SlipRules {
  // MARK: Penalties

  func isPenalty(_ node: FormulaTree) -> Bool {
    node.nodes.contains { $0.quantity?.symbol == "W" }
      && !node.nodes.contains { $0.quantity?.symbol == "delta" || $0.quantity?.symbol == "a" }
  }

  /// The factor, the weights, the form of a penalty in dW and C.
  func penalties(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    let own: Bool = if case .weightGradient = quantity { true } else { quantity == .loss }
    guard own else { return [] }
    func slip(_ name: String) -> Slip { Slip(name, "penalty", "penalis", "l2", "l1", "λ") }
    switch node {
    case .binary(.add, let x, let penalty) where isPenalty(penalty) && !isPenalty(x):
      return [
        (x, slip("penalty left out")), (x + .number("2") * penalty, slip("penalty doubled")),
        (x + .number("0.5") * penalty, slip("penalty halved")), (x + penalty / .name("B"), slip("penalty over B")),
      ]
    case .binary(.multiply, let factor, let w) where w.quantity?.symbol == "W":
      return [
        (factor * .binary(.power, w, .number("2")), slip("W² for W")), (factor, slip("λ alone")),
        (factor * .call("sign", [w], axis: nil), slip("sign for W")),
      ]
    case .call("sign", let arguments, _):
      return [(arguments[0], slip("W for sign W")), (.call("abs", arguments, axis: nil), slip("|W| for sign W"))]
    case .call("abs", let arguments, _) where arguments[0].quantity?.symbol == "W":
      return [(arguments[0], slip("W for |W|")), (.binary(.power, arguments[0], .number("2")), slip("W² for |W|"))]
    case .binary(.power, let w, .number("2")) where w.quantity?.symbol == "W":
      return [(w, slip("W for W²")), (.call("abs", [w], axis: nil), slip("|W| for W²"))]
    default: return []
    }
  }

  // MARK: Losses

  /// C and ∂C/∂a[L] written for another loss, or without a part.
  func losses() -> [Spoilt] {
    let (a, y) = ("a[\(network.depth)]", network.compared)
    let mean = network.objective.reduction == .mean ? " / B" : ""
    func spoilt(_ text: String, _ slip: Slip) -> Spoilt { (FormulaTree(text), slip) }
    if quantity == .smoothedTarget { return smoothing() }
    let isPenalized = (1...network.depth).contains { network.l2($0) != 0 || network.l1($0) != 0 }
    guard quantity == .loss || quantity == .activationGradient(network.depth) else { return [] }
    if quantity == .loss, isPenalized { return [] }
    let root = Slip("root", "root")
    switch (network.objective.loss.name, quantity == .loss) {
    case ("half-squared-error", true), ("mean-squared-error", true):
      return [
        spoilt("mean(abs(\(a) - \(y)))", Slip("absolute", "square", "absolute")),
        spoilt("sqrt(mean((\(a) - \(y))^2))", root),
        spoilt("mean(\(a) - \(y))", Slip("difference", "square")),
      ]
    case ("cross-entropy", true):
      return [
        spoilt("-sum(\(y) * log(\(a))) / log(2)\(mean)", Slip("base 2", "log", "base")),
        spoilt(
          "-sum(\(y) * log(\(a)) + (1 - \(y)) * log(1 - \(a)))\(mean)", Slip("binary", "binary", "1 − y", "1 - y")),
        spoilt("-sum(\(y) * \(a))\(mean)", Slip("no logarithm", "log")),
        spoilt("sum((\(a) - \(y))^2)\(mean)", Slip("squares", "square", "cross-entropy", "another loss")),
      ]
    case ("binary-cross-entropy", true):
      return [
        spoilt(
          "-sum(\(y) * log(\(a)))\(mean)",
          Slip("second term", "second", "1 − y", "1 - y", "term", "left out", "missing")),
        spoilt(
          "-sum(\(y) * log(\(a)) - (1 - \(y)) * log(1 - \(a)))\(mean)", Slip("sign of a term", "sign", "second", "term")
        ),
        spoilt(
          "-sum(\(y) * log(1 - \(a)) + (1 - \(y)) * log(\(a)))\(mean)",
          Slip("exchanged", "swap", "exchang", "1 − y", "1 - y")),
      ]
    case ("binary-cross-entropy", false):
      return [
        spoilt("(\(a) - \(y))\(mean)", Slip("delta for da", "derivative", "delta", "a * (1", "a (1", "denominator")),
        spoilt(
          "-(\(y) / \(a) + (1 - \(y)) / (1 - \(a)))\(mean)",
          Slip("sign of a term", "sign", "second", "1 − y", "1 - y", "term")),
        spoilt("-\(y) / \(a)\(mean)", Slip("second term", "second", "1 − y", "1 - y", "term", "left out", "missing")),
      ]
    case ("cross-entropy", false):
      return [
        spoilt("(\(a) - \(y))\(mean)", Slip("delta for da", "derivative", "delta", "softmax")),
        spoilt("-\(a) / \(y)\(mean)", Slip("exchanged", "swap", "exchang", "upside", "reciprocal")),
      ]
    case ("huber", false):
      return [spoilt("(\(a) - \(y)) / \(network.outputs)\(mean)", Slip("not clipped", "huber", "clip", "δ", "delta"))]
    case ("huber", true):
      return [
        spoilt(
          "0.5 * sum((\(a) - \(y))^2) / \(network.outputs)\(mean)",
          Slip("not clipped", "huber", "clip", "δ", "delta", "line"))
      ]
    case ("hinge", true):
      return [
        spoilt("sum(maximum(0, 1 + \(y) * \(a)))\(mean)", Slip("sign in the margin", "sign", "margin")),
        spoilt("sum(1 - \(y) * \(a))\(mean)", Slip("maximum left out", "max", "hinge", "margin")),
      ]
    case ("hinge", false):
      return [spoilt("-\(y)\(mean)", Slip("margin left out", "margin", "hinge", "1 −", "left out"))]
    case ("log-cosh", true):
      return [spoilt("sum(cosh(\(a) - \(y))) / \(network.outputs)\(mean)", Slip("no logarithm", "log"))]
    case ("log-cosh", false):
      return [spoilt("(\(a) - \(y)) / \(network.outputs)\(mean)", Slip("tanh left out", "tanh", "log-cosh"))]
    default: return []
    }
  }

  private func smoothing() -> [Spoilt] {
    let (e, n) = (network.objective.smoothing, network.objective.classes(outputs: network.outputs))
    let words = Slip("smoothing", "smooth", "classes")
    return [
      (FormulaTree("(1 - \(e)) * Y + \(e) / \(n + 1)"), words), (FormulaTree("(1 - \(e)) * Y + \(e)"), words),
      (FormulaTree("Y + \(e) / \(n)"), words), (FormulaTree("(1 - \(e)) * Y"), words),
    ]
  }
}
