import Engine

extension SlipRules {
  // MARK: Forward

  /// The bias, the activation, softmax.
  func forward(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    let l = quantity.layer ?? network.depth
    if case .binary(.add, let x, let b) = node, b.quantity?.symbol == "b" {
      return [
        (x, Slip("bias left out", "bias", "b[\(l)]")), (x - b, Slip("bias subtracted", "bias", "b[\(l)]", "sign")),
        (x + b + b, Slip("bias twice", "bias", "b[\(l)]", "twice")),
      ]
    }
    if case .activation(let l) = quantity, case .call(let name, let arguments, _) = node,
      name == network.activation(l).functionName
    {
      let others = ["sigmoid", "tanh", "relu"].filter { $0 != name }
      var results = others.map {
        (FormulaTree.call($0, arguments, axis: nil), Slip("another activation", "activation", $0))
      }
      results.append((arguments[0], Slip("activation left out", "activation", "left out")))
      if network.normalized.contains(l) {
        results.append((.call(name, [.quantity("z", l)], axis: nil), Slip("before normalisation", "zbn", "normal")))
      }
      if name == "softmax" { results += softmax(arguments[0]) }
      if name == "gelu" {
        let tree = FormulaTree("0.5 * u * (1 + tanh(sqrt(2 / pi) * (u + 0.044715 * u^3)))")
        let words = Slip("gelu by tanh", "approxim", "erf", "another function", "tanh")
        results.append((tree.substituting(.name("u"), by: arguments[0]), words))
      }
      return results
    }
    return softmaxDerivative(node)
  }

  private func softmax(_ z: FormulaTree) -> [(FormulaTree, Slip)] {
    let exponential = FormulaTree.call("exp", [z], axis: nil)
    return [
      (
        exponential / .call("sum", [exponential], axis: 0),
        Slip("softmax down the columns", "row", "column", "axis", "sample")
      ),
      (
        exponential / .call("sum", [exponential], axis: nil),
        Slip("softmax over everything", "row", "sample", "batch", "all")
      ),
      (exponential / .call("mean", [exponential], axis: nil), Slip("softmax by the mean", "row", "sum", "normal")),
    ]
  }

  /// The derivative of softmax entry by entry, and 1 taken from every class.
  private func softmaxDerivative(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    guard case .delta(let l) = quantity, network.activation(l) == .softmax else { return [] }
    if case .binary(.multiply, let a, .binary(.subtract, let da, .binary(.matrixProduct, _, _))) = node {
      return [
        (da * a * (.number("1") - a), Slip("softmax entry by entry", "softmax", "entry by entry", "jacobian")),
        (da * a, Slip("second term of softmax", "softmax", "term", "sum", "left out")),
      ]
    }
    if case .binary(.subtract, let a, let y) = node, y.isTarget {
      return [
        (a - .number("1"), Slip("1 from every class", "class", "one-hot", "target", "label")),
        (
          (a - y) * a * (.number("1") - a),
          Slip("softmax once more", "once too often", "already", "derivative", "softmax")
        ),
      ]
    }
    return []
  }

  // MARK: Layers

  /// A quantity of a neighbouring layer.
  func layers(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    guard let (symbol, l) = node.quantity,
      ["W", "b", "a", "z", "delta", "da", "gamma", "zhat", "mask"].contains(symbol)
    else {
      return []
    }
    return [l - 1, l + 1].filter { $0 >= 0 && $0 <= network.depth }.map {
      (.quantity(symbol, $0), Slip("layer", "layer", "off by one", "neighbour", "\(symbol.lowercased())[\($0)]"))
    }
  }

  // MARK: Batch normalisation

  func normalization(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    guard let l = quantity.layer, network.normalized.contains(l) else { return [] }
    let samples = network.samples
    switch node {
    case .call("sqrt", let arguments, _):
      guard case .binary(.add, let variance, let epsilon) = arguments[0] else { return [] }
      return [
        (arguments[0], Slip("root left out", "root", "sqrt", "deviation", "power")),
        (.call("sqrt", [variance], axis: nil), Slip("ε left out", "ε", "epsilon", "1e-5", "1e-05")),
        (.call("sqrt", [variance], axis: nil) + epsilon, Slip("ε outside", "ε", "epsilon", "1e-5", "1e-05")),
      ]
    case .binary(.power, let base, .number("1.5")):
      return [(.binary(.power, base, .number("0.5")), Slip("power", "power", "root", "exponent", "3/2", "1.5"))]
    case .binary(.multiply, let x, let zhat) where zhat.quantity?.symbol == "zhat" && quantity == .gammaGradient(l):
      return [
        (x, Slip("zhat left out", "zhat", "beta")), (x * .quantity("z", l), Slip("z for zhat", "zhat")),
        (x * .quantity("zbn", l), Slip("zbn for zhat", "zhat")),
      ]
    case .name(let name) where name == "dzbn[\(l)]" && quantity == .betaGradient(l):
      return [(node * .quantity("zhat", l), Slip("dgamma for dbeta", "zhat", "gamma"))]
    case .binary(.multiply, let gamma, let x) where gamma.quantity?.symbol == "gamma":
      return [(x, Slip("gamma left out", "gamma"))]
    case .binary(.add, let x, let y) where y.quantity?.symbol == "beta":
      return [(x, Slip("beta left out", "beta")), (x - y, Slip("beta subtracted", "beta", "sign"))]
    case .binary(.add, let x, let y) where quantity == .delta(l):
      let part = y.nodes.contains(.quantity("dmu", l)) ? "mu" : "var"
      return [(x, Slip("d\(part) left out", "d\(part)", "\(part)[", "constant"))]
    case .call("mean", let arguments, axis: 0) where quantity == .variance(l) && samples > 1:
      let unbiased = FormulaTree.call("sum", arguments, axis: 0) / .number("\(samples - 1)")
      return [(unbiased, Slip("B − 1", "b − 1", "b - 1", "unbiased"))]
    case .binary(.power, let x, .number("2")) where quantity == .variance(l):
      return [
        (x, Slip("square left out", "square")),
        (.call("abs", [x], axis: nil), Slip("absolute for square", "square", "absolute")),
        (.binary(.power, .quantity("z", l), .number("2")), Slip("mean not taken away", "mean", "mu[", "centre")),
      ]
    default: return []
    }
  }
}
