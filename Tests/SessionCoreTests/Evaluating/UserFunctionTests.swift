import Language
import ShellFixtures
import Testing

@testable import SessionCore

struct UserFunctionTests {
  @Test(
    "a function is its formula with arguments for its parameters",
    arguments: [
      ("f(x) = x^2 * sin(x)", "f(3)", 1.2700800725388048), ("f(x, y) = x - y", "f(5, 3) * f(1, 4)", -6),
      ("f(v, A) = sum(v @ A)", "f([[1, 2]], [[1, 0], [3, 1]])", 9), ("f(x) = x(2)", nil, 0),
      ("f(z) = z[0, 1]", "f([7, 8])", 8),
      ("f(a) = a.T @ a", "sum(f([[1, 2]]))", 9), ("f(B) = B + 1", "f(2)", 3),
      ("f(x) = where(x > 0, x, exp(x) - 1)", "f(-1) + f(2)", 1.3678794411714423),
      ("f(x) = mean(x, axis 1)[0, 0]", "f([[1, 3]])", 2), ("f(n) = sum(ones(n, n + 1))", "f(f(1))", 6),
    ] as [(String, String?, Double)])
  func values(definition: String, call: String?, value: Double) throws {
    var shell = try Shell()
    guard let call else {
      _ = try shell.failure(of: definition)
      return
    }
    try shell.run(definition)
    #expect(isClose(try shell.number(call), value))
  }

  @Test("names that are not parameters are read when the function is called")
  func readsTheSession() throws {
    var shell = try Shell("network 2 2 1", "k = 2", "f(x) = k * x + sum(W[1]) + eta", "W[1] = 1")
    #expect(isClose(try shell.number("f(3)"), 10.1))
    try shell.run("k = 3")
    try shell.run("W[1][0, 0] = 0")
    #expect(isClose(try shell.number("f(3)"), 12.1))
  }

  @Test("a parameter hides a name of the session, and not in the functions that are called")
  func parametersShadow() throws {
    var shell = try Shell("k = 2", "f(x) = k * x", "g(k) = f(k) + k")
    #expect(try shell.number("g(10)") == 30)
    #expect(try shell.number("k") == 2)
  }

  @Test("a redefinition changes the functions that use it")
  func redefinition() throws {
    var shell = try Shell("f(x) = x", "g(x) = f(x) + 1", "f(t) = 10 * t")
    #expect(try shell.number("g(2)") == 21)
    #expect(try shell.failure(of: "f(x, y) = x").message == "g(x) calls f with 1 argument")
    #expect(try shell.failure(of: "undefine f").message == "g(x) uses f")
    try shell.run("undefine g")
    try shell.run("undefine f")
    #expect(shell.interpreter.session.functions.isEmpty)
  }

  @Test("a call that is used twice is evaluated once: forty levels take no time")
  func sharedCalls() throws {
    var shell = try Shell("f0(x) = x")
    for k in 1...40 { try shell.run("f\(k)(x) = f\(k - 1)(x) + f\(k - 1)(x)") }
    #expect(try shell.number("f40(1)") == 1_099_511_627_776)
    #expect(try shell.number("sum(f40([[1, 2]]))") == 3_298_534_883_328)
    let calls = String(repeating: "f1(", count: 90) + "1" + String(repeating: ")", count: 90)
    #expect(try shell.number(calls) == 1.2379400392853803e27)
    #expect(try shell.failure(of: "f40'(1)").message.hasSuffix("its derivative is too large"))
  }

  @Test("calls that are too deep are refused, not a crash")
  func limits() throws {
    var shell = try Shell("f0(x) = x")
    for k in 1...40 { try shell.run("f\(k)(x) = f\(k - 1)(x) + 1") }
    #expect(try shell.number("f40(1)") == 41)
    var message: String?
    for k in 41...80 {
      if case .failure(let diagnostic) = shell.interpreter.run("f\(k)(x) = f\(k - 1)(x)", host: shell.host).result {
        message = diagnostic.message
        break
      }
    }
    #expect(message?.hasSuffix("calls functions that are nested too deep") == true)
    let long = "x" + String(repeating: " + x", count: 1_900)
    try shell.run("g(x) = \(long)")
    #expect(try shell.number("g(1)") == 1901)
    #expect(try shell.failure(of: "g'(1)").message.hasSuffix("its derivative is too large"))
    let nested = String(repeating: "(", count: 90) + "x" + String(repeating: " + 1)", count: 90)
    try shell.run("h(x) = \(nested)")
    #expect(try shell.number("h(1)") == 91)
    #expect(try shell.number("h'(1)") == 1)
    let calls = String(repeating: "f40(", count: 60) + "1" + String(repeating: ")", count: 60)
    #expect(try shell.number(calls) == 2401)
  }

