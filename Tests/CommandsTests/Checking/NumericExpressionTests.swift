import ShellFixtures
import Testing
import Views

struct NumericExpressionTests {
  private static let pass = [
    "network 2 3 2 hidden tanh output softmax loss cross-entropy", "seed 1", "init xavier", "input [[1, 2], [3, -1]]",
    "target [[1, 0], [0, 1]]", "backward",
  ]

  private func shell(_ cells: [String] = []) throws -> Shell {
    var shell = try Shell()
    for cell in Self.pass + cells { try shell.run(cell) }
    return shell
  }

  private func value(_ cell: String, in shell: inout Shell) throws -> Double {
    try shell.run(cell)
    return try shell.number("_")
  }

  @Test(
    "the derivative of C is what backward gives", arguments: ["W[1]", "b[1]", "W[2]", "b[2]", "z[1]", "a[1]", "z[2]"])
  func loss(quantity: String) throws {
    let gradient = ["z[1]": "delta[1]", "z[2]": "delta[2]"][quantity] ?? "d\(quantity)"
    var shell = try shell()
    try shell.run("numeric C by \(quantity)")
    #expect(try shell.number("norm(_ - \(gradient)) / norm(\(gradient))") < 1e-8)
    let single = try value("numeric C by \(quantity)[0, 1]", in: &shell)
    #expect(isClose(single, try shell.number("\(gradient)[0, 1]"), 1e-7))
  }

  @Test(
    "an expression of quantities, variables and functions",
    arguments: [
      ("numeric x^3 by x", 12.0), ("numeric sum(v^2) by v[0, 1]", 4), ("numeric f(2)", 12),
      ("numeric sin(0)", 1), ("numeric sigmoid(0)", 0.25), ("numeric f'(2)", 12), ("numeric g(x, 3) by x", 27),
      ("numeric sum(X) by X[0, 0]", 1),
      ("numeric l(2)", 4),
    ])
  func expressions(cell: String, value: Double) throws {
    var shell = try shell(["x = 2", "v = [1, 2]", "f(x) = x^3", "g(u, v) = u * v^3", "l(t) = sum(v * t) + t"])
    let number = try self.value(cell, in: &shell)
    #expect(isClose(number, value, 1e-7))
  }

  @Test("the second derivative: a gradient is differentiated with the backward pass of the session")
  func gradients() throws {
    var shell = try shell()
    let first = try value("numeric dW[2][0, 1] by b[1][0, 0]", in: &shell)
    let second = try value("numeric db[1][0, 0] by W[2][0, 1]", in: &shell)
    #expect(isClose(first, second, 1e-6), "the Hessian is symmetric")
    try shell.run("define db[2] = 3 * sum(delta[2], axis 0)")
    let own = try value("numeric db[2][0, 0] by z[2][0, 0]", in: &shell)
    try shell.run("undefine")
    #expect(isClose(own, 3 * (try value("numeric db[2][0, 0] by z[2][0, 0]", in: &shell)), 1e-6))
  }

  @Test("a matrix by a number, and a number by a matrix, are matrices")
  func matrices() throws {
    var shell = try shell(["x = 2", "v = [1, 2]"])
    #expect(try shell.matrix("numeric x^2 * v by x").data.map { ($0 * 1e6).rounded() / 1e6 } == [4, 8])
    #expect(try shell.matrix("numeric sum(v^3) by v").data.map { ($0 * 1e6).rounded() / 1e6 } == [3, 12])
    #expect(try shell.matrix("numeric norm([[3, 4]])").data.map { ($0 * 1e6).rounded() / 1e6 } == [0.6, 0.8])
  }

  @Test("the session stays as it is, and a kink is named")
  func sideEffects() throws {
    var shell = try shell()
    let before = shell.interpreter.session
    try shell.run("numeric C by W[1][0, 0]")
    #expect(shell.interpreter.session == before)
    guard case .stack(let views)? = try shell.run("numeric relu(0)"), case .number(let number)? = views.first else {
      throw Shell.Missing()
    }
    #expect(number.label == "relu'(0)")
    #expect(number.note == "a kink: the slope is 0 on the left, 1 on the right")
  }

  @Test(
    "mistakes say what and what to type",
    arguments: [
      ("numeric x + 1", "by what is it differentiated?"),
      ("numeric g(1, 2)", "g has 2 arguments: by which is the derivative?"),
      ("numeric x by 3", "3 cannot be moved"), ("numeric x by C", "C cannot be moved"),
      ("numeric x by dW[1]", "dW[1] cannot be moved"),
      ("numeric x by W[1][0, :]", "W[1][0, :] is 1×2: by takes one entry, or all of a matrix"),
      ("numeric x by eta", "eta cannot be moved"), ("numeric foo by x", "unknown name foo"),
      ("numeric a[2] by W[1]", "a[2] is 2×2 and W[1] has several entries too"), ("numeric x by y", "y cannot be moved"),
    ])
  func mistakes(cell: String, message: String) throws {
    var shell = try shell(["x = 2", "g(u, v) = u * v"])
    #expect(try shell.failure(of: cell).message == message)
  }
}
