import Engine

extension Formula {
  /// C, as the shell computes it and as mathematics.
  static func loss(_ network: Network<Double>) -> Formula {
    penalties(network).reduce(data(network), +)
  }

  /// What one sample adds to C.
  static func loss(_ network: Network<Double>, sample: Int) -> Formula { data(network, rows: "[\(sample), :]") }

  /// The penalties, if the network has any.
  static func penalty(_ network: Network<Double>) -> Formula? {
    let terms = penalties(network)
    return terms.first.map { terms.dropFirst().reduce($0, +) }
  }

  /// C without the penalties, of all samples or of one row of them.
  private static func data(_ network: Network<Double>, rows: String = "") -> Formula {
    let sum = network.objective.loss.facts(of: Loss.Operands(of: network, rows: rows)).written.total
    guard network.objective.reduction == .mean else { return sum }
    let isNegative = sum.mathematics.hasPrefix("−")
    let mean = isNegative ? "−1/B " + sum.mathematics.dropFirst() : "1/B " + sum.mathematics
    return Formula(mathematics: mean, expression: sum.expression + " / B")
  }

  /// ∂C/∂a[L].
  static func outputGradient(_ network: Network<Double>) -> Formula {
    let sum = network.objective.loss.facts(of: Loss.Operands(of: network)).written.gradient
    guard network.objective.reduction == .mean else { return sum }
    return Formula(mathematics: "1/B (\(sum.mathematics))", expression: sum.expression + " / B")
  }

  /// The penalties: layers with the session's factors together, the others one by one.
  private static func penalties(_ network: Network<Double>) -> [Formula] {
    func term(_ layers: [Int], _ factor: (Int) -> Formula, _ mathematics: (String) -> String, _ sum: (Int) -> String)
      -> [Formula]
    {
      let groups = Dictionary(grouping: layers) { factor($0).expression }
      return groups.values.sorted { $0[0] < $1[0] }.map { group in
        let w = group == Array(1...network.depth) ? "W" : group.map { "W[\($0)]" }.joined(separator: ", ")
        let (first, sums) = (factor(group[0]), group.map(sum).joined(separator: " + "))
        return Formula(
          mathematics: "\(first.mathematics) Σ \(mathematics(w))", expression: "\(first.expression) * (\(sums))")
      }
    }
    let all = Array(1...network.depth)
    let squares = term(
      all.filter { network.penalty($0).l2 != 0 }, { network.penaltyFactors($0).l2.halved }, { $0 + "²" },
      { "sum(W[\($0)]^2)" })
    let sizes = term(
      all.filter { network.penalty($0).l1 != 0 }, { network.penaltyFactors($0).l1 }, { "|\($0)|" },
      { "sum(abs(W[\($0)]))" })
    return squares + sizes
  }

  private var halved: Formula { Formula(mathematics: "½ " + mathematics, expression: "0.5 * " + expression) }
}
