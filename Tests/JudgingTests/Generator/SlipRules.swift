import Engine

/// The mistakes that people make in the formula of a quantity, each at each place where it can be made.
struct SlipRules {
  typealias Spoilt = (tree: FormulaTree, note: Slip)

  let network: DrawnNetwork
  let quantity: Quantity

  /// The trees with one mistake.
  func slips(of tree: FormulaTree) -> [Spoilt] {
    let nodes = tree.replacing { node -> [(FormulaTree, Slip)] in
      derivatives(node) + signs(node) + products(node) + factors(node) + forward(node) + layers(node)
        + normalization(node)
        + penalties(node)
    }
    return (nodes + wholes(tree) + losses()).filter { $0.tree != tree }
  }

  private var l: Int { quantity.layer ?? network.depth }
  private var isLossSide: Bool {
    quantity == .loss || quantity == .activationGradient(network.depth) || quantity == .delta(network.depth)
  }

  // MARK: All of it

  private func wholes(_ tree: FormulaTree) -> [Spoilt] {
    var results: [Spoilt] = [(-tree, Slip("sign of everything", "sign", "(y − a)"))]
    guard quantity.isGradient || quantity == .loss else { return results }
    results.append((.number("2") * tree, Slip("doubled", "½", "half", "factor 2", "twice", "double")))
    results.append((.number("0.5") * tree, Slip("halved", "½", "half", "factor 2", "1/2", "0.5")))
    let divided = network.samples > 1 && network.objective.reduction == .mean && !network.normalized.contains(l)
    if divided { results.append((tree / .name("B"), Slip("divided by B", "batch", "once too often", "samples"))) }
    if case .biasGradient = quantity, network.objective.l2 != 0 {
      results.append((tree + FormulaTree("l2 * b[\(l)]"), Slip("penalised bias", "bias", "penal")))
    }
    return results
  }

  // MARK: h′

  private func derivatives(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    if case .binary(.multiply, let x, .call(let name, let arguments, _)) = node, name.hasSuffix("'") {
      return [
        (x, Slip("h′ left out", "derivative", "left out", name)),
        (node * .call(name, arguments, axis: nil), Slip("h′ twice", "twice", "once too often")),
      ]
    }
    guard case .call(let name, let arguments, _) = node, name.hasSuffix("'") else { return [] }
    let (h, z) = (String(name.dropLast()), arguments[0])
    func tree(_ text: String) -> FormulaTree { FormulaTree(text).substituting(.name("u"), by: z) }
    let a = FormulaTree.quantity("a", l)
    let argument = "argument"
    var results: [(FormulaTree, Slip)] = [
      (.call(name, [a], axis: nil), Slip("h′ at a", "instead of", "taken", "in place of", argument)),
      (.call(h, [z], axis: nil), Slip("h for h′", "derivative", name)),
      (.call(name, [.quantity("da", l)], axis: nil), Slip("h′ at da", "instead of", "taken", "in place of", argument)),
    ]
    for other in ["sigmoid", "tanh", "relu"] where other != h {
      results.append(
        (.call(other + "'", [z], axis: nil), Slip("h′ of another", other, "wrong activation", "another activation")))
    }
    if network.normalized.contains(l) {
      results.append(
        (.call(name, [.quantity("z", l)], axis: nil), Slip("h′ before normalisation", "zbn", "normal", "instead of")))
    }
    let spelled: [(String, Slip)] =
      switch h {
      case "sigmoid":
        [
          ("u * (1 - u)", Slip("a(1−a) at z", "instead of", "taken", "in place of", argument)),
          ("(1 - a[\(l)]^2)", Slip("tanh′ in a", "tanh")),
          ("a[\(l)]", Slip("a for h′", "derivative", "sigmoid'", "1 −")),
          ("(1 - a[\(l)])", Slip("1 − a for h′", "derivative", "sigmoid'", "left out", "missing")),
          ("a[\(l)] * (1 + a[\(l)])", Slip("a(1+a)", "sign", "derivative")),
        ]
      case "tanh":
        [
          ("(1 - u^2)", Slip("1 − a² at z", "instead of", "taken", "in place of", argument)),
          ("a[\(l)] * (1 - a[\(l)])", Slip("σ′ in a", "sigmoid")),
          ("(1 + a[\(l)]^2)", Slip("1 + a²", "sign", "derivative")),
          ("(1 - a[\(l)])", Slip("1 − a", "square", "derivative", "tanh'")),
        ]
      case "relu": [("(u < 0)", Slip("mask inverted", "invert", "negative", "< 0", "> 0"))]
      case "leaky_relu":
        [
          ("(u > 0)", Slip("relu′ for leaky", "relu", "slope", "below 0", "negative", "0.01")),
          ("((u > 0) + 0.2 * (u <= 0))", Slip("slope", "slope", "0.01", "leaky")),
        ]
      default: []
      }
    return results + spelled.map { (tree($0.0), $0.1) }
  }

  // MARK: Signs

