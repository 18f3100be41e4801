@testable import Calculus
@testable import Stepping

/// Networks with what the network of the post does not have.
enum StepNetworks {
  static func named(_ name: String) -> EquationSystem? {
    switch name {
    case "softmax": softmax
    case "norm": norm
    default: nil
    }
  }

  private static let samples = Extent(5, symbol: "B")
  private static let s = Index.letter("s", samples)
  private static let sizes = [3, 4, 2]

  private static func i(_ layer: Int) -> Index { .letter("i", Extent(sizes[layer])) }
  private static func j(_ layer: Int) -> Index { .letter("j", Extent(sizes[layer])) }

  private static func batch(_ name: String, _ layer: Int?, _ units: Int) -> Symbol {
    Symbol(name, layer: layer, shape: TermShape(rows: samples, columns: Extent(units)))
  }
  private static func row(_ name: String, _ layer: Int) -> Symbol {
    Symbol(name, layer: layer, shape: TermShape(rows: nil, columns: Extent(sizes[layer])))
  }
  private static func a(_ l: Int) -> Symbol { batch("a", l, sizes[l]) }
  private static func z(_ l: Int) -> Symbol { batch("z", l, sizes[l]) }
  private static func w(_ l: Int) -> Symbol {
    Symbol("W", layer: l, shape: TermShape(rows: Extent(sizes[l]), columns: Extent(sizes[l - 1])))
  }
  private static let y = batch("Y", nil, 2)

  private static func weighted(_ l: Int) -> EquationSystem.Equation {
    let product = Term.entry(a(l - 1), row: s, column: j(l - 1)) * .entry(w(l), row: i(l), column: j(l - 1))
    return .init(
      z(l), row: s, column: i(l), .over(j(l - 1), .sum, product) + .entry(row("b", l), row: nil, column: i(l)))
  }

  private static func names(_ symbol: Symbol) -> Symbol? {
    let names = [
      "z": "delta", "a": "da", "W": "dW", "b": "db", "mu": "dmu", "var": "dvar", "zhat": "dzhat", "zbn": "dzbn",
    ]
    return names[symbol.name].map { Symbol($0, layer: symbol.layer, shape: symbol.shape) }
  }

  /// ReLU, softmax with cross-entropy, and a penalty ½ λ Σ W[2]².
  private static let softmax: EquationSystem = {
    let (i, k) = (StepNetworks.i(2), Index.letter("k", Extent(2)))
    let exponential = { (index: Index) in Term.call("exp", .entry(z(2), row: s, column: index)) }
    let loss = Term.over(
      s, .sum,
      -Term.over(i, .sum, .entry(y, row: s, column: i) * .call("log", .entry(a(2), row: s, column: i))))
    let weight = Term.entry(w(2), row: i, column: j(1))
    let penalty = Term.product([
      0.5, .symbol(Symbol("l2")), .over(i, .sum, .over(j(1), .sum, .power(weight, 2))),
    ])
    return EquationSystem(
      [
        weighted(1),
        .init(a(1), row: s, column: StepNetworks.i(1), .call("relu", .entry(z(1), row: s, column: StepNetworks.i(1)))),
        weighted(2), .init(a(2), row: s, column: i, exponential(i) / .over(k, .sum, exponential(k))),
        .init(Symbol("C"), loss / .size(samples) + penalty),
      ], facts: [.softmax(of: z(2), is: a(2)), .shares(y)], library: .activations, inlined: [a(1), a(2)],
      gradientName: { names($0) })
  }()

  /// One layer with batch normalisation, tanh, and half the squared error.
  private static let norm: EquationSystem = {
    let i = StepNetworks.i(1)
    let (mu, variance) = (row("mu", 1), row("var", 1))
    let (standardized, normalized) = (batch("zhat", 1, 4), batch("zbn", 1, 4))
    func sum(_ term: Term) -> Term { .over(s, .sum, term) / .size(samples) }
    let z = Term.entry(StepNetworks.z(1), row: s, column: i)
    let centred = z - .entry(mu, row: nil, column: i)
    let error = Term.entry(a(1), row: s, column: i) - .entry(batch("Y", nil, 4), row: s, column: i)
    return EquationSystem(
      [
        weighted(1), .init(mu, row: nil, column: i, sum(z)),
        .init(variance, row: nil, column: i, sum(.power(centred, 2))),
        .init(
          standardized, row: s, column: i,
          centred / .call("sqrt", .entry(variance, row: nil, column: i) + 1e-5)),
        .init(
          normalized, row: s, column: i,
          .entry(row("gamma", 1), row: nil, column: i) * .entry(standardized, row: s, column: i)
            + .entry(row("beta", 1), row: nil, column: i)),
        .init(a(1), row: s, column: i, .call("tanh", .entry(normalized, row: s, column: i))),
        .init(Symbol("C"), 0.5 * sum(.over(i, .sum, .power(error, 2)))),
      ], library: .forTests, inlined: [a(1)], gradientName: { names($0) })
  }()
}
