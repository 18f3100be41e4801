import Foundation
import ShellFixtures
import Testing

@testable import SessionCore

/// Derivatives of functions that are typed into the shell, compared with JAX.
struct FunctionDerivativeTests {
  struct Entry: Decodable {
    var f: String
    var value: Double
    var x, y, first, second, dx, dy: Double?
    var v, A, dv, dA: [[Double]]?
  }

  /// The functions of functions.json.
  static let entries: [Entry] = {
    let tests = URL(fileURLWithPath: #filePath).pathComponents.dropLast(3).joined(separator: "/").dropFirst()
    let file = URL(fileURLWithPath: "\(tests)/CalculusTests/Fixtures/functions.json")
    return (try? JSONDecoder().decode([Entry].self, from: Data(contentsOf: file))) ?? []
  }()

  private func isNear(_ value: Double, _ expected: Double?, _ tolerance: Double) -> Bool {
    expected.map { abs(value - $0) <= tolerance * max(abs($0), 0.01) } ?? false
  }

  @Test("f' and f'' of 496 functions of one variable are JAX's")
  func oneVariable() throws {
    let entries = Self.entries.filter { $0.first != nil }
    #expect(entries.count == 496)
    var shell = try Shell()
    for entry in entries {
      try shell.run("f(x) = \(entry.f)")
      let x = entry.x ?? 0
      #expect(isNear(try shell.number("f(\(x))"), entry.value, 1e-12), "\(entry.f)")
      #expect(isNear(try shell.number("f'(\(x))"), entry.first, 1e-12), "\(entry.f)")
      #expect(isNear(try shell.number("f''(\(x))"), entry.second, 1e-10), "\(entry.f)")
    }
  }

  @Test("df/dx and ∂f/∂y of 297 functions of two variables are JAX's")
  func twoVariables() throws {
    let entries = Self.entries.filter { $0.dx != nil }
    #expect(entries.count == 297)
    var shell = try Shell()
    for entry in entries {
      try shell.run("f(x, y) = \(entry.f)")
      let arguments = "(\(entry.x ?? 0), \(entry.y ?? 0))"
      #expect(isNear(try shell.number("f\(arguments)"), entry.value, 1e-12), "\(entry.f)")
      #expect(isNear(try shell.number("df/dx\(arguments)"), entry.dx, 1e-12), "\(entry.f)")
      #expect(isNear(try shell.number("∂f/∂y\(arguments)"), entry.dy, 1e-12), "\(entry.f)")
    }
  }

  @Test("the gradients of functions of a row and a matrix are JAX's")
  func matrices() throws {
    let entries = Self.entries.filter { $0.dA != nil }
    #expect(entries.count > 200)
    var shell = try Shell()
    for entry in entries {
      try shell.run("f(v, A) = \(entry.f)")
      try shell.run("p = \(entry.v ?? [])")
      try shell.run("q = \(entry.A ?? [])")
      #expect(isNear(try shell.number("f(p, q)"), entry.value, 1e-12), "\(entry.f)")
      for (call, expected) in [("df/dv(p, q)", entry.dv), ("∂f/∂A(p, q)", entry.dA)] {
        let gradient = try shell.matrix(call)
        let numbers = (expected ?? []).flatMap { $0 }
        let size = numbers.map(abs).max() ?? 0
        #expect(gradient.data.count == numbers.count)
        #expect(
          zip(gradient.data, numbers).allSatisfy { abs($0 - $1) <= 1e-12 * max(size, 0.01) }, "\(call) of \(entry.f)")
      }
    }
  }

  @Test(
    "derivatives of several kinds",
    arguments: [
      (["f(x) = x^3"], "f'(2) + f''(2) + f'''(2) + f''''(2)", 30.0), (["f(x) = x^3"], "f′(2) + f″(2)", 24),
      (["k = 3", "f(x) = k * x^2"], "f'(2)", 12), (["f(x) = x^3", "g(x) = f'(x) * 2"], "g'(2)", 24),
      (["f(x, y) = x^2 * y", "g(x) = df/dx(x, x)"], "g'(3)", 12), (["f(x) = x^2"], "sum(f'([[1, 2], [3, 4]]))", 20),
      (["f(x) = sum(x^2)"], "sum(f'([[1, 2], [3, 4]]))", 20), (["f(x) = mean(x^2)"], "f'([[1, 2], [3, 4]])[1, 1]", 2),
      (["f(t, A) = t^2 * A"], "sum(df/dt(3, [[1, 2]]))", 18), (["A = [[1, 2]]", "f(t) = sum(A * t)"], "f'(5)", 3),
      (["A = [[1], [2]]", "f(t) = t^2 * A"], "f'(5)[1, 0]", 20),
      (["f(x) = sin(x)"], "sin'(0) + sin''(0) + sigmoid''(0)", 1),
      (["f(x) = relu(x)^2"], "f'(3) + f'(-3)", 6), (["f(x) = max(x)"], "sum(f'([[1, 5, 2]]))", 1),
      (["f(x) = x[0, 1]^2"], "f'([[1, 2]])[0, 1]", 4),
      (["f(a, y) = sum((a - y)^4)"], "df/da([[1, 2]], [[0, 0]])[0, 1]", 32),
      (["g(x) = x^2", "f(x) = g(g(x))"], "f'(2)", 32), (["f(x) = where(x > 0, x^2, -x)"], "f'(3) * f'(-3)", -6),
    ] as [([String], String, Double)])
  func kinds(definitions: [String], call: String, value: Double) throws {
    var shell = try Shell()
    for definition in definitions { try shell.run(definition) }
    #expect(isClose(try shell.number(call), value))
  }

  @Test(
    "a derivative that is not a number or a matrix is refused",
    arguments: [
      ("f(X) = X @ X", "f'([[1, 2], [3, 4]])", "a derivative by a matrix only if it gives a number"),
      ("f(X) = sum(X^2)", "f''([[1, 2], [3, 4]])", "the second derivative by a matrix is not a matrix"),
      ("f(x) = argmax(x)", "f'([[1, 2]])", "argmax has no place"),
    ])
  func refusals(definition: String, call: String, message: String) throws {
    var shell = try Shell(definition)
    let failure = try shell.failure(of: call)
    #expect(failure.message.contains(message), "\(failure.message)")
  }
}