  private func signs(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    switch node {
    case .binary(.subtract, let x, let y):
      let isResidual = y.isTarget
      let words =
        isResidual
        ? Slip("y − a", "sign", "(y − a)", "reversed", "order")
        : Slip("sign of a difference", "sign", "order", "reversed")
      return [
        (y - x, words), (x + y, isResidual ? Slip("y + a", "sign", "difference") : Slip("sum for difference", "sign")),
      ]
    case .binary(.add, let x, let y) where y.quantity?.symbol != "b" && y != .number("1e-05"):
      var words = ["sign"]
      if isPenalty(y) { words.append("penalty") }
      return [(x - y, Slip("sign of a term", words: words))]
    case .negation(let x): return [(x, Slip("minus left out", "sign", "minus"))]
    default: return []
    }
  }

  // MARK: Matrix products

  private func products(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    guard case .binary(.matrixProduct, let x, let y) = node else { return sums(node) }
    var results: [(FormulaTree, Slip)] = []
    let transposed = ["transpos", "swapped", "order of the", ".t instead", "without .t"]
    switch (x, y) {
    case (.transpose(let delta), let a):
      results += [
        (a.transposed.dot(delta), Slip("transposed", words: transposed)),
        (delta * a, Slip("elementwise", "entry by entry", "elementwise", "matrix product")),
      ]
      if l > 1 {
        results.append(
          (x.dot(.quantity("z", l - 1)), Slip("z for a", "z[\(l - 1)] instead", "activation", "instead of a")))
      }
      results.append(
        (
          FormulaTree.quantity("da", l).transposed.dot(a),
          Slip("da for delta", "derivative", "da[\(l)] instead", "instead of delta")
        ))
      if network.samples > 1 {
        let row = FormulaTree.call("outer", [.part(delta, "0, :"), .part(a, "0, :")], axis: nil)
        results.append((row, Slip("one sample", "sample")))
      }
    case (let a, .transpose(let w)):
      results.append((a.dot(w), Slip("W not transposed", words: transposed)))
      if l > 1 {
        results.append(
          (FormulaTree.quantity("z", l - 1).dot(y), Slip("z for a", "z[\(l - 1)]", "activation", "instead of a")))
      }
    case (let delta, let w) where w.quantity?.symbol == "W":
      let k = w.quantity?.layer ?? 1
      results += [
        (delta.dot(w.transposed), Slip("W transposed", words: transposed)),
        (
          FormulaTree.quantity("da", k).dot(w),
          Slip("da for delta", "derivative", "da[\(k)] instead", "instead of delta")
        ),
        (
          delta.dot(w - .name("eta") * .quantity("dW", k)), Slip("updated weights", "updated", "already", "old weights")
        ),
      ]
    default: break
    }
    return results
  }

  private func sums(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    guard case .call(let name, let arguments, let axis) = node, arguments.count == 1, axis != 1 else { return [] }
    let x = arguments[0]
    if name == "sum", axis == 0, network.samples > 1 {
      return [
        (.call("mean", arguments, axis: 0), Slip("mean for sum", "mean", "once too often", "divided")),
        (x, Slip("not summed", "axis", "over the samples", "add up", "sum(")),
        (.part(x, "0, :"), Slip("one sample", "sample")),
      ]
    }
    if name == "mean", axis == 0 {
      return [(.call("sum", arguments, axis: 0), Slip("sum for mean", "mean", "divide", "summed"))]
    }
    return []
  }

  // MARK: Factors

  private func factors(_ node: FormulaTree) -> [(FormulaTree, Slip)] {
    switch node {
    case .binary(.divide, let x, .name("B")):
      return [
        (x, Slip("1/B missing", "batch", "/ b", "/b", "divide by b", "mean")),
        (node / .name("B"), Slip("1/B twice", "once too often", "twice", "batch")),
      ]
    case .binary(.divide, let x, .number) where isLossSide && network.outputs > 1:
      return [(x, Slip("outputs", "outputs"))]
    case .binary(.multiply, .number("0.5"), let x):
      return [(x, Slip("½ missing", "½", "half", "factor 2", "0.5"))]
    case .binary(.multiply, .number("2"), let x):
      return [(x, Slip("2 missing", "factor 2", "2 (", "twice", "½", "half"))]
    case .binary(.multiply, let x, .name(let mask)) where mask.hasPrefix("mask"):
      let p = network.dropout[l] ?? 0.5
      return [
        (x, Slip("mask left out", "mask")),
        (x * FormulaTree("(\(mask) > 0)"), Slip("mask unscaled", "scale", "1/(1", "1 − p", "keep")),
        (
          x * FormulaTree("(\(mask) > 0) / \(p)"),
          Slip("divided by p", "1 − p", "1 - p", "1/(1", "keep", "scale", "drop")
        ),
        (node * .name(mask), Slip("mask twice", "mask", "twice")),
      ]
    default: return []
    }
  }
}

extension Slip {
  init(_ name: String, words: [String]) { (self.name, self.words) = (name, words) }
}
