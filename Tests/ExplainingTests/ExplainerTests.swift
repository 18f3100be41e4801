import CommandKit
import ShellFixtures
import Testing
import Views

@testable import Explaining
import SessionCore

struct ExplainerTests {
  private func derivation(_ shell: inout Shell, _ what: String) throws -> Derivation {
    guard case .derivation(let derivation) = try shell.run("explain \(what)") else { throw Shell.Missing() }
    return derivation
  }

  private static let entries = [
    "z[1][0, 2]", "a[2][1, 0]", "C", "delta[3][0, 1]", "delta[1][2, 3]", "da[2][1, 2]", "da[3][0, 0]", "dW[2][0, 1]",
    "dW[1][3, 2]", "db[3][0, 1]", "db[1][0, 0]", "delta[1]", "z[3]", "dW[2]", "da[1]", "a[1]",
  ]

  /// Every expression of an explanation, typed into the session, gives the value beside it.
  @Test(arguments: entries, [false, true])
  func everyStepCanBeRetyped(entry: String, isDeep: Bool) throws {
    for (hidden, output, loss, l2) in [
      ("tanh", "sigmoid", "half-squared-error", 0.0), ("gelu", "softmax", "cross-entropy", 0.1),
      ("leaky-relu", "sigmoid", "binary-cross-entropy", 0), ("softmax", "softmax", "half-squared-error", 0),
    ] {
      var shell = try Shell(
        "seed 7", "network 3 4 3 2 hidden \(hidden) output \(output) loss \(loss)", "init kaiming", "set l2 \(l2)")
      shell.interpreter.fill(samples: 4)
      try shell.run("backward")
      let derivation = try derivation(&shell, entry + (isDeep ? " deep" : ""))
      #expect(derivation.steps.count >= 2)
      for step in derivation.steps { try expectRetyped(step, &shell) }
      if case .number(let value) = derivation.value, case .number(let first) = derivation.steps[0].value {
        #expect(isClose(value, first, 1e-9))
      }
    }
  }

  /// The same for every step of a pass with all parts of a layer.
  @Test(
    arguments: [
      ("tanh", "huber", 3), ("softmax", "mean-squared-error", 2), ("identity", "cross-entropy", 8),
      ("relu", "binary-cross-entropy", 2),
    ], ["training", "evaluation"])
  func everyStepOfEveryPartCanBeRetyped(network: (hidden: String, loss: String, samples: Int), mode: String) throws {
    let (hidden, loss, samples) = network
    var shell = try Shell(
      "seed 7", "network 3 4 2 hidden \(hidden) loss \(loss) dropout 0.4 batchnorm", "init kaiming", "set l1 0.02",
      "layer 2 l2 0.1", "set mode \(mode)")
    if loss.hasSuffix("entropy") { try shell.run("set label-smoothing 0.2") }
    shell.interpreter.fill(samples: samples)
    try shell.run("gamma[1] = [[1, 2, -1, 0.5]]")
    try shell.run("backward")
    let steps = try #require(shell.interpreter.session.network).operationOrder.filter { !$0.isDrawn }
    for quantity in steps {
      let entry = quantity == .loss ? "C" : "\(quantity.name)[0, 1]"
      for what in [quantity.name, entry] + (quantity == .weightGradient(1) ? [entry + " deep"] : []) {
        // A copy: cells that are remembered make every next one slower.
        var shell = shell
        let derivation = try derivation(&shell, what)
        #expect(derivation.steps.count >= 2, "\(what)")
        for step in derivation.steps { try expectRetyped(step, &shell) }
        switch (derivation.value, derivation.steps[0].value) {
        case (.number(let value), .number(let first)): #expect(abs(value - first) < 1e-12, "\(what)")
        case (.matrix(let value), .matrix(let first)):
          #expect(zip(value.data, first.data).allSatisfy { abs($0 - $1) < 1e-12 }, "\(what)")
        default: Issue.record("\(what): a number and a matrix")
        }
      }
    }
  }

  private func expectRetyped(_ step: Derivation.Step, _ shell: inout Shell) throws {
    switch (step.value, try shell.run(step.expression)) {
    case (.number(let value), .number(let typed)): #expect(value == typed.value)
    case (.matrix(let value), .matrix(let typed)): #expect(value.data == typed.data)
    default: Issue.record("\(step.expression) gives another kind of value")
    }
  }

