import CommandKit
import ShellFixtures
import Testing
import Views

@testable import Judging

struct JudgeTests {
  /// A 3-4-3-2 network with a batch of four, drawn from a seed.
  static func network(_ seed: Int, l2: Double = 0, hidden: String = "tanh") throws -> Shell {
    var shell = try Shell(
      "seed \(seed)", "network 3 4 3 2 hidden \(hidden)", "init kaiming", "set l2 \(l2)", "set rate 0.5")
    shell.interpreter.fill(samples: 4)
    try shell.run("backward")
    return shell
  }

  static let equivalent = [
    "(a[3] - Y) * sigmoid'(z[3]) / B == delta[3]", "(a[3] - Y) * a[3] * (1 - a[3]) / 4 == delta[3]",
    "-(Y - a[3]) / B * (a[3] - a[3]^2) == delta[3]", "da[3] * sigma'(z[3]) == delta[3]",
    "delta[3].T @ a[2] == dW[3]", "(a[2].T @ delta[3]).T == dW[3]",
    "sum(delta[3], axis 0) == db[3]", "ones(1, 4) @ delta[3] == db[3]",
    "delta[3] @ W[3] * tanh'(z[2]) == delta[2]", "(W[3].T @ delta[3].T).T * (1 - a[2]^2) == delta[2]",
    "((delta[3] @ W[3] * tanh'(z[2])) @ W[2] * tanh'(z[1])).T @ X == dW[1]", "X @ W[1].T + b[1] == z[1]",
    "sum((a[3] - Y)^2) / (2 * B) == C", "mean((a[3] - Y)^2) == C", "delta[2] == delta[2]",
  ]

  @Test(arguments: equivalent)
  func equivalentFormulasAreRight(claim: String) throws {
    for seed in 0..<20 {
      var shell = try Self.network(seed)
      let verdict = try shell.verdict(claim)
      #expect(verdict.kind == .exact || verdict.kind == .agrees, "seed \(seed): \(verdict)")
    }
  }

  /// A claim as a student types it, and words of the diagnosis.
  static let mistakes: [(claim: String, words: String)] = [
    ("2 * (a[3] - Y) * sigmoid'(z[3]) / B == delta[3]", "½ of the loss is missing"),
    ("0.5 * (a[3] - Y) * sigmoid'(z[3]) / B == delta[3]", "½ too many"),
    ("sum((a[3] - Y)^2) / B == C", "½ of the loss is missing"),
    ("(a[3] - Y) * sigmoid'(z[3]) == delta[3]", "instead of the mean"),
    ("(a[3] - Y) * sigmoid'(z[3]) / B / B == delta[3]", "once too often"),
    ("delta[3].T @ a[2] / B == dW[3]", "once too often"),
    ("(Y - a[3]) * sigmoid'(z[3]) / B == delta[3]", "(y − a) instead of (a − y)"),
    ("-delta[2].T @ a[1] == dW[2]", "sign is reversed"),
    ("(a[3] - Y) / B == delta[3]", "sigmoid'(z[3]) is left out"),
    ("delta[3] @ W[3] == delta[2]", "tanh'(z[2]) is left out"),
    ("da[3].T @ a[2] == dW[3]", "left out"),
    ("(a[3] - Y) * sigmoid'(a[3]) / B == delta[3]", "taken at a[3] instead of z[3]"),
    ("delta[3] @ W[3] * tanh'(a[2]) == delta[2]", "taken at a[2] instead of z[2]"),
    ("delta[3] @ W[3] * sigmoid'(z[2]) == delta[2]", "wrong activation: layer 2 has tanh"),
    ("a[2].T @ delta[3] == dW[3]", "transposed"),
    ("outer(sum(a[2], axis 0), sum(delta[3], axis 0)) == dW[3]", "2×3"),
    ("delta[3] @ W[3] * tanh'(z[2]) @ W[2] == delta[1]", "tanh'(z[1]) is left out"),
    ("X @ W[1].T == z[1]", "bias is left out"), ("tanh(a[1] @ W[2].T) == a[2]", "bias is left out"),
    ("(delta[3] @ (W[3] - eta * dW[3])) * tanh'(z[2]) == delta[2]", "already updated"),
    ("dW[2] + delta[2].T @ a[1] == dW[2]", "accumulated twice"),
    ("outer(delta[2][1, :], a[1][1, :]) == dW[2]", "one sample of the batch only: sample 1"),
    ("delta[3][0, :] == db[3]", "one sample"), ("delta[2].T @ z[1] == dW[2]", "z[1] instead of a[1]"),
    ("delta[2].T @ a[2] == dW[2]", "off by one"), ("delta[1].T @ X == dW[2]", "4×3"),
  ]

