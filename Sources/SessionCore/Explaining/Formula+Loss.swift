import Engine

extension Formula {
  /// C, as the shell computes it and as mathematics.
  public static func loss(_ network: Network<Double>) -> Formula {
    penalties(network).reduce(data(network), +)
  }

  /// What one sample adds to C.
  public static func loss(_ network: Network<Double>, sample: Int) -> Formula { data(network, rows: "[\(sample), :]") }

  /// The penalties, where there are any.
  public static func penalty(_ network: Network<Double>) -> Formula? {
    let terms = penalties(network)
    return terms.first.map { terms.dropFirst().reduce($0, +) }
  }

  /// C without the penalties, of all samples or of one row of them.
  private static func data(_ network: Network<Double>, rows: String = "") -> Formula {
    var result = network.objective.loss.facts(of: Loss.Operands(of: network, rows: rows)).written.total
    if network.objective.reduction == .mean {
      let isNegative = result.mathematics.hasPrefix("−")
      let mean = isNegative ? "−1/B " + result.mathematics.dropFirst() : "1/B " + result.mathematics
      result = Formula(mathematics: mean, expression: result.expression + " / B")
    }
    return result
  }

  /// ∂C/∂a[L].
  static func outputGradient(_ network: Network<Double>) -> Formula {
    var result = network.objective.loss.facts(of: Loss.Operands(of: network)).written.gradient
    if network.objective.reduction == .mean {
      result = Formula(mathematics: "1/B (" + result.mathematics + ")", expression: result.expression + " / B")
    }
    return result
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