  /// What was typed, the message, and the text under the carets.
  @Test(
    "mistakes say what and where",
    arguments: [
      ("g(x) = x + foo", "unknown name foo", "foo"), ("g(x) = g(x) + 1", "g would call itself", "g"),
      ("f(x, y) = h(x)", "f would call itself: f → h → f", "h"),
      ("g(x) = f(x)", "f(x, y) takes 2 arguments, not 1", "f(x)"),
      ("g(x) = sum(x, 2)", "sum takes 1 argument, not 2", "sum(x, 2)"), ("g(x) = W", "W needs a layer", "W"),
      ("g(x) = _", "_ is another result at each call", "_"), ("g(x) = x + f", "f is a function", "f"),
      ("g(x) = f'(x)", "f(x, y) has 2 parameters: by which is the derivative?", "f'"),
      ("g(x) = f'(x, x)", "f(x, y) has 2 parameters: by which is the derivative?", "f'"),
      ("g(x) = df/dz(x, x)", "f(x, y) has no parameter z", "df/dz"),
      ("pi(x) = x", "pi is a name of the notation", "pi"),
      ("softmax(x) = x", "softmax is a built-in function", "softmax"),
      ("forward(x) = x", "forward is a command", "forward"),
      ("g(delta) = 1", "delta means something else and cannot be a parameter", "delta"),
      ("1 + q([1, 2])", "in q(x) = x @ x: cannot multiply x (1×2) by x (1×2): 2 ≠ 1", "q([1, 2])"),
      ("p([1, 2])", "in q(x) = x @ x: cannot multiply x (1×2) by x (1×2): 2 ≠ 1", "p([1, 2])"),
      ("f(1)", "f(x, y) takes 2 arguments, not 1", "f(1)"),
      (
        "f(1, [1, 2] + [1, 2, 3])",
        "cannot add [1, 2] (1×2) and [1, 2, 3] (1×3): 2 ≠ 3 columns", "[1, 2] + [1, 2, 3]"
      ),
      ("f(1, 2, axis 0)", "f takes no axis", "0"), ("f = 3", "f(x, y) is a function of yours", "f"),
      ("f", "f is a function", "f"), ("ff(1)", "unknown function ff", "ff"),
      ("dk/dx(2)", "unknown function k", "dk/dx"),
    ])
  func mistakes(cell: String, message: String, place: String) throws {
    var shell = try Shell("f(x, y) = x + y", "h(x) = f(x, 1)", "q(x) = x @ x", "p(u) = 1 + q(u)")
    let diagnostic = try shell.failure(of: cell)
    #expect(diagnostic.message == message)
    let bytes = Array(cell.utf8)[diagnostic.span.start..<diagnostic.span.end]
    #expect(String(decoding: bytes, as: UTF8.self) == place)
  }

  @Test("df/dx(2) is a quotient if its names are values")
  func quotients() throws {
    var shell = try Shell("df = 6", "dx(t) = t + 1")
    #expect(try shell.number("df/dx(2)") == 2)
    try shell.run("f(x) = x^3")
    #expect(try shell.number("df/dx(2)") == 12)
  }

  @Test("a cell that calls a function is stale when the function, or one that it uses, is another")
  func staleness() throws {
    var shell = try Shell("k = 1", "f(x) = k * x", "g(x) = f(x) + 1", "g(2)", "f(x) = 3 * x", "show")
    func causes() -> [Int: String] {
      let interpreter = shell.interpreter
      return Staleness(
        of: interpreter.cells, session: interpreter.session, provenance: interpreter.timeline.current.provenance
      ).causes
    }
    #expect(causes() == [4: "f changed"])
    try shell.run("rerun 4")
    try shell.run("undefine g")
    #expect(causes()[4] != nil)
  }

  @Test("undo brings back the old formula")
  func undo() throws {
    var shell = try Shell("f(x) = x", "f(x) = x + 1", "undo")
    #expect(try shell.number("f(2)") == 2)
  }

  @Test("a column spreads over columns, a row over rows, and not over each other")
  func spreading() throws {
    var shell = try Shell("A = [[1, 2], [3, 4]]", "c = [[10], [20]]", "r = [[1, 2]]")
    #expect(try shell.matrix("A + c").data == [11, 12, 23, 24])
    #expect(try shell.matrix("c - A").data == [9, 8, 17, 16])
    #expect(try shell.matrix("A / sum(A, axis 1)").data == [1.0 / 3, 2.0 / 3, 3.0 / 7, 4.0 / 7])
    #expect(try shell.matrix("maximum(A, c / 5)").data == [2, 2, 4, 4])
    #expect(try shell.matrix("where(A > 2, c, r)").data == [1, 2, 20, 20])
    #expect(try shell.number("where(1 < 2, 5, 6)") == 5)
    #expect(try shell.failure(of: "c + r").message == "cannot add c (2×1) and r (1×2): 1 ≠ 2 columns")
    #expect(try shell.failure(of: "[1, 2, 3] * c").hint == "outer([1, 2, 3], c) has every product")
  }
}