  @Test(arguments: mistakes.map(\.claim))
  func mistakesAreNamed(claim: String) throws {
    let words = try #require(Self.mistakes.first { $0.claim == claim }?.words)
    for seed in 0..<20 {
      var shell = try Self.network(seed)
      let verdict = try shell.verdict(claim)
      #expect(verdict.kind == .differs)
      #expect(verdict.diagnosis?.contains(words) == true, "seed \(seed): \(verdict.diagnosis ?? "nothing")")
    }
  }

  /// Mistakes whose shapes do not fit: the message is the diagnosis.
  @Test(arguments: [
    ("delta[3] @ W[2] * tanh'(z[2]) == delta[2]", "neighbouring layer: from delta[3] back goes W[3]"),
    ("delta[3] @ W[3].T * tanh'(z[2]) == delta[2]", "delta[3] @ W[3] would fit"),
    ("X @ W[1] + b[1] == z[1]", "X @ W[1].T would fit"), ("delta[3] @ a[2] == dW[3]", "delta[3].T @ a[2] would fit"),
  ])
  func shapesThatDoNotFitNameTheMistake(claim: String, hint: String) throws {
    for seed in 0..<20 {
      var shell = try Self.network(seed)
      #expect(try shell.failure(of: "check \(claim)").hint?.contains(hint) == true)
    }
  }

  @Test func penaltiesAreNamed() throws {
    for seed in 0..<20 {
      var shell = try Self.network(seed, l2: 0.1)
      #expect(try shell.verdict("delta[2].T @ a[1] + l2 * W[2] == dW[2]").kind != .differs)
      #expect(try shell.verdict("delta[2].T @ a[1] == dW[2]").diagnosis?.contains("l2 * W[2] is left out") == true)
      #expect(try shell.verdict("delta[2].T @ a[1] + 2 * l2 * W[2] == dW[2]").diagnosis?.contains("doubled") == true)
    }
  }

  @Test func invertedMasksAreNamed() throws {
    for seed in 0..<20 {
      var shell = try Self.network(seed, hidden: "relu")
      #expect(try shell.verdict("(delta[3] @ W[3]) * (z[2] > 0) == delta[2]").kind != .differs)
      let verdict = try shell.verdict("(delta[3] @ W[3]) * (z[2] < 0) == delta[2]")
      #expect(verdict.diagnosis?.contains("mask is inverted") == true, "seed \(seed): \(verdict.diagnosis ?? "")")
      let leftOut = try shell.verdict("delta[3] @ W[3] == delta[2]")
      #expect(leftOut.diagnosis?.contains("relu'(z[2]) is left out") == true, "seed \(seed): \(leftOut)")
    }
  }

  @Test func squareWeightsMayBeTransposed() throws {
    for seed in 0..<20 {
      var shell = try Shell("seed \(seed)", "network 3 3 3 3 hidden tanh", "init kaiming")
      shell.interpreter.fill(samples: 4)
      try shell.run("backward")
      let wrong = try shell.verdict("delta[3] @ W[3].T * tanh'(z[2]) == delta[2]")
      #expect(wrong.diagnosis?.contains("W[3].T instead of W[3]") == true, "seed \(seed): \(wrong.diagnosis ?? "")")
      let neighbour = try shell.verdict("delta[3] @ W[2] * tanh'(z[2]) == delta[2]")
      #expect(neighbour.diagnosis?.contains("neighbouring layer") == true)
    }
  }

