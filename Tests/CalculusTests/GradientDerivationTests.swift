import ComplexModule
import Testing

@testable import Calculus

/// A network of the post, 3-4-2 with ReLU and sigmoid, five samples, as equations.
@Suite struct GradientDerivationTests {
  private static let samples = Extent(5, symbol: "B")
  private static func unit(_ n: Int) -> Extent { Extent(n) }
  private let s = Index.letter("s", samples)
  private static let sizes = [3, 4, 2]

  private static func batch(_ name: String, _ layer: Int?, _ units: Int) -> Symbol {
    Symbol(name, layer: layer, shape: TermShape(rows: samples, columns: unit(units)))
  }
  private static func a(_ l: Int) -> Symbol { batch("a", l, sizes[l]) }
  private static func z(_ l: Int) -> Symbol { batch("z", l, sizes[l]) }
  private static func w(_ l: Int) -> Symbol {
    Symbol("W", layer: l, shape: TermShape(rows: unit(sizes[l]), columns: unit(sizes[l - 1])))
  }
  private static func b(_ l: Int) -> Symbol {
    Symbol("b", layer: l, shape: TermShape(rows: nil, columns: unit(sizes[l])))
  }
  private static let y = batch("Y", nil, 2)

  static let system: EquationSystem = {
    let s = Index.letter("s", samples)
    var equations: [EquationSystem.Equation] = []
    for l in 1...2 {
      let (i, j) = (Index.letter("i", unit(sizes[l])), Index.letter("j", unit(sizes[l - 1])))
      let product = Term.entry(a(l - 1), row: s, column: j) * .entry(w(l), row: i, column: j)
      equations.append(.init(z(l), row: s, column: i, .over(j, .sum, product) + .entry(b(l), row: nil, column: i)))
      equations.append(
        .init(a(l), row: s, column: i, .call(l == 1 ? "softplus" : "sigmoid", .entry(z(l), row: s, column: i))))
    }
    let i = Index.letter("i", unit(2))
    let error = Term.entry(a(2), row: s, column: i) - .entry(y, row: s, column: i)
    let loss = Term.over(s, .sum, 0.5 * Term.over(i, .sum, .power(error, 2))) / .size(samples)
    equations.append(.init(Symbol("C"), loss))
    return EquationSystem(equations, library: .forTests, inlined: [a(1), a(2)]) { symbol in
      let names = ["z": "delta", "a": "da", "W": "dW", "b": "db"]
      return names[symbol.name].map { Symbol($0, layer: symbol.layer, shape: symbol.shape) }
    }
  }()

  // MARK: Values

  private typealias Values<N> = [Symbol: [N]]

  /// Inputs, targets and parameters by a small congruential generator, between −1 and 1.
  private static func given(_ seed: UInt64) -> Values<Double> {
    var state = seed
    func draw(_ symbol: Symbol) -> [Double] {
      let count = (symbol.shape.rows?.count ?? 1) * (symbol.shape.columns?.count ?? 1)
      return (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 33) / Double(1 << 30) - 1
      }
    }
    return Dictionary(uniqueKeysWithValues: [a(0), y, w(1), w(2), b(1), b(2)].map { ($0, draw($0)) })
  }

  /// Every quantity of the system; a number is replaced before what follows from it is computed.
  private static func forward<N: Evaluable>(
    _ values: Values<N>, replacing: (symbol: Symbol, place: Int, by: (N) -> N)? = nil
  ) throws -> Values<N> {
    var values = values
    func replace(_ symbol: Symbol) {
      guard let replacing, replacing.symbol == symbol, let old = values[symbol]?[replacing.place] else { return }
      values[symbol]?[replacing.place] = replacing.by(old)
    }
    for symbol in values.keys { replace(symbol) }
    for equation in system.equations {
      let known = values
      values[equation.symbol] = try TermEvaluation<N>(library: .forTests) { known[$0] }
        .matrix(equation.definition, rows: equation.row, columns: equation.column)
      replace(equation.symbol)
    }
    return values
  }

  /// ∂C/∂(every entry) by the complex step.
  private static func gradient(by symbol: Symbol, _ values: Values<Double>) throws -> [Double] {
    let complex = values.mapValues { $0.map { Complex($0) } }
    let count = try forward(values)[symbol]?.count ?? 0
    return try (0..<count).map { place in
      let moved = try forward(complex, replacing: (symbol, place, { $0 + Complex(0, 1e-30) }))
      return (moved[Symbol("C")]?[0].imaginary ?? .nan) / 1e-30
    }
  }

  private static let quantities: [(Symbol, Index?, Index?)] = {
    let s = Index.letter("s", samples)
    func i(_ n: Int) -> Index { .letter("i", unit(n)) }
    return [
      (w(1), i(4), .letter("j", unit(3))), (w(2), i(2), .letter("j", unit(4))), (b(1), nil, i(4)), (b(2), nil, i(2)),
      (z(1), s, i(4)), (z(2), s, i(2)), (a(1), s, i(4)), (a(2), s, i(2)),
    ]
  }()

  @Test(
    "every line of a derivation has the value of the complex step", arguments: quantities.indices,
    [DerivationDetail.short, .full])
  func linesAreEqual(_ number: Int, _ detail: DerivationDetail) throws {
    let (symbol, row, column) = Self.quantities[number]
    let derivation = Self.system.gradient(of: symbol, row: row, column: column, detail)
    #expect(derivation.lines.count >= (detail == .full ? 5 : 3))
    for seed in UInt64(1)...3 {
      var values = try Self.forward(Self.given(seed))
      for (quantity, _, _) in Self.quantities {
        guard let name = Self.system.gradientName(quantity) else { continue }
        values[name] = try Self.gradient(by: quantity, Self.given(seed))
      }
      let expected = try Self.gradient(by: symbol, Self.given(seed))
      let known = values
      let evaluation = TermEvaluation<Double>(library: .forTests) { known[$0] }
      for line in derivation.lines {
        let numbers = try evaluation.matrix(Self.system.valued(line.term), rows: row, columns: column)
        for (number, right) in zip(numbers, expected) { #expect(abs(number - right) <= 1e-14) }
      }
    }
  }
}
