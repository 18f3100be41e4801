import Language
import ShellFixtures
import Testing
import Views

@testable import SessionCore

/// The functions of expressions; values of NumPy.
struct FunctionTests {
  @Test(arguments: [
    ("hcat([1, 2], 3, [4])", [[1, 2, 3, 4]]), ("vcat(1, 2)", [[1], [2]]),
    ("reshape(arange(6), 2, -1)", [[0, 1, 2], [3, 4, 5]]),
    ("reshape([[1], [2]], 2)", [[1, 2]]), ("flatten([[1, 2], [3, 4]].T)", [[1, 3, 2, 4]]),
    ("arange(1, 0, -0.5)", [[1, 0.5]]),
    ("arange(0, 1, 0.4)", [[0, 0.4, 0.8]]), ("linspace(2, 3, 1)", [[2]]), ("shape(linspace(0, 1))", [[1, 50]]),
    ("kron([[1, 2]], [[1], [3]])", [[1, 2], [3, 6]]), ("dot([[1, 2], [3, 4]], [[5], [6]])", [[17], [39]]),
    ("dot(2, [1, 2])", [[2, 4]]), ("sort([[3, 1], [2, 4]])", [[1, 3], [2, 4]]), ("sort([[3], [1]])", [[1], [3]]),
    ("argsort([2, 1, 1])", [[1, 2, 0]]), ("cumsum([[1, 2], [3, 4]])", [[1, 3, 6, 10]]),
    ("cumsum([[1, 2], [3, 4]], 0)", [[1, 2], [4, 6]]), ("argmin([[2, 1], [0, 5]], 0)", [[1, 0]]),
    ("clip([[-1, 5], [-1, 5]], [[0], [2]], 4)", [[0, 4], [2, 4]]), ("round([[0.5, 1.5, -0.5]])", [[0, 2, 0]]),
    ("round([[1234.5678]], -2)", [[1200]]), ("round([[1e300]], 300)", [[1e300]]),
    ("any([[0, 1], [0, 0]], 1)", [[1], [0]]),
    ("[[0, 1]] and [[2, 0]] or not [[1, 0]]", [[0, 1]]), ("not [[0, 2]]", [[1, 0]]),
    ("inv([[0, 1], [1, 0]])", [[0, 1], [1, 0]]),
    ("where([[1, 0], [1, 0]] == 1 and 1, 5, [[7], [8]])", [[5, 7], [5, 8]]),
    ("median([[1, 9, 2], [4, 3, 3]], axis 1)", [[2], [3]]),
    ("diag(arange(2))", [[0, 0], [0, 1]]), ("vcat([[1, 2]], [[3, 4]]).T", [[1, 3], [2, 4]]),
  ])
  func matrices(expression: String, expected: [[Double]]) throws {
    var shell = try Shell()
    let matrix = try shell.matrix(expression)
    #expect(matrix.rows == expected.count)
    for (own, other) in zip(matrix.data, expected.joined()) { #expect(abs(own - other) <= 1e-14 * max(1, abs(other))) }
  }

  @Test(arguments: [
    ("var([1, 2, 3, 4])", 1.25), ("std([1e9, 1e9 + 2])", 1), ("median([4, 1, 3, 2])", 2.5), ("prod([2, 3, 4])", 24),
    ("dot([1, 2], [[3], [4]].T)", 11), ("dot([[1], [2]], [[3], [4]])", 11), ("dot([1, 2], [[3], [4]])", 11),
    ("trace([[1, 2], [3, 4]])", 5), ("det([[1, 2], [3, 4]])", -2), ("det([[1, 2], [2, 4]])", 0),
    ("det([[0, 1], [1, 0]])", -1), ("log2(8)", 3), ("log10(1000)", 3), ("ln(e)", 1), ("ceil(-0.5)", 0),
    ("sum(5, 0)", 5),
    ("cumsum(3)", 3), ("inv(4)", 0.25), ("1 and 0 or 1", 1), ("not 1 == 2", 1), ("e^2 / exp(2)", 1),
    ("all([1, 2] > 0)", 1),
  ])
  func numbers(expression: String, expected: Double) throws {
    var shell = try Shell()
    #expect(abs(try shell.number(expression) - expected) <= 1e-14 * max(1, abs(expected)))
  }

  @Test func aNumberThatIsNotOneStays() throws {
    var shell = try Shell("x = [[1, 0/0, 2]]")
    for name in ["max", "min", "median", "sum", "var"] { #expect(try shell.number("\(name)(x)").isNaN) }
    #expect(try shell.number("argmax(x)") == 1)
    #expect(try shell.matrix("argsort(x)").data == [0, 2, 1])
  }

  @Test func thePairOfShapeAndValueAgreesForNumbers() throws {
    var shell = try Shell()
    for name in ["sum", "max", "argmin", "std"] { _ = try shell.number("\(name)(3, axis 0) + 0") }
  }

  @Test(arguments: [
    ("inv([[1, 2], [2, 4]])", "has no inverse", 4), ("inv([[1, 2, 3], [4, 5, 6], [7, 8, 9]])", "has no inverse", 4),
    ("inv([1, 2])", "square", 4), ("det([1, 2])", "square", 4), ("trace([1, 2])", "square", 6),
    ("zeros(1e5, 1e5)", "too large", 0), ("randn(1e5, 1e5)", "too large", 0), ("arange(1e9)", "too large", 0),
    ("outer(ones(1e4), ones(1e4))", "too large", 0), ("kron(ones(1e3, 1e3), ones(1e3, 1e3))", "too large", 0),
    ("eye(1e5)", "too large", 0), ("onehot(ones(1, 1000), 1e6)", "too large", 0),
    ("ones(1e5, 1) @ ones(1, 1e5)", "too large", 0), ("inv(ones(2001, 2001))", "up to 2000", 4),
    ("arange(5, 1)", "nothing", 0), ("arange(0, 1, 0)", "does not end", 0), ("linspace(0, 1, 0)", "a size is", 15),
    ("reshape([1, 2, 3], 2, 2)", "do not make 2×2", 0), ("reshape([1, 2, 3], -1, -1)", "do not make", 0),
    ("reshape([1, 2, 3], 9e11, 9e11)", "do not make", 0), ("hcat([1, 2], [[1], [2]])", "as many rows", 13),
    ("vcat([1, 2], [1, 2, 3])", "as many columns", 13), ("dot([1, 2], [1, 2, 3])", "one length", 0),
    ("clip([1, 2], 0)", "takes 3 arguments", 0), ("hcat()", "at least 1 argument", 0),
    ("rand(2, 3, 4)", "0 to 2 arguments", 0),
    ("zeros(0)", "a size is", 6), ("zeros(2.5)", "a size is", 6), ("zeros([1, 2])", "takes a number", 6),
    ("var(1, 2, 3)", "takes 1 argument", 0), ("jacobian(softmax, [[1, 2], [3, 4]])", "by a row", 18),
    ("jacobian(sort, [1, 2])", "no Jacobian", 0), ("jacobian(3, [1, 2])", "name of a function", 9),
    ("1 and [1, 2] and [[1], [2]]", "cannot combine", 0),
  ])
  func whatCannotBeComputedIsRefusedAtItsPlace(expression: String, message: String, start: Int) throws {
    var shell = try Shell()
    let diagnostic = try shell.failure(of: expression)
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    #expect(diagnostic.span.start == start)
  }

  @Test(arguments: [
    ("jacobian(softmax, [0, 0])", [[0.25, -0.25], [-0.25, 0.25]]), ("jacobian(tanh', [0])", [[0]]),
    ("jacobian(f, [3, 1])", [[6, 0], [0, 2]]), ("jacobian(s, [3, 1])", [[6, 2]]),
    ("jacobian(q, [1, 2])", [[1, 2], [3, 4]]),
    ("jacobian(q, [[1], [2]].T)", [[1, 2], [3, 4]]), ("jacobian(f, 3)", [[6]]),
  ])
  func jacobians(expression: String, expected: [[Double]]) throws {
    var shell = try Shell("f(x) = x^2", "s(x) = sum(x^2)", "A = [[1, 3], [2, 4]]", "q(x) = x @ A")
    let matrix = try shell.matrix(expression)
    #expect(matrix.rows == expected.count)
    for (own, other) in zip(matrix.data, expected.joined()) { #expect(isClose(own, other, 1e-12) || own == other) }
  }

  @Test(arguments: [
    ("f(x) = where(x > 0 and x < 9, x, 0)", "f'(3)", 1), ("f(x) = e^(2x)", "f'(0)", 2),
    ("f(x) = log2(x)", "f'(1)", 1.4426950408889634),
    ("f(x) = log10(x)", "f'(1)", 0.43429448190325176), ("f(x) = clip(x^2, 0, 4)", "f'(1)", 2),
    ("f(x) = clip(x^2, 0, 4)", "f'(3)", 0),
    ("f(x) = ln(x)", "f'(2)", 0.5), ("f(x) = where(not (x > 0), -x, x)", "f'(-1)", -1),
  ])
  func functionsOfTheNewFunctionsHaveDerivatives(definition: String, call: String, expected: Double) throws {
    var shell = try Shell(definition)
    #expect(isClose(try shell.number(call), expected, 1e-12))
  }

  @Test(arguments: [
    ("v(x) = var(x)", "v'([1, 2, 4])"), ("v(x) = std(x)", "v'([1, 2, 4])"),
    ("v(x) = sum(std(x, axis 0))", "v'([[1, 2], [4, 1]])"),
    ("v(x) = dot(x, x)", "v'([1, 2, 4])"), ("v(x) = trace(x @ x)", "v'([[1, 2], [4, 1]])"),
  ])
  func gradientsByRulesAreTheNumericOnes(definition: String, call: String) throws {
    var shell = try Shell(definition)
    let gradient = try shell.matrix(call)
    let argument = String(call.dropFirst(3).dropLast())
    let step = 1e-5
    for place in gradient.data.indices {
      try shell.run("p = \(argument)")
      let index = "\(place / gradient.columns), \(place % gradient.columns)"
      try shell.run("p[\(index)] = p[\(index)] + \(step)")
      let above = try shell.number("v(p)")
      try shell.run("p[\(index)] = p[\(index)] - 2 * \(step)")
      let slope = (above - (try shell.number("v(p)"))) / (2 * step)
      #expect(abs(slope - gradient.data[place]) < 1e-6)
    }
  }

  @Test func activationsAreMadeOfConditionsAndLimits() throws {
    var shell = try Shell(
      "activation hard(z) = clip(z, -1, 1)", "activation ramp(z) = where(z > 0 and not (z > 1), z, where(z > 1, 1, 0))",
      "network 1 1 hidden hard output hard", "W[1] = 2", "input [[0.25], [3]]", "target [[0], [0]]", "backward")
    #expect(try shell.matrix("a[1]").data == [0.5, 1])
    #expect(try shell.matrix("hard'(z[1])").data == [1, 0])
    #expect(try shell.number("ramp'(0.5) + ramp'(2)") == 1)
    #expect(try shell.number("round'(2)") == 0)
  }

  @Test func whatHasNoDerivativeSaysSo() throws {
    var shell = try Shell("f(x) = sum(sort(x))")
    #expect(
      try shell.failure(of: "f'([1, 2])").message.contains("sort has no place in a formula that is differentiated"))
  }

  @Test func aVariableMayHaveTheNameOfAFunctionOfAMatrix() throws {
    var shell = try Shell("std = std([1, 3])", "var = std^2", "f(sum) = 2 * sum")
    #expect(try shell.number("var + sum(var) + f(0)") == 2)
    #expect(try shell.failure(of: "relu = 1").message == "relu is the name of a function")
  }

  @Test func aVariableHidesAConstant() throws {
    var shell = try Shell("e = 5", "pi = 3")
    #expect(try shell.number("e + pi") == 8)
    #expect(try shell.number("2π") == 6)
  }

  @Test func eachFunctionHasAnExampleForItsRule() {
    #expect(Function.all.count > 80)
    for function in Function.all.values { #expect(!function.summary.isEmpty) }
  }
}
