import ShellFixtures
import Testing

/// Worked examples that others published, with their numbers recomputed independently (NumPy).
struct PublicCasesTests {
  /// The 2-2-2 sigmoid network of mattmazur.com, 2015.
  private func mazur() throws -> Shell {
    try Shell(
      "network 2 2 2 hidden sigmoid", "W[1] = [[.15, .20], [.25, .30]]", "b[1] = .35",
      "W[2] = [[.40, .45], [.50, .55]]", "b[2] = .60", "input [[.05, .10]]", "target [[.01, .99]]")
  }

  private func expectClose(_ actual: [Double], _ expected: [Double], _ tolerance: Double = 5e-11) {
    #expect(actual.count == expected.count)
    for (a, e) in zip(actual, expected) { #expect(abs(a - e) <= tolerance, "\(a) is not \(e)") }
  }

  @Test func oneBackpropagationStep() throws {
    var shell = try mazur()
    try shell.run("forward")
    expectClose(try shell.matrix("a[1]").data, [0.593269992107, 0.596884378260])
    expectClose(try shell.matrix("a[2]").data, [0.751365069552, 0.772928465321])
    #expect(abs(try shell.number("loss") - 0.298371108760) < 1e-11)
    try shell.run("backward")
    expectClose(try shell.matrix("delta[2]").data, [0.138498561629, -0.038098236517])
    expectClose(try shell.matrix("dW[2]").data, [0.082167040564, 0.082667627848, -0.022602540477, -0.022740242216])
    expectClose(try shell.matrix("dW[1]").data, [0.000438567734, 0.000877135469, 0.000497712735, 0.000995425471])
    try shell.run("update weights rate 0.5")
    expectClose(try shell.matrix("W[1]").data, [0.149780716133, 0.199561432266, 0.249751143632, 0.299502287265])
    expectClose(try shell.matrix("W[2]").data, [0.358916479718, 0.408666186076, 0.511301270239, 0.561370121108])
    #expect(abs(try shell.number("loss") - 0.291027773694) < 1e-11)
  }

  @Test func biasesUpdatedToo() throws {
    var shell = try mazur()
    try shell.run("backward")
    try shell.run("update rate 0.5")
    expectClose(try shell.matrix("b[1]").data, [0.345614322655, 0.345022872647])
    expectClose(try shell.matrix("b[2]").data, [0.530750719186, 0.619049118258])
    #expect(abs(try shell.number("loss") - 0.280471446791) < 1e-11)
  }

  @Test func gateCircuits() throws {
    var shell = try Shell("x = -2", "y = 5", "q = -4")
    #expect(try shell.number("(x + y) * q") == -12)
    try shell.run("w = [2, -3, -3]")
    try shell.run("u = [-1, -2, 1]")
    #expect(isClose(try shell.number("sigmoid(sum(w * u))"), 0.731058578630, 1e-11))
    expectClose(try shell.matrix("sigmoid'(sum(w * u)) * u").data, [-0.196611933241, -0.393223866483, 0.196611933241])
    expectClose(try shell.matrix("(sigmoid'(sum(w * u)) * w)[:, 0:2]").data, [0.393223866483, -0.589835799724])
    #expect(isClose(try shell.number("(3 + sigmoid(-4)) / (sigmoid(3) + (3 + -4)^2)"), 1.545644884107, 1e-11))
  }

  @Test func textbookClassifier() throws {
    var shell = try Shell(
      "network 3 2 1 hidden sigmoid", "W[1] = [[0.2, 0.4, -0.5], [-0.3, 0.1, 0.2]]", "b[1] = [-0.4, 0.2]",
      "W[2] = [[-0.3, -0.2]]", "b[2] = 0.1", "input [[1, 0, 1]]", "target [[1]]", "backward")
    expectClose(try shell.matrix("z[1]").data, [-0.7, 0.1])
    expectClose(try shell.matrix("a[1]").data, [0.331812227832, 0.524979187479])
    expectClose(try shell.matrix("a[2]").data, [0.473888898824])
    // The textbook's error term is minus the gradient.
    expectClose(try shell.matrix("-delta[2]").data, [0.131169078214])
    expectClose(try shell.matrix("-delta[1]").data, [-0.008724561965, -0.006542085064])
    try shell.run("update rate 0.9")
    expectClose(try shell.matrix("W[2]").data, [-0.260828846342, -0.138025067507])
    expectClose(
      try shell.matrix("W[1]").data,
      [0.192147894231, 0.4, -0.507852105769, -0.305887876558, 0.1, 0.194112123442])
    expectClose(try shell.matrix("b[1]").data, [-0.407852105769, 0.194112123442])
    expectClose(try shell.matrix("b[2]").data, [0.218052170393])
  }

  @Test func equalWeightsStayEqual() throws {
    var shell = try Shell(
      "data xor", "network 2 2 1 hidden sigmoid", "init constant 0.5", "backward")
    expectClose(try shell.matrix("dW[2]").data, [0.0206471859, 0.0206471859], 5e-11)
    expectClose(try shell.matrix("db[2]").data, [0.0339062398], 5e-11)
    expectClose(try shell.matrix("dW[1]").data, Array(repeating: 0.0013078006, count: 4), 5e-11)
    expectClose(try shell.matrix("db[1]").data, [0.0035476339, 0.0035476339], 5e-11)
    guard case .stack(let views) = try shell.run("train epochs 20000 batch 4 rate 1") else { return }
    expectClose(try shell.matrix("W[2]").data, [3.49878, 3.49878], 5e-6)
    expectClose(try shell.matrix("W[1]").data, Array(repeating: 7.40008, count: 4), 5e-6)
    try shell.run("forward")
    expectClose(try shell.matrix("a[2]").data, [0.0257, 0.6660, 0.6660, 0.6675], 5e-5)
    #expect(abs(try shell.number("C") - 0.083673) < 5e-7)
    let texts = views.compactMap { if case .text(let text) = $0 { text.plain } else { nil } }
    #expect(texts.contains { $0.contains("units 0 and 1 of layer 1 are identical") })
  }

  @Test func aSaturatedOutputHasAGradient() throws {
    var shell = try Shell(
      "network 1 1", "W[1] = [[0.8]]", "input [[62.5]]", "target [[0]]", "set reduction sum", "backward")
    #expect(try shell.number("a[1][0, 0]") == 1)
    #expect(isClose(try shell.number("sigmoid'(50)"), 1.92875e-22, 1e-5))
    #expect(isClose(try shell.number("2 * dW[1][0, 0]"), 2.41094e-20, 1e-5))
    guard case .stack(let views) = try shell.run("forward") else { throw Shell.Missing() }
    #expect(views.contains { if case .text(let text) = $0 { text.plain.contains("saturated") } else { false } })
    try shell.run("network 1 1 loss binary-cross-entropy")
    try shell.run("W[1] = [[0.8]]")
    try shell.run("backward")
    #expect(try shell.number("delta[1][0, 0]") == 1)
    #expect(try shell.number("C") == 50)
  }

  /// A forum thread on a planar classifier: 1/m stands in dZ2 and once more in dW1.
  @Test func theMeanTakenTwice() throws {
    var shell = try Shell(
      "data xor", "network 2 2 1 hidden tanh loss binary-cross-entropy", "W[1] = [[0.1, 0.2], [0.3, -0.4]]",
      "b[1] = [0.1, -0.1]", "W[2] = [[0.5, -0.6]]", "b[2] = 0.2", "backward")
    #expect(abs(try shell.number("C") - 0.718927817592) < 1e-11)
    expectClose(try shell.matrix("dW[2]").data, [0.02580534, -0.02730493], 5e-9)
    expectClose(try shell.matrix("db[2]").data, [0.0992638017], 5e-11)
    expectClose(try shell.matrix("dW[1]").data, [0.0121199, 0.02684981, -0.02441653, -0.04883155], 5e-9)
    let numbers = try shell.verdict("dW[1] == [[0.00302997, 0.00671245], [-0.00610413, -0.01220789]]")
    #expect(numbers.diagnosis?.contains("batch size once too often") == true, "\(numbers)")
    let formula = try shell.verdict("delta[1].T @ X / B == dW[1]")
    #expect(formula.diagnosis?.contains("batch size once too often") == true)
    // 1/m in dZ2 and nowhere else is right.
    #expect(try shell.verdict("(((a[2] - Y) / 4) @ W[2] * tanh'(z[1])).T @ X == dW[1]").kind != .differs)
  }

  /// ReLU exactly at 0: the derivative is 0 by convention, and a finite difference decides nothing.
  @Test func reluAtZeroIsNotComparable() throws {
    var shell = try Shell(
      "network 1 1 output relu", "input [[3]]", "target [[1]]", "backward")
    #expect(try shell.number("relu'(0)") == 0)
    #expect(try shell.number("dW[1][0, 0]") == 0)
    guard case .table(let table) = try shell.run("gradcheck") else { throw Shell.Missing() }
    #expect(table.rows.allSatisfy { $0.last == .text("cannot say", .warning) })
    #expect(table.note?.contains("at a kink") == true)
  }
}
