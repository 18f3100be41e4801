import Foundation
import Testing

@testable import Calculus

/// The functions of functions.json, with values and derivatives by JAX.
@Suite struct FunctionReferenceTests {
  struct Entry: Decodable {
    var f: String
    var value: Double
    var x, y, first, second, dx, dy: Double?
    var v, A, dv, dA: [[Double]]?
  }

  static let entries: [Entry] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/functions", withExtension: "json"),
      let data = try? Data(contentsOf: url)
    else { return [] }
    return (try? JSONDecoder().decode([Entry].self, from: data)) ?? []
  }()

  private let x = Symbol("x")
  private let y = Symbol("y")

  private func value(_ term: Term, _ entry: Entry) throws -> Double {
    let evaluation = TermEvaluation<Double>(library: .forTests) { symbol in
      (symbol == x ? entry.x : symbol == y ? entry.y : nil).map { [$0] }
    }
    return try evaluation.number(term)
  }

  /// Relative to the derivative, or to the size 0.01 if it is smaller: JAX takes tanh′ from 1 − tanh², which cancels.
  private func expectClose(_ value: Double, _ expected: Double?, _ tolerance: Double, _ text: String) {
    let expected = expected ?? .nan
    #expect(abs(value - expected) <= tolerance * max(abs(expected), 0.01), "\(text): \(value), JAX \(expected)")
  }

  @Test("the derivatives of 496 functions of one variable are JAX's")
  func oneVariable() throws {
    let entries = Self.entries.filter { $0.first != nil }
    #expect(entries.count == 496)
    for entry in entries {
      let f = try Term.reading(entry.f, [x])
      let first = f.derivative(by: .symbol(x), library: .forTests)
      let second = first.derivative(by: .symbol(x), library: .forTests)
      expectClose(try value(f, entry), entry.value, 1e-12, entry.f)
      expectClose(try value(first, entry), entry.first, 1e-12, "(\(entry.f))′")
      expectClose(try value(second, entry), entry.second, 1e-10, "(\(entry.f))″")
    }
  }

  @Test("the partial derivatives of 297 functions of two variables are JAX's")
  func twoVariables() throws {
    let entries = Self.entries.filter { $0.dx != nil }
    #expect(entries.count == 297)
    for entry in entries {
      let f = try Term.reading(entry.f, [x, y])
      expectClose(try value(f.derivative(by: .symbol(x), library: .forTests), entry), entry.dx, 1e-12, entry.f)
      expectClose(try value(f.derivative(by: .symbol(y), library: .forTests), entry), entry.dy, 1e-12, entry.f)
    }
  }

  @Test("the gradients of 207 functions of a row and a matrix are JAX's, and so are their matrix forms typed back")
  func rowAndMatrix() throws {
    let entries = Self.entries.filter { $0.dv != nil }
    #expect(entries.count == 207)
    for entry in entries {
      guard let vNumbers = entry.v, let aNumbers = entry.A, let dv = entry.dv, let dA = entry.dA else { continue }
      let (n, m) = (Extent(aNumbers.count), Extent(aNumbers[0].count))
      let v = Symbol("v", shape: TermShape(rows: nil, columns: n))
      let a = Symbol("A", shape: TermShape(rows: n, columns: m))
      let evaluation = TermEvaluation<Double>(library: .forTests) { symbol in
        symbol == v ? vNumbers.flatMap(\.self) : symbol == a ? aNumbers.flatMap(\.self) : nil
      }
      let f = try Term.reading(entry.f, [v, a]).indexed(row: nil, column: nil)
      expectClose(try evaluation.number(f), entry.value, 1e-12, entry.f)
      let (p, q) = (Index.letter("p", n), Index.letter("q", m))
      for (variable, row, column, expected) in [(v, nil, p, dv), (a, p as Index?, q, dA)] {
        let derivative = f.derivative(by: .at(variable, row: row, column: column), library: .forTests)
        let numbers = try evaluation.matrix(derivative, rows: row, columns: column)
        for (number, right) in zip(numbers, expected.joined()) { expectClose(number, right, 1e-12, "∂(\(entry.f))") }
        let gathered = try #require(derivative.gathered(row: row, column: column), "\(entry.f)")
        let code = try #require(gathered.code, "\(entry.f)")
        let typed = try Term.reading(code, [v, a])
        let again = try evaluation.matrix(typed.indexed(row: row, column: column), rows: row, columns: column)
        for (number, right) in zip(again, expected.joined()) { expectClose(number, right, 1e-12, code) }
      }
    }
  }

  @Test("a derivative that is printed and typed back has the same value")
  func typedBack() throws {
    for entry in Self.entries where entry.v == nil {
      let f = try Term.reading(entry.f, [x, y])
      for (variable, right) in [(x, entry.first ?? entry.dx), (y, entry.dy)] where right != nil {
        let code = try #require(f.derivative(by: .symbol(variable), library: .forTests).code)
        expectClose(try value(Term.reading(code, [x, y]), entry), right, 1e-12, code)
      }
    }
  }
}
