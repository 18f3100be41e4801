import Engine

/// The right formulas of single entries, as sums of products over samples or units.
struct EntryFormulas {
  let network: DrawnNetwork

  /// The formula of an entry; `nil` if it is not written out.
  func formula(of quantity: Quantity, _ i: Int, _ j: Int) -> FormulaTree? {
    text(of: quantity, i, j).map { FormulaTree($0) }
  }

  private func text(of quantity: Quantity, _ i: Int, _ j: Int) -> String? {
    let (l, n) = (quantity.layer ?? 0, network.samples)
    guard n <= 7 else { return nil }
    func over(_ count: Int, _ term: (Int) -> String) -> String { (0..<count).map(term).joined(separator: " + ") }
    switch quantity {
    case .weightGradient:
      return over(n) { "delta[\(l)][\($0), \(i)] * \(below(l))[\($0), \(j)]" } + penalty(l, i, j)
    case .biasGradient: return over(n) { "delta[\(l)][\($0), \(j)]" }
    case .preActivation:
      return over(network.sizes[l - 1]) { "\(below(l))[\(i), \($0)] * W[\(l)][\(j), \($0)]" } + " + b[\(l)][0, \(j)]"
    case .activationGradient where l < network.depth:
      return over(network.sizes[l + 1]) { "delta[\(l + 1)][\(i), \($0)] * W[\(l + 1)][\($0), \(j)]" }
    case .activation where network.activation(l).isElementwise && network.dropout[l] == nil:
      let h = network.activation(l)
      return h == .identity ? nil : "\(h.functionName)(\(network.argument(l))[\(i), \(j)])"
    case .delta where isPlain(l):
      return "da[\(l)][\(i), \(j)] * \(network.activation(l).functionName)'(z[\(l)][\(i), \(j)])"
    default: return nil
    }
  }

  private func below(_ l: Int) -> String { l == 1 ? "X" : "a[\(l - 1)]" }

  /// Whether δ[l] = da[l] ⊙ h′(z[l]).
  private func isPlain(_ l: Int) -> Bool {
    let h = network.activation(l)
    return h.isElementwise && h != .identity && network.dropout[l] == nil && !network.normalized.contains(l)
      && !(l == network.depth && network.isFused)
  }

  private func penalty(_ l: Int, _ i: Int, _ j: Int) -> String {
    let w = "W[\(l)][\(i), \(j)]"
    return (network.l2(l) == 0 ? "" : " + \(network.l2(l)) * \(w)")
      + (network.l1(l) == 0 ? "" : " + \(network.l1(l)) * sign(\(w))")
  }

  /// Index slips: a subscript of one factor changed, a term left out.
  func slips(_ tree: FormulaTree) -> [(tree: FormulaTree, note: Slip)] {
    let indexes = tree.replacing { node -> [(FormulaTree, Slip)] in
      guard case .part(let base, let subscripts) = node else { return [] }
      let words = Slip(
        "index slip", "index", "entry", "entries", "column", "row", "sample", "unit", "transpos", "subscript")
      return self.neighbours(subscripts, of: base).map { (.part(base, $0), words) }
    }
    let terms = tree.replacing { node -> [(FormulaTree, Slip)] in
      guard case .binary(.add, let a, let b) = node, case .binary(.multiply, .part, .part) = b else { return [] }
      return [(a, Slip("term left out", "sample", "left out", "missing", "term", "unit"))]
    }
    return indexes + terms
  }

  /// The subscripts with one index moved, and exchanged.
  private func neighbours(_ subscripts: String, of base: FormulaTree) -> [String] {
    let numbers = subscripts.split(separator: ",").compactMap { Int($0.drop { $0 == " " }) }
    guard numbers.count == 2 else { return [] }
    let (i, j) = (numbers[0], numbers[1])
    return [(j, i), (i + 1, j), (i, j + 1), (i - 1, j), (i, j - 1)].filter { $0 != (i, j) && $0.0 >= 0 && $0.1 >= 0 }
      .map { "\($0.0), \($0.1)" }
  }
}
