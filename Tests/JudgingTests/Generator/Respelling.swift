import Engine

/// Random algebra: another spelling of a formula, equal by a law or a definition at each step.
///
/// A law that does not fit the shapes of an operand gives a formula without a value, which is never used: every spelling
/// is evaluated before it becomes a claim.
struct Respelling {
  let network: DrawnNetwork
  private let formulas: NetworkFormulas

  init(_ network: DrawnNetwork) { (self.network, formulas) = (network, NetworkFormulas(network: network)) }

  /// Applies laws at random nodes.
  func respelled(_ tree: FormulaTree, steps: Int, using random: inout ClaimRandomness) -> FormulaTree {
    var result = tree
    for _ in 0..<steps {
      let candidates = result.replacing { node in laws(node).map { ($0, ()) } }.map(\.tree).filter { $0 != result }
      guard !candidates.isEmpty else { break }
      let next = random.choice(candidates)
      if next.description.utf8.count < 400 { result = next }
    }
    return result
  }

  private func laws(_ node: FormulaTree) -> [FormulaTree] {
    algebra(node) + sums(node) + functions(node) + definitions(node)
  }

  // MARK: Rings

  private func algebra(_ node: FormulaTree) -> [FormulaTree] {
    guard case .binary(let sign, let a, let b) = node else {
      if case .negation(let operand) = node { return negations(operand) }
      if case .transpose(.binary(.matrixProduct, let a, let b)) = node { return [b.transposed.dot(a.transposed)] }
      if case .transpose(let operand) = node { return [.call("transpose", [operand], axis: nil)] }
      return []
    }
    switch sign {
    case .add: return [b + a, a - -b, -(-a - b)] + factored(a, b)
    case .subtract: return [-(b - a), a + -b, -b + a]
    case .multiply: return [b * a] + distributed(a, b, *) + distributed(b, a) { $1 * $0 } + regrouped(a, b)
    case .divide: return quotients(a, b)
    case .matrixProduct:
      return [b.transposed.dot(a.transposed).transposed] + distributed(a, b) { $0.dot($1) }
        + distributed(b, a) { $1.dot($0) } + associated(a, b)
    case .power: return b == .number("2") ? [a * a] : []
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal: return []
    }
  }

  private func negations(_ operand: FormulaTree) -> [FormulaTree] {
    var results: [FormulaTree] = [.number("-1") * operand]
    if case .binary(.subtract, let a, let b) = operand { results.append(b - a) }
    if case .binary(.multiply, let a, let b) = operand { results += [-a * b, a * -b] }
    return results
  }

  /// (a ± b) c = a c ± b c.
  private func distributed(
    _ sum: FormulaTree, _ other: FormulaTree, _ product: (FormulaTree, FormulaTree) -> FormulaTree
  ) -> [FormulaTree] {
    switch sum {
    case .binary(.add, let a, let b): [product(a, other) + product(b, other)]
    case .binary(.subtract, let a, let b): [product(a, other) - product(b, other)]
    default: []
    }
  }

  private func factored(_ a: FormulaTree, _ b: FormulaTree) -> [FormulaTree] {
    guard case .binary(.multiply, let x, let y) = a, case .binary(.multiply, let u, let v) = b, x == u else {
      return []
    }
    return [x * (y + v)]
  }

  private func regrouped(_ a: FormulaTree, _ b: FormulaTree) -> [FormulaTree] {
    var results: [FormulaTree] = []
    if case .binary(.multiply, let x, let y) = a { results.append(x * (y * b)) }
    if case .binary(.divide, let x, let y) = a { results.append(x * b / y) }
    if a == .number("0.5") { results.append(b / .number("2")) }
    return results
  }

  private func associated(_ a: FormulaTree, _ b: FormulaTree) -> [FormulaTree] {
    if case .binary(.matrixProduct, let x, let y) = a { return [x.dot(y.dot(b))] }
    return []
  }

  private func quotients(_ a: FormulaTree, _ b: FormulaTree) -> [FormulaTree] {
    var results = [a * (.number("1") / b)] + distributed(a, b, /)
    if b == .name("B") { results += [a / .number("\(network.samples)"), a * .name("B").inverse] }
    if case .binary(.multiply, let x, let y) = a { results.append(x / b * y) }
    if case .negation(let x) = a { results.append(-(x / b)) }
    if case .binary(.divide, let x, let y) = a { results += [x / (y * b), x / b / y] }
    return results
  }

  // MARK: Sums

