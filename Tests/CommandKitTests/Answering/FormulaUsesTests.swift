import Commands
import ShellFixtures
import Testing

@testable import CommandKit

@Suite struct FormulaUsesTests {
  private static let cells = [
    "network 2 3 1 hidden tanh", "input [[1, 2], [3, 4]]", "target [[0], [1]]", "backward;", "e = a[2] - Y",
    "g(x) = tanh(x) * delta[2]", "pick(l) = delta[l]", "twice(x) = 2 * g(x)",
  ]
  private let interpreter: Interpreter

  init() throws {
    var shell = try Shell()
    for cell in Self.cells { try shell.run(cell) }
    interpreter = shell.interpreter
  }

  @Test(
    arguments: [
      ("delta[2].T @ a[1]", ["delta[2]", "delta", "a[1]", "a", "@", ".T"], ["delta[1]", "da", "dW", "*", "tanh"]),
      ("a[0] + X", ["X", "+"], ["a[1]"]),
      ("tanh'(z[1])", ["tanh", "tanh'", "z[1]"], ["sigmoid"]),
      ("tanh(z[1])", ["tanh"], ["tanh'"]),
      ("twice(1)", ["tanh", "delta[2]", "delta", "twice"], ["tanh'", "delta[1]"]),
      ("g'(1)", ["tanh'"], []),
      ("pick(2)", ["delta", "delta[2]", "delta[1]"], ["da"]),
      ("sum_k(delta[2][s, k] * W[2][k, i])", ["delta[2]", "W[2]", "sum_k"], ["delta[1]"]),
      ("transpose(-X) ^ 2", ["X", ".T", "-", "^"], ["+"]),
    ])
  func namesAreFound(formula: String, used: [String], unused: [String]) throws {
    let uses = try #require(interpreter.uses(of: formula))
    for name in used { #expect(uses.contains(name), "\(formula) uses \(name)") }
    for name in unused { #expect(!uses.contains(name), "\(formula) does not use \(name)") }
  }

  @Test func aNumberReadsNothing() throws {
    #expect(try #require(interpreter.uses(of: "2 * pi + B")).readsQuantity == false)
    #expect(try #require(interpreter.uses(of: "g(1)")).readsQuantity)
    #expect(interpreter.uses(of: "1 +") == nil)
  }
}

@Suite struct WrittenOutTests {
  @Test(
    arguments: [
      ("e * 2", "(a[2] - Y) * 2"), ("d", "((a[2] - Y) * 2)"), ("_", "(X + 0)"), ("Out[7]", "((a[2] - Y))"),
      ("X + n", "X + (3)"), ("w", "w"), ("1 + 1", "1 + 1"), ("unknown", "unknown"),
    ])
  func variablesAreWrittenOut(formula: String, text: String) throws {
    let shell = try Shell(
      "network 2 3 1", "input [[1, 2]]", "target [[1]]", "backward;", "e = a[2] - Y", "d = e * 2", "e", "w = [1, 2]",
      "w[0] = 3", "n = 1", "n = n + 2", "n = 3", "X + 0")
    #expect(shell.interpreter.writtenOut(formula) == text)
  }

  @Test("a variable stands for what it was given, whatever its parts are now")
  func theTimeOfAnAssignmentCounts() throws {
    let interpreter = try Shell("x = 1", "y = x + 1", "x = 5").interpreter
    #expect(interpreter.writtenOut("y") == "((1) + 1)")
    #expect(interpreter.writtenOut("x + y") == "(5) + ((1) + 1)")
  }
}

@Suite struct AskedQuantityTests {
  private func asked(_ formula: String, equivalent: [String] = []) throws -> [String] {
    let shell = try Shell(
      "network 2 3 2 hidden tanh output identity", "seed 1", "init xavier", "input [[1, 2], [-1, 0.5], [0.2, 1]]",
      "target [[0, 1], [1, 0], [1, 1]]", "backward;")
    return shell.interpreter.asked(by: formula, equivalent: equivalent, host: SilentHost())?.names ?? []
  }

  @Test(
    arguments: [
      ("delta[2].T @ a[1]", ["dW[2]"]), ("(a[2] - Y) / B", ["da[2]", "delta[2]"]), ("delta[2]", ["da[2]"]),
      ("sum_k(delta[2][s, k] * W[2][k, i])", ["da[1]"]),
      ("X[1, 0] * W[1][0, 0] + X[1, 1] * W[1][0, 1] + b[1][0, 0]", ["z[1][1, 0]"]),
      ("delta[2].T @ X", []), ("sum(a[2])", []), ("2 + 2", []), ("max(a[1][:, 1])", []),
    ])
  func theQuantityIsFound(formula: String, names: [String]) throws { #expect(try asked(formula) == names) }

  @Test func whatAnEquivalentAnswerReadsIsNotAsked() throws {
    #expect(try asked("(a[2] - Y) / B", equivalent: ["da[2] * 1"]) == ["delta[2]"])
  }
}