  /// Layers of other widths: a known mistake whose shapes do not fit may not be tried.
  @Test(arguments: ["da[2] @ W[2] == delta[1]", "(da[2] @ W[2]) * relu'(z[1]) == delta[1]", "da[2].T @ a[1] == dW[2]"])
  func mistakesThatDoNotFitAreNotTried(claim: String) throws {
    for sizes in ["3 2 2", "2 2 5", "4 4 4 3", "5 3 5 3 5", "1 1 1"] {
      var shell = try Shell("seed 1", "network \(sizes)", "init kaiming")
      shell.interpreter.fill(samples: 3)
      try shell.run("backward")
      #expect(try shell.verdict(claim).kind == .differs)
    }
  }

  @Test func agreementByLuckIsNotAccepted() throws {
    var shell = try Shell(
      "network 2 2 1 hidden tanh", "W[1] = [[1, 0], [0, 1]]", "W[2] = [[0, 0]]", "input [[1, 2]]", "target [[1]]",
      "backward")
    let verdict = try shell.verdict("delta[2] @ W[2] == delta[1]")
    #expect(verdict.kind == .differs)
    #expect(verdict.diagnosis?.contains("by luck") == true)
  }

  @Test func numbersAreJudgedToTheirDigits() throws {
    var shell = try PublicNumbers.mazur()
    #expect(try shell.verdict("dW[1][0, 0] = 0.000438568").kind == .agrees)
    #expect(try shell.verdict("dW[1][0, 0] = 0.000438568").digits == 6)
    #expect(try shell.verdict("dW[2][0, 0] = 0.0822").kind == .agrees)
    #expect(try shell.verdict("dW[1][0, 0] = 0.00044").kind == .agrees)
    #expect(try shell.verdict("dW[1][0, 0] = 0.000877135469").diagnosis?.contains("½ of the loss is missing") == true)
    #expect(try shell.verdict("dW[1][0, 0] = 0.000219283867").diagnosis?.contains("number of outputs") == true)
    #expect(try shell.verdict("dW[2][0, 0] = 0.0821").diagnosis?.contains("rounded intermediate") == true)
    #expect(try shell.verdict("delta[2][0, 0] = 0.7413650696").diagnosis?.contains("left out") == true)
    try shell.run("set rate 0.5")
    let updated = try shell.verdict("dW[1] == [[0.0003647229, 0.0007294458], [0.0004236296, 0.0008472592]]")
    #expect(updated.diagnosis?.contains("already updated") == true, "\(updated)")
    let transposed = try shell.verdict("dW[1] == [[0.0004615506, 0.0009231011], [0.0005810243, 0.0011620485]]")
    #expect(transposed.diagnosis?.contains("W[2].T instead of W[2]") == true, "\(transposed)")
  }

  @Test func theOutputIsNotTheLoss() throws {
    var shell = try Shell(
      "network 2 1 output identity", "W[1] = [[0.34, 0.56]]", "b[1] = 0.54", "input [[1, 0]]", "target [[0]]",
      "backward")
    #expect(isClose(try shell.number("a[1][0, 0]"), 0.88))
    #expect(isClose(try shell.number("dW[1][0, 0]"), 0.88))
    let one = try shell.verdict("dW[1][0, 0] = 1")
    #expect(one.diagnosis?.contains("derivative of the output") == true, "\(one)")
    #expect(try shell.verdict("dW[1][0, 0] = 0.7744").diagnosis?.contains("once too often") == true)
  }

  @Test func aTargetWithFewerRowsThanTheInputIsJudged() throws {
    var shell = try Shell("data xor", "network 2 3 1", "backward", "target [[1]]")
    #expect(try shell.verdict("C = 0.7").kind == .differs)
    #expect(try shell.verdict("delta[2] == a[2] - Y").kind == .differs)
  }

  @Test(arguments: ["moons", "digits"])
  func aBatchThatDoesNotFitTheNetworkIsNotJudged(data: String) throws {
    var shell = try Shell("network 2 3 1", "define dW[1] = delta[1].T @ X", "data \(data)")
    #expect(try shell.failure(of: "check delta[2] == a[2] - Y").message == "delta[2] has not been computed yet")
  }
}