  private func sums(_ node: FormulaTree) -> [FormulaTree] {
    guard case .call(let name, let arguments, let axis) = node, arguments.count == 1 else { return [] }
    if axis == nil, let spelling = forLabels(arguments[0]) { return [.call(name, [spelling], axis: nil)] }
    let (x, count) = (arguments[0], FormulaTree.number("\(network.samples)"))
    switch (name, axis) {
    case ("sum", 0?):
      return [
        FormulaTree.call("ones", [.number("1"), count], axis: nil).dot(x), .name("B") * .call("mean", [x], axis: 0),
      ] + signs(x) { .call("sum", [$0], axis: 0) }
    case ("mean", 0?): return [.call("sum", [x], axis: 0) / .name("B"), .call("sum", [x / count], axis: 0)]
    case ("sum", nil):
      return [
        .call("sum", [.call("sum", [x], axis: 0)], axis: nil), .call("sum", [.call("sum", [x], axis: 1)], axis: nil),
      ]
        + signs(x) { .call("sum", [$0], axis: nil) } + [
          .name("B") * .call("mean", [.call("sum", [x], axis: 1)], axis: nil)
        ]
    default: return []
    }
  }

  /// The logarithm of the right class alone, for targets that are 0 or 1.
  private func forLabels(_ x: FormulaTree) -> FormulaTree? {
    let a = "a[\(network.depth)]"
    if network.targets == .oneHot, x == FormulaTree("Y * log(\(a))") {
      return FormulaTree("log(sum(Y * \(a), axis 1))")
    }
    guard network.targets == .zeroOne, x == FormulaTree("Y * log(\(a)) + (1 - Y) * log(1 - \(a))") else { return nil }
    return FormulaTree("log(Y * \(a) + (1 - Y) * (1 - \(a)))")
  }

  /// The sign out of a sum, or a sum of sums.
  private func signs(_ x: FormulaTree, _ total: (FormulaTree) -> FormulaTree) -> [FormulaTree] {
    switch x {
    case .negation(let y): [-total(y)]
    case .binary(.add, let a, let b): [total(a) + total(b)]
    case .binary(.subtract, let a, let b): [total(a) - total(b)]
    default: []
    }
  }

  // MARK: Functions

  private func functions(_ node: FormulaTree) -> [FormulaTree] {
    guard case .call(let name, let arguments, _) = node, arguments.count == 1 else { return [] }
    let z = arguments[0]
    func tree(_ text: String) -> FormulaTree { FormulaTree(text).substituting(.name("u"), by: z) }
    var spellings: [String] =
      switch name {
      case "sigmoid": ["1 / (1 + exp(-u))", "1 - sigmoid(-u)"]
      case "tanh": ["2 * sigmoid(2 * u) - 1"]
      case "relu": ["maximum(u, 0)", "u * (u > 0)", "where(u > 0, u, 0)"]
      case "softplus": ["log(1 + exp(u))", "log1p(exp(u))"]
      case "silu": ["u * sigmoid(u)", "u / (1 + exp(-u))"]
      case "leaky_relu": ["maximum(u, 0.01 * u)", "where(u > 0, u, 0.01 * u)"]
      case "sigmoid'": ["sigmoid(u) * (1 - sigmoid(u))", "sigmoid(u) * sigmoid(-u)"]
      case "tanh'": ["1 - tanh(u)^2", "(1 - tanh(u)) * (1 + tanh(u))"]
      case "relu'": ["(u > 0)", "where(u > 0, 1, 0)"]
      case "leaky_relu'": ["where(u > 0, 1, 0.01)", "(u > 0) + 0.01 * (u <= 0)"]
      case "softplus'": ["sigmoid(u)", "1 / (1 + exp(-u))"]
      case "elu'": ["where(u > 0, 1, exp(u))"]
      case "silu'": ["sigmoid(u) + u * sigmoid(u) * (1 - sigmoid(u))"]
      default: []
      }
    if name == "sqrt" { return [.binary(.power, z, .number("0.5"))] }
    if let l = z.quantity?.layer, z == .name(network.argument(l)), network.dropout[l] == nil {
      spellings += Self.inActivation(name, "a[\(l)]")
    }
    return spellings.map(tree)
  }

  /// h′ written in a.
  private static func inActivation(_ name: String, _ a: String) -> [String] {
    switch name {
    case "sigmoid'": ["\(a) * (1 - \(a))", "(\(a) - \(a)^2)"]
    case "tanh'": ["1 - \(a)^2", "(1 - \(a) * \(a))", "(1 - \(a)) * (1 + \(a))"]
    case "relu'": ["(\(a) > 0)"]
    case "elu'": ["where(\(a) > 0, 1, \(a) + 1)"]
    case "softplus'": ["1 - exp(-\(a))"]
    default: []
    }
  }

  // MARK: Definitions

  /// A quantity replaced by its formula, and names of the same thing.
  private func definitions(_ node: FormulaTree) -> [FormulaTree] {
    if node == .name("X") { return [.name("a[0]")] }
    guard let (symbol, l) = node.quantity else { return [] }
    let quantity = formulas.quantities.first { $0.symbol == symbol && $0.layer == l }
    return quantity.flatMap { formulas.formula(of: $0) }.map { [$0] } ?? []
  }
}

extension FormulaTree {
  fileprivate var inverse: FormulaTree { .number("1") / self }
}
