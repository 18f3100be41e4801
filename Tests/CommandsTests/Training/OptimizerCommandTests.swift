import CommandKit
import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

/// The optimisers as they are typed: `optimizer`, `update`, `step`, `explain … update`.
struct OptimizerCommandTests {
  private static let start = [
    "network 2 3 1 hidden tanh", "seed 1", "init xavier", "input [[1, 2], [3, -1]]", "target [[1], [0]]",
  ]

  private func shell(_ cells: [String] = []) throws -> Shell {
    var shell = try Shell()
    for cell in Self.start + cells { try shell.run(cell) }
    return shell
  }

  // MARK: update

  @Test(arguments: Optimizer.Rule.allCases)
  func stepsAreTheRulesTwice(rule: Optimizer.Rule) throws {
    var shell = try shell(["optimizer \(rule.rawValue) rate 0.05", "backward", "w = W[1]", "g = dW[1]", "update"])
    let (w, g) = ("w", "g")
    let expected =
      switch rule {
      case .sgd: "\(w) - eta * \(g)"
      case .momentum: "\(w) - eta * \(g)"
      case .nesterov: "\(w) - eta * (\(g) + 0.9 * \(g))"
      case .rmsprop: "\(w) - eta * \(g) / (sqrt(0.01 * \(g)^2) + 1e-8)"
      case .adam: "\(w) - eta * \(g) / (abs(\(g)) + 1e-8)"
      case .adamw: "(1 - eta * 0.01) * \(w) - eta * \(g) / (abs(\(g)) + 1e-8)"
      }
    #expect(try shell.number("max(abs(W[1] - (\(expected))))") < 1e-12)
    try shell.run("backward")
    if rule.moments.contains(.first) { try shell.run("m1 = mW[1]") }
    try shell.run("update")
    switch rule {
    case .momentum, .nesterov: #expect(try shell.number("max(abs(m[1] - (0.9 * g + dW[1])))") < 1e-15)
    case .adam, .adamw: #expect(try shell.number("max(abs(m[1] - (0.9 * m1 + 0.1 * dW[1])))") < 1e-15)
    case .sgd, .rmsprop: break
    }
    #expect(shell.interpreter.session.optimizerState.steps == (rule == .sgd ? 0 : 2))
  }

  @Test func oneKindMovesAlone() throws {
    var shell = try shell(["optimizer momentum", "backward", "b1 = b[1]", "update weights"])
    #expect(try shell.number("max(abs(b[1] - b1))") == 0)
    #expect(try shell.number("max(abs(mb[1]))") == 0)
    #expect(try shell.number("max(abs(m[1] - dW[1]))") == 0)
  }

  @Test func clippingShortensTheWholeGradient() throws {
    var shell = try shell(["backward", "w = W[1]", "update rate 1 clip 0.001"])
    let session = shell.interpreter.session
    let squares = ["dW[1]", "db[1]", "dW[2]", "db[2]"].map { "sum(\($0)^2)" }.joined(separator: " + ")
    let scale = try shell.number("0.001 / (sqrt(\(squares)) + 1e-6)")
    #expect(scale < 0.1)
    #expect(try shell.number("max(abs(w - W[1] - \(scale) * dW[1]))") < 1e-15)
    #expect(session.optimizer == Optimizer())
    try shell.run("w = W[1]")
    try shell.run("backward")
    try shell.run("update rate 1 clamp 0.0001")
    #expect(try shell.number("max(abs(w - W[1]))") <= 0.0001 + 1e-16)
    #expect(try shell.failure(of: "update clip 1 clamp 1").message == "clip and clamp exclude each other")
  }