  @Test func theFactorsOfTheChainRuleMultiplyToTheGradient() throws {
    var shell = try PublicNumbers.mazur()
    let derivation = try derivation(&shell, "dW[2][0, 1]")
    let factors = derivation.steps.filter { $0.caption?.hasPrefix("∂") == true }
    #expect(factors.map(\.caption) == ["∂C/∂a", "∂a/∂z", "∂z/∂w"])
    let product = factors.reduce(1.0) { product, step in
      if case .number(let value) = step.value { product * value } else { .nan }
    }
    #expect(isClose(product, 0.082667627848, 1e-10))
  }

  /// Where the output saturates at its target, the quotient of the general formula is 0/0.
  @Test(arguments: [(40, 1, -1.0), (-800, 0, 1)]) func aSaturatedOutputIsExplained(w: Int, y: Int, value: Double) throws
  {
    var shell = try Shell(
      "network 1 1 output sigmoid loss binary-cross-entropy", "W[1] = [[\(w)]]", "input [[1]]", "target [[\(y)]]",
      "backward")
    #expect(try shell.matrix("da[1]").data == [value])
    let steps = try derivation(&shell, "da[1][0, 0]").steps.dropFirst()
    #expect(steps.count == 2)
    for step in steps {
      guard case .number(let number) = step.value else { throw Shell.Missing() }
      #expect(number == value)
      try expectRetyped(step, &shell)
    }
  }

  @Test func aHiddenUnitSumsOverTheNextLayer() throws {
    var shell = try PublicNumbers.mazur()
    let derivation = try derivation(&shell, "da[1][0, 0]")
    #expect(
      derivation.steps.contains {
        $0.expression == "delta[2][0, 0] * W[2][0, 0]" && $0.caption == "through unit 0 of layer 2"
      })
  }

  @Test func longSumsShowTheLargestAndCountTheRest() throws {
    var shell = try Shell("seed 3", "network 5 20 2 hidden tanh", "init xavier")
    shell.interpreter.fill(samples: 3)
    try shell.run("backward")
    let derivation = try derivation(&shell, "z[2][0, 1]")
    let sizes = derivation.steps.dropFirst(2).prefix(6).map { step in
      if case .number(let value) = step.value { abs(value) } else { Double.nan }
    }
    #expect(sizes == sizes.sorted(by: >))
    #expect(derivation.steps.last?.caption == "the other 15")
  }

  @Test func aLossShowsWhatEachSampleAddsTheLargestFirst() throws {
    var shell = try Shell("network 2 3 loss cross-entropy", "W[1] = [[1, 0.5], [-0.5, 1], [0.25, -1]]", "set l2 0.1")
    try shell.run("input [[1, 2], [-1, 0.5], [0.5, -1.5]]")
    try shell.run("target [[1, 0, 0], [0, 1, 0], [0, 1, 0]]")
    try shell.run("forward")
    let derivation = try derivation(&shell, "C")
    #expect(derivation.steps.map(\.caption) == ["formula", "penalty", "sample 2", "sample 0", "sample 1"])
    let parts: [Double] = derivation.steps.dropFirst().map { step in
      if case .number(let value) = step.value { value } else { .nan }
    }
    guard case .number(let whole) = derivation.value else { throw Shell.Missing() }
    #expect(isClose(parts.reduce(0, +), whole))
  }

  @Test func inputsAndParametersAreNotExplained() throws {
    var shell = try PublicNumbers.mazur()
    #expect(try shell.failure(of: "explain W[1][0, 0]").message == "W[1] is not computed: it is a parameter")
    #expect(try shell.failure(of: "explain X").message == "X is not computed: it is given")
    #expect(try shell.failure(of: "explain 1 + 2").message == "explain takes a quantity or one entry of it")
  }

  @Test func aTargetWithFewerRowsThanTheInputIsAnError() throws {
    var shell = try Shell("data xor", "network 2 3 1", "backward", "target [[1]]")
    for entry in ["C", "da[2][3, 0]", "delta[2][3, 0] deep"] {
      #expect(try shell.failure(of: "explain \(entry)").message.hasSuffix("is outside Y (1×1)"), "\(entry)")
    }
  }
}
