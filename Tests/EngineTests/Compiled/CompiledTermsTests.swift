import Calculus
import ComplexModule
import RealModule
import Testing

@testable import Engine

/// Runs a program on arrays.
private func run<E: Field>(_ program: CompiledTerms, _ x: [E], _ y: [E] = [], spreads: Bool = true) -> [[E]] {
  let count = x.count
  var (first, second) = (Array(repeating: E.zero, count: count), Array(repeating: E.zero, count: count))
  var scratch = Array(repeating: E.zero, count: program.scratch(count: count) + 1)
  first.withUnsafeMutableBufferPointer { first in
    second.withUnsafeMutableBufferPointer { second in
      scratch.withUnsafeMutableBufferPointer { scratch in
        x.withUnsafeBufferPointer { x in
          (y.isEmpty ? Array(x) : y).withUnsafeBufferPointer { y in
            guard let x = x.baseAddress, let y = y.baseAddress, let first = first.baseAddress,
              let scratch = scratch.baseAddress
            else { return }
            program.run(
              x, y, x, count: count, scratch: scratch, first: first,
              second: program.results.count > 1 ? second.baseAddress : nil, spreads: spreads)
          }
        }
      }
    }
  }
  return [first, second]
}

@Suite("Compiled terms")
struct CompiledTermsTests {
  private let z = Symbol("z")
  private var term: Term { .symbol(z) }

  /// σ by its stable form, with σ′(z) = σ(z) σ(−z).
  private var library: FunctionLibrary {
    let power = Term.call("exp", -.call("abs", term))
    return FunctionLibrary([
      FunctionDefinition(
        "sigmoid", [z], 1 / (1 + .call("exp", -term)),
        stable: .choice(.comparison(.greaterOrEqual, term, 0), 1, power) / (1 + power),
        derivatives: [.call("sigmoid", term) * .call("sigmoid", -term)])
    ])
  }

  @Test("a stable form has the values of the kernel, also far out")
  func sigmoid() throws {
    let program = try CompiledTerms([.call("sigmoid", term)], of: [z], library: library)
    let places = stride(from: -700.0, through: 700, by: 0.37).map { $0 } + [0, -0.0, .infinity, -.infinity, 5e-324]
    for (place, value) in zip(places, run(program, places)[0]) {
      let expected = 1 / (1 + Double.exp(-place))
      #expect(abs(value - expected) <= 4e-16 * expected || place < -690)
    }
    #expect(run(program, [Double.nan])[0][0].isNaN)
  }

  @Test("what value and slope share is computed once")
  func sharing() throws {
    let slope = Term.apply(Term.Head("sigmoid", orders: [1]), [1.7 * term])
    let program = try CompiledTerms([.call("sigmoid", 1.7 * term), slope], of: [z], library: library)
    let powers = program.instructions.filter { $0.operation == .elementary(.exp) }
    #expect(powers.count == 1)
    let results = run(program, [0.5, -3.0])
    #expect(abs(results[1][0] - 1 / (2 + 2 * Double.cosh(0.85))) < 1e-16)
  }

  @Test("a complex step gives the slope to the last digits")
  func complexStep() throws {
    let program = try CompiledTerms([term * .call("sigmoid", 1.7 * term)], of: [z], library: library)
    for place in [-30.0, -1.2, 0, 0.3, 25] {
      let value = run(program, [Complex(place, 1e-20)])[0][0].imaginary / 1e-20
      let s = 1 / (1 + Double.exp(-1.7 * place))
      let expected = s + place * 1.7 * s * (1 / (1 + Double.exp(1.7 * place)))
      #expect(abs(value - expected) <= 1e-15 * max(1, abs(expected)) || abs(value / expected - 1) < 1e-13)
    }
  }

  @Test("sums over a row, in index form and in matrix form")
  func rows() throws {
    let (a, y) = (Symbol("a"), Symbol("y"))
    let (j, k) = (Index.letter("j", Extent(4)), Index.letter("k", Extent(4)))
    func entry(_ symbol: Symbol, _ index: Index) -> Term { .entry(symbol, row: nil, column: index) }
    let whole = Term.reduction(.sum, axis: nil, .power(.symbol(a) - .symbol(y), 4))
    let index = Term.over(k, .sum, .power(entry(a, k) - entry(y, k), 4))
    let slope = 4 * .power(entry(a, j) - entry(y, j), 3)
    for loss in [whole, index] {
      let program = try CompiledTerms([loss, slope], of: [a, y], library: FunctionLibrary())
      let results = run(program, [1.0, 2, 3, 5], [0.0, 4, 3, 2], spreads: false)
      #expect(results[0][0] == 1 + 16 + 81)
      #expect(results[1] == [4, -32, 0, 108])
    }
    let mean = try CompiledTerms([.over(k, .sum, entry(a, k)) / .size(Extent(4))], of: [a], library: FunctionLibrary())
    #expect(run(mean, [1.0, 2, 3, 6], spreads: false)[0][0] == 3)
  }

  @Test("a constant slope is written to all entries, and what has no row is refused")
  func constants() throws {
    let program = try CompiledTerms([term, 1], of: [z], library: FunctionLibrary())
    #expect(run(program, [3.0, 4]) == [[3, 4], [1, 1]])
    #expect(throws: NotCompilable.self) {
      try CompiledTerms([.matrixProduct(term, term)], of: [z], library: FunctionLibrary())
    }
    #expect(throws: NotCompilable.self) {
      try CompiledTerms([.symbol(Symbol("x"))], of: [z], library: FunctionLibrary())
    }
  }
}