  /// Whole runs of PyTorch's, typed step by step.
  @Test(arguments: Trajectories.shared?.runs ?? [])
  func stepsAsPyTorch(run: Trajectories.Run) throws {
    let reference = try #require(Trajectories.shared)
    var shell = try Shell()
    try shell.run("network \(reference.sizes.map(String.init).joined(separator: " ")) hidden tanh output sigmoid")
    try shell.run("set l2 \(run.l2)")
    try shell.run(run.optimizer)
    var session = shell.interpreter.session
    for (index, (weights, biases)) in zip(reference.W, reference.b).enumerated() {
      session.set(.weights(index + 1), to: Matrix(weights))
      session.set(.biases(index + 1), to: Matrix(biases))
    }
    shell.interpreter.session = session
    let perEpoch = (reference.X.count + reference.batch - 1) / reference.batch
    for (step, loss) in run.losses.enumerated() {
      let first = step % perEpoch * reference.batch
      let rows = first..<min(first + reference.batch, reference.X.count)
      shell.interpreter.session.setBatch(
        input: Matrix(Array(reference.X[rows])), target: Matrix(Array(reference.Y[rows])), rows: nil)
      try shell.run("backward;")
      if run.l2 == 0 { #expect(abs(try shell.number("C") - loss) < 1e-10) }
      let rate = run.schedule.rate(run.rate, batch: step, perEpoch: perEpoch, epochs: reference.epochs)
      try shell.run("update rate \(rate)\(run.clipping)")
    }
    for (index, (weights, biases)) in zip(run.W, run.b).enumerated() {
      let layer = try #require(shell.interpreter.session.network?[layer: index + 1])
      #expect(zip(layer.weights.elements, weights.joined()).allSatisfy { abs($0 - $1) < 1e-10 })
      #expect(zip(layer.biases.elements, biases.joined()).allSatisfy { abs($0 - $1) < 1e-10 })
    }
  }

  // MARK: explain

  @Test(arguments: Optimizer.Rule.allCases, ["W[1][2, 1]", "b[2][0, 0]"])
  func theNextStepIsExplained(rule: Optimizer.Rule, entry: String) throws {
    var shell = try shell(["optimizer \(rule.rawValue) rate 0.05"])
    for _ in 0..<3 {
      try shell.run("backward")
      guard case .derivation(let derivation)? = try shell.run("explain \(entry) update"),
        case .number(let value) = derivation.value
      else { throw Shell.Missing() }
      for step in derivation.steps {
        guard case .number(let stated) = step.value else { throw Shell.Missing() }
        #expect(try shell.number(step.expression) == stated, "\(step.expression)")
      }
      let before = try shell.number(entry)
      try shell.run("update")
      #expect(isClose(try shell.number(entry), value, 1e-13))
      guard case .number(let change)? = derivation.steps.last?.value else { throw Shell.Missing() }
      #expect(isClose(value - before, change, 1e-9))
    }
  }

  @Test func onlyParametersHaveANextStep() throws {
    var shell = try shell(["backward"])
    #expect(try shell.failure(of: "explain dW[1][0, 0] update").message == "update moves parameters, not dW[1]")
    #expect(try shell.failure(of: "explain W[1][0, 0]").hint == "explain W[1][0, 0] update shows its next step")
    try shell.run("network 2 2 1")
    #expect(try shell.failure(of: "explain W[1][0, 0] update").message == "dW[1] has not been computed yet")
  }

  // MARK: define

  /// Rules typed by hand are the built-in ones.
  @Test func ownRulesAreTheBuiltInOnes() throws {
    let rules: [(name: String, cells: [String])] = [
      ("sgd", ["define W[1] = W[1] - eta * dW[1]"]),
      ("momentum", ["define W[1] = W[1] - eta * mW[1]"]),
      ("rmsprop", ["define W[1] = W[1] - eta * dW[1] / (sqrt(vW[1]) + 1e-8)"]),
      ("momentum", ["define mW[1] = 0.9 * mW[1] + dW[1]", "define W[1] = W[1] - eta * mW[1]"]),
      (
        "rmsprop",
        ["define vW[1] = 0.99 * vW[1] + 0.01 * dW[1]^2", "define W[1] = W[1] - eta * dW[1] / (sqrt(vW[1]) + 1e-8)"]
      ),
    ]
    for rule in rules {
      for steps in [["update"], ["update rate 0.3 clip 0.01"], ["step 20"], ["train epochs 3 rate 0.2 batch 1"]] {
        var (own, builtIn) = (try shell(["optimizer \(rule.name)"]), try shell(["optimizer \(rule.name)"]))
        for cell in rule.cells { try own.run(cell) }
        for cell in ["backward"] + steps + ["backward"] + steps {
          try own.run(cell)
          try builtIn.run(cell)
        }
        let (one, other) = (try own.matrix("W[1]").data, try builtIn.matrix("W[1]").data)
        #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 }, "\(rule.name), \(steps)")
      }
    }
  }

  @Test func aRuleOfOnesOwnIsInForceUntilItIsUndefined() throws {
    var shell = try shell(["backward", "define W[1] = W[1] - 0.01 * sign(dW[1])", "w = W[1]"])
    guard case .derivation(let derivation)? = try shell.run("explain W[1][0, 1] update") else { throw Shell.Missing() }
    guard case .text(let text)? = try shell.run("update") else { throw Shell.Missing() }
    #expect(text.plain.hasSuffix("; W[1] by your formula"))
    #expect(try shell.number("max(abs(abs(W[1] - w) - 0.01))") < 1e-15)
    #expect(derivation.value == .number(try shell.number("W[1][0, 1]")))
    try shell.run("undefine W[1]")
    try shell.run("w = W[1]")
    try shell.run("backward")
    try shell.run("update")
    #expect(try shell.number("max(abs(W[1] - (w - eta * dW[1])))") == 0)
    #expect(try shell.failure(of: "define z[1] = 0").hint?.contains("W[l]") == true)
    #expect(try shell.failure(of: "define W[1] = dW[2]").message == "your W[1] = dW[2] is 1×3")
  }

  @Test(
    "t is the number of the step, also with a rule that remembers nothing",
    arguments: ["sgd", "momentum", "adam"])
  func stepNumber(rule: String) throws {
    var shell = try shell(["optimizer \(rule)", "backward", "w = W[1]", "define W[1] = W[1] - 0.1 / t * dW[1]"])
    for _ in 0..<3 { try shell.run("update") }
    #expect(try shell.number("norm(W[1] - (w - 0.1 * (1 + 1/2 + 1/3) * dW[1]))") < 1e-15)
    #expect(try shell.failure(of: "t").message == "unknown name t")
  }

  @Test("a formula is tried when it is defined, without a batch too")
  func trial() throws {
    var shell = try Shell("network 2 3 1", "optimizer adam")
    try shell.run("define W[1] = W[1] - eta * mW[1] / (1 - 0.9^t)")
    try shell.run("define delta[2] = (a[2] - Y) * sigmoid'(z[2]) / B")
    #expect(try shell.failure(of: "define W[1] = W[1] - eta * q").message == "unknown name q")
    #expect(try shell.failure(of: "define delta[2] = da[2].T").message == "your delta[2] = da[2].T is 1×3")
    #expect(try shell.failure(of: "define delta[2] = dW[1]").message.contains("dW[1] has not been computed yet"))
    #expect(try shell.failure(of: "define W[1] = delta[1]").message.contains("3×3"))
  }

  @Test func onlyTheFormulasOfWhatMovesAreNamed() throws {
    var shell = try shell(["backward", "define W[1] = W[1] - dW[1]", "define b[1] = b[1] - db[1]"])
    guard case .text(let text)? = try shell.run("update weights") else { throw Shell.Missing() }
    #expect(text.plain.hasSuffix("; W[1] by your formula"))
  }

  // MARK: The state as a quantity

  @Test func whatIsRememberedIsAQuantity() throws {
    var shell = try shell(["optimizer adam"])
    #expect(try shell.matrix("m[1]").data == Array(repeating: 0, count: 6))
    try shell.run("mW[1] = 1")
    try shell.run("m[1][0, 1] = 2")
    #expect(try shell.matrix("mW[1]").data == [1, 2, 1, 1, 1, 1])
    // A variable of that name goes first; the long name stays.
    try shell.run("m = [[7, 8]]")
    #expect(try shell.number("m[0, 1]") == 8)
    #expect(try shell.matrix("mW[1]").data == [1, 2, 1, 1, 1, 1])
    try shell.run("optimizer sgd")
    #expect(try shell.failure(of: "mW[1]").message == "there is no mW: sgd remembers no m")
    try shell.run("optimizer momentum")
    #expect(try shell.failure(of: "vb[2]").hint == "optimizer rmsprop or adam has it")
    #expect(try shell.failure(of: "mgamma[1]").hint == "layer 1 batchnorm")
    try shell.run("optimizer sgd")
    try shell.run("mW = 5")
    #expect(try shell.number("mW") == 5)
  }

  @Test(arguments: ["optimizer adam", "init zeros", "network 2 3 1", "layer add 2"])
  func itBeginsAnew(cell: String) throws {
    var shell = try shell(["optimizer adam", "backward", "update", cell])
    #expect(try shell.number("max(abs(v[1]))") == 0)
    #expect(shell.interpreter.session.optimizerState == OptimizerState())
  }

  @Test func undoTakesItBack() throws {
    var shell = try shell(["optimizer adam", "backward", "update"])
    let before = shell.interpreter.session
    try shell.run("snapshot here")
    try shell.run("update")
    #expect(shell.interpreter.session.optimizerState.steps == 2)
    try shell.run("undo")
    #expect(shell.interpreter.session.optimizerState == before.optimizerState)
    try shell.run("update")
    guard case .table(let table)? = try shell.run("diff here") else { throw Shell.Missing() }
    let names = table.rows.map { if case .text(let name, _) = $0[0] { name } else { "" } }
    #expect(table.rows.contains { $0[0] == .text("optimizer", .name) && $0[2] == .text("adam, 2 steps") })
    #expect(names.contains { $0.hasPrefix("mW[1]") })
    #expect(names.contains { $0.hasPrefix("vb[2]") })
    #expect(!names.contains("other settings"))
  }

  @Test func constantsBelongToRules() throws {
    var shell = try shell()
    #expect(try shell.failure(of: "optimizer momentum beta2 0.5").message == "momentum has no beta2")
    #expect(try shell.failure(of: "optimizer beta1 0.5").message == "beta1 of which optimiser?")
    #expect(try shell.failure(of: "optimizer adam beta1 1").message.contains("beta1"))
    try shell.run("optimizer rmsprop beta2 0.5 epsilon 1e-3 rate 0.2")
    let session = shell.interpreter.session
    #expect(session.optimizer == Optimizer(.rmsprop, beta2: 0.5, epsilon: 1e-3))
    #expect(session.learningRate == 0.2)
  }
}
