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
    let (l, objective) = (network.depth, network.objective)
    let (a, z, y, n) = ("a[\(l)]\(rows)", "z[\(l)]\(rows)", "\(network.compared.name)\(rows)", network.sizes[l])
    var result: Formula
    switch objective.loss {
    case .halfSquaredError:
      result = Formula(mathematics: "½ Σ (\(a) − \(y))²", expression: "0.5 * sum((\(a) - \(y))^2)")
    case .meanSquaredError:
      result = Formula(mathematics: "1/\(n) Σ (\(a) − \(y))²", expression: "sum((\(a) - \(y))^2) / \(n)")
    case .huber:
      let r = "minimum(abs(\(a) - \(y)), \(objective.huberDelta))"
      result = Formula(
        mathematics: "1/\(n) Σ m (|\(a) − \(y)| − ½ m), m = min(|\(a) − \(y)|, \(objective.huberDelta))",
        expression: "sum(\(r) * (abs(\(a) - \(y)) - 0.5 * \(r))) / \(n)")
    case .crossEntropy:
      result = Formula(mathematics: "−Σ \(y) log \(a)", expression: "-sum(\(y) * log(\(a)))")
    case .binaryCrossEntropy:
      result = Formula(
        mathematics: "−Σ (\(y) log \(a) + (1 − \(y)) log(1 − \(a)))",
        expression: "sum(\(y) * softplus(-\(z)) + (1 - \(y)) * softplus(\(z)))")
    }
    if objective.reduction == .mean {
      let isNegative = result.mathematics.hasPrefix("−")
      let mean = isNegative ? "−1/B " + result.mathematics.dropFirst() : "1/B " + result.mathematics
      result = Formula(mathematics: mean, expression: result.expression + " / B")
    }
    return result
  }

  /// ∂C/∂a[L].
  static func outputGradient(_ network: Network<Double>) -> Formula {
    let (a, y, n) = ("a[\(network.depth)]", network.compared.name, network.sizes[network.depth])
    var result: Formula
    switch network.objective.loss {
    case .halfSquaredError: result = Formula(mathematics: "\(a) − \(y)", expression: "(\(a) - \(y))")
    case .meanSquaredError:
      result =
        n == 1
        ? Formula(mathematics: "2 (\(a) − \(y))", expression: "2 * (\(a) - \(y))")
        : Formula(mathematics: "2/\(n) (\(a) − \(y))", expression: "2 * (\(a) - \(y)) / \(n)")
    case .huber:
      let d = network.objective.huberDelta
      result = Formula(
        mathematics: "1/\(n) max(−\(d), min(\(d), \(a) − \(y)))",
        expression: "maximum(-\(d), minimum(\(d), \(a) - \(y))) / \(n)")
    case .crossEntropy: result = Formula(mathematics: "−\(y) / \(a)", expression: "-\(y) / \(a)")
    case .binaryCrossEntropy:
      result = Formula(
        mathematics: "(\(a) − \(y)) / (\(a) (1 − \(a)))", expression: "(\(a) - \(y)) / (\(a) * (1 - \(a)))")
    }
    if network.objective.reduction == .mean {
      result = Formula(mathematics: "1/B (" + result.mathematics + ")", expression: result.expression + " / B")
    }
    return result
  }

  /// The factors of a layer's penalty: by name where they are those of the session, else as numbers.
  static func penaltyFactors(_ l: Int, _ network: Network<Double>) -> (l1: Formula, l2: Formula) {
    let layer = network[layer: l]
    func factor(_ own: Double?, _ mathematics: String, _ name: String) -> Formula {
      own.map { Formula(mathematics: "\($0)", expression: "\($0)") }
        ?? Formula(mathematics: mathematics, expression: name)
    }
    return (factor(layer.l1, "λ₁", "l1"), factor(layer.l2, "λ", "l2"))
  }

  /// λ W[l] and λ₁ sign W[l], where they are not 0.
  static func penaltyGradient(_ l: Int, _ network: Network<Double>) -> [Formula] {
    let (penalty, factors) = (network.penalty(l), penaltyFactors(l, network))
    let square = Formula(
      mathematics: "\(factors.l2.mathematics) W[\(l)]", expression: "\(factors.l2.expression) * W[\(l)]")
    let size = Formula(
      mathematics: "\(factors.l1.mathematics) sign W[\(l)]", expression: "\(factors.l1.expression) * sign(W[\(l)])")
    return (penalty.l2 == 0 ? [] : [square]) + (penalty.l1 == 0 ? [] : [size])
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
      all.filter { network.penalty($0).l2 != 0 }, { penaltyFactors($0, network).l2.halved }, { $0 + "²" },
      { "sum(W[\($0)]^2)" })
    let sizes = term(
      all.filter { network.penalty($0).l1 != 0 }, { penaltyFactors($0, network).l1 }, { "|\($0)|" },
      { "sum(abs(W[\($0)]))" })
    return squares + sizes
  }

  private var halved: Formula { Formula(mathematics: "½ " + mathematics, expression: "0.5 * " + expression) }
}
