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
}
