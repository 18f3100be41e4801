import Testing

@testable import Calculus

/// Derivations that need more than the rules: what the softmax adds up to, what a mean is.
@Suite struct SoftmaxDerivationTests {
  private static let samples = Extent(5, symbol: "B")
  private static let units = Extent(3)
  private let s = Index.letter("s", samples)
  private let i = Index.letter("i", units)
  private let k = Index.letter("k", units)

  private func matrix(_ name: String, _ layer: Int? = nil) -> Symbol {
    Symbol(name, layer: layer, shape: TermShape(rows: Self.samples, columns: Self.units))
  }
  private func row(_ name: String) -> Symbol {
    Symbol(name, layer: 1, shape: TermShape(rows: nil, columns: Self.units))
  }

  private static let names = [
    "z": "delta", "a": "da", "mu": "dmu", "var": "dvar", "zhat": "dzhat", "zbn": "dzbn",
  ]

  private func system(
    _ equations: [EquationSystem.Equation], _ facts: [EquationSystem.Fact], inlined: Symbol
  ) -> EquationSystem {
    EquationSystem(equations, facts: facts, library: .forTests, inlined: [inlined]) { symbol in
      Self.names[symbol.name].map { Symbol($0, layer: symbol.layer, shape: symbol.shape) }
    }
  }

  /// a = softmax(z), and C the mean over the samples of a loss.
  private func output(_ loss: (_ a: Term, _ y: Term) -> Term, facts: [EquationSystem.Fact]) -> EquationSystem {
    let (z, a, y) = (matrix("z", 2), matrix("a", 2), matrix("Y"))
    func e(_ index: Index) -> Term { .call("exp", .entry(z, row: s, column: index)) }
    let sum = Term.over(i, .sum, loss(.entry(a, row: s, column: i), .entry(y, row: s, column: i)))
    return system(
      [
        .init(a, row: s, column: i, e(i) / .over(k, .sum, e(k))),
        .init(Symbol("C"), .over(s, .sum, sum) / .size(Self.samples)),
      ], [.softmax(of: z, is: a)] + facts, inlined: a)
  }

  private func formula(_ derivation: TermDerivation, row: Index?) -> String? {
    derivation.result.gathered(row: row, column: i)?.simplified.code
  }

  @Test("softmax and cross-entropy cancel to a − y, line by line")
  func crossEntropy() {
    let system = output({ -($1 * .call("log", $0)) }, facts: [.shares(matrix("Y"))])
    let derivation = system.gradient(of: matrix("z", 2), row: s, column: i)
    let lines = derivation.lines.map(\.term.mathematics)
    #expect(lines.contains("∂C/∂a[2]ₛᵢ · a[2]ₛᵢ − a[2]ₛᵢ Σₖ ∂C/∂a[2]ₛₖ · a[2]ₛₖ"))
    #expect(lines.contains("(a[2]ₛᵢ Σₖ Yₛₖ − Yₛᵢ) / B"))
    #expect(lines.last == "(a[2]ₛᵢ − Yₛᵢ) / B")
    #expect(derivation.lines.flatMap(\.rules).contains(.quotient))
    #expect(formula(derivation, row: s) == "(a[2] - Y) / B")
  }

  @Test("softmax and the squared error keep the sum over all outputs")
  func squaredError() {
    let derivation = output({ .power($0 - $1, 2) / 2 }, facts: []).gradient(of: matrix("z", 2), row: s, column: i)
    #expect(formula(derivation, row: s) == "((a[2] - Y) * a[2] - a[2] * sum((a[2] - Y) * a[2], axis=1)) / B")
  }

  @Test("batch normalisation: three paths from z, and the deviations from a mean add up to 0")
  func batchNormalization() {
    let (z, mu, variance) = (matrix("z", 1), row("mu"), row("var"))
    let (zhat, a) = (matrix("zhat", 1), matrix("a", 1))
    let centred = Term.entry(z, row: s, column: i) - .entry(mu, row: nil, column: i)
    let root = Term.call("sqrt", .entry(variance, row: nil, column: i) + 0.5)
    let system = system(
      [
        .init(mu, row: nil, column: i, .over(s, .sum, .entry(z, row: s, column: i)) / .size(Self.samples)),
        .init(variance, row: nil, column: i, .over(s, .sum, .power(centred, 2)) / .size(Self.samples)),
        .init(zhat, row: s, column: i, centred / root),
        .init(a, row: s, column: i, .call("relu", .entry(zhat, row: s, column: i))),
        .init(Symbol("C"), .over(s, .sum, .over(i, .sum, .power(.entry(a, row: s, column: i), 2)))),
      ], [.deviations(of: z, from: mu)], inlined: a)
    let paths = system.gradient(of: z, row: s, column: i)
    #expect(paths.lines.first?.term.summands.count == 3)
    #expect(
      formula(paths, row: s)
        == "dmu[1] / B + 2 * dvar[1] * (z[1] - mu[1]) / B + dzhat[1] / sqrt(var[1] + 0.5)")
    let mean = system.gradient(of: mu, row: nil, column: i)
    #expect(formula(mean, row: nil) == "-sum(dzhat[1], axis=0) / sqrt(var[1] + 0.5)")
    let spread = system.gradient(of: variance, row: nil, column: i)
    #expect(formula(spread, row: nil) == "-0.5 * sum(dzhat[1] * (z[1] - mu[1]), axis=0) / sqrt(var[1] + 0.5)^3")
  }
}
