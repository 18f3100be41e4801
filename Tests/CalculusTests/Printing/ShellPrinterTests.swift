import Language
import Testing

@testable import Calculus

@Suite struct ShellPrinterTests {
  @Test("10,000 random terms, printed and parsed, have the same value to the last bit")
  func roundTrip() throws {
    var generator = SeededGenerator(state: 14)
    let values = ["x": 0.7, "y": -1.3, "z": 2.9]
    var finite = 0
    for round in 0..<10_000 {
      let term = Term.random(depth: 1 + round % 5, using: &generator)
      let code = try #require(term.code)
      let value = try ExpressionParser.parse(code).scalar(values)
      let expected = term.scalar(values)
      #expect(value.isNaN && expected.isNaN || value == expected, "\(code)")
      if expected.isFinite { finite += 1 }
    }
    #expect(finite > 6_000)
  }

  static let samples: [Double] = [
    0, -0.0, 1, -2, 0.1, 1e-5, .leastNonzeroMagnitude, 1e16, 1.5e20, .greatestFiniteMagnitude, -.infinity,
    9_007_199_254_740_992,
  ]

  @Test("numbers read back bit for bit", arguments: ShellPrinterTests.samples)
  func numbers(value: Double) throws {
    let read = try ExpressionParser.parse(try #require(Term.number(value).code)).scalar([:])
    #expect(read.bitPattern == value.bitPattern)
  }

  @Test("what is not worked out has a form if it is named")
  func naming() {
    let sample = Index.letter("s", Extent(4, symbol: "B")), unit = Index.letter("k", Extent(2))
    let shape = TermShape(rows: sample.extent, columns: unit.extent)
    let entry = Term.entry(Symbol("z", layer: 2, shape: shape), row: sample, column: unit)
    let derivative = Term.derivative(.symbol(Symbol("C")), by: entry)
    let delta = Term.entry(Symbol("δ", layer: 2, shape: shape), row: sample, column: unit)
    #expect((derivative * 2).code == nil)
    #expect((derivative * 2).code { $0 == derivative ? delta : nil } == "delta[2][s, k] * 2")
    #expect((derivative * 2).code { $0 } == nil)
  }

  @Test("a partial derivative needs the names of the parameters")
  func partials() {
    let f = FunctionDefinition("f", [Symbol("u"), Symbol("v")], .symbol(Symbol("u")))
    let library = FunctionLibrary([f])
    let partial = Term.apply(Term.Head("f", orders: [0, 1]), [.x, .y])
    #expect(partial.code == nil)
    #expect(partial.code(library: library) == "df/dv(x, y)")
    #expect(Term.apply(Term.Head("f", orders: [1, 1]), [.x, .y]).code(library: library) == "d2f/dudv(x, y)")
    #expect(Term.apply(Term.Head("maximum", orders: [1, 0]), [.x, .y]).code == "dmaximum/dx(x, y)")
  }
}
