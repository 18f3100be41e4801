import CommandKit
import ShellFixtures
import Testing
import Views

@testable import Judging

/// What is said about wrong claims on small networks of every kind.
struct NamingTests {
  private static let networks: [String: [String]] = [
    "half": [
      "network 2 3 3 2 hidden sigmoid", "init xavier", "b[1] = [.1, -.2, .3]", "b[2] = [.3, -.1, .2]",
      "input [[1, .5], [.2, -.4], [-1.1, .3], [.4, .8]]", "target [[.3, 1], [.2, .7], [1, 0], [.1, .9]]",
    ],
    "entropy": [
      "network 2 4 3 hidden relu output softmax loss cross-entropy", "init kaiming", "b[1] = [.1, -.2, .3, .2]",
      "input [[1, 2], [.5, -1], [.3, .4], [2, .1], [-.7, .6]]",
      "target [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 0, 1]]",
    ],
    "binary": [
      "network 2 3 2 hidden tanh loss binary-cross-entropy", "init xavier", "b[1] = [.1, -.2, .3]",
      "input [[1, 2], [.5, -1], [.3, .4]]", "target [[1, 0], [0, 1], [0, 1]]",
    ],
    "penalty": [
      "network 2 3 2 hidden tanh output softmax loss cross-entropy", "set l2 0.3", "init xavier",
      "b[1] = [.1, -.2, .3]", "b[2] = [.2, -.1]", "input [[1, 2], [-.5, -1], [.3, -.4]]",
      "target [[1, 0], [0, 1], [1, 0]]",
    ],
    "normalised": [
      "network 2 3 2 hidden relu output softmax loss cross-entropy batchnorm", "init kaiming",
      "gamma[1] = [1.2, .8, 1.5]", "beta[1] = [.1, -.2, .3]", "input [[.2, -.4], [.5, 1], [1, -1], [.3, .9]]",
      "target [[1, 0], [0, 1], [1, 0], [0, 1]]",
    ],
    "dropout": [
      "network 2 4 2 dropout 0.3 hidden tanh output identity", "init kaiming", "b[1] = [.1, .2, -.1, .3]",
      "input [[.1, 1], [.3, .7], [.5, .4], [.7, .1], [.2, -.6]]",
      "target [[0, 1], [1, 0], [0, .5], [1, .3], [.2, .1]]",
    ],
    "huber": [
      "network 2 3 2 loss huber output identity hidden leaky-relu", "set huber-delta 0.5", "init xavier",
      "input [[.4, .7], [1, -2], [.3, .3]]", "target [[.1, .2], [2, -1], [.4, .3]]",
    ],
  ]

  /// A claim with one slip, and a word that names it.
  static let slips: [(network: String, claim: String, word: String)] = [
    ("half", "(a[3] - Y) * z[3] * (1 - z[3]) / B == delta[3]", "taken at z[3]"),
    ("half", "(a[3] - Y) * a[3] / B == delta[3]", "derivative"),
    ("half", "(a[3] - Y) / B @ W[3] * sigmoid'(z[2]) == delta[2]", "sigmoid'(z[3]) is left out"),
    ("half", "delta[2] @ W[2] * sigmoid'(z[2]) == delta[1]", "z[1] is needed"),
    ("half", "delta[2].T @ a[2] == dW[2]", "a[2] instead of a[1]"),
    ("half", "X @ W[1].T + b[2] == z[1]", "b[1] is needed"),
    ("half", "dW[3][0, 1] == sum(delta[3][:, 0] * a[2][:, 2])", "index"),
    ("half", "0.5 * sum(abs(a[3] - Y)) / B == C", "absolute"), ("half", "dW[2] == dW[1]", "another layer"),
    ("half", "W[1] - eta * dW[1] == W[1]", "update"), ("half", "delta[1] == db[1]", "sum(delta[1], axis 0)"),
    ("entropy", "exp(z[2]) / sum(exp(z[2]), axis 0) == a[2]", "its own sum"),
    ("entropy", "(a[2] - 1) / B == delta[2]", "every class"),
    ("entropy", "-sum(Y * log(a[2])) / log(2) / B == C", "another base"),
    ("binary", "-sum(Y * log(a[2])) / B == C", "second term"),
    ("binary", "delta[2] @ W[2] * a[1] * (1 - a[1]) == delta[1]", "sigmoid' in a"),
    ("penalty", "delta[2].T @ a[1] - l2 * W[2] == dW[2]", "sign of the penalty"),
    ("penalty", "delta[2].T @ z[1] + l2 * W[2] == dW[2]", "z[1] instead of a[1]"),
    ("penalty", "sum(delta[1], axis 0) + l2 * b[1] == db[1]", "bias is not penalised"),
    ("normalised", "(z[1] - mu[1]) / (sqrt(var[1]) + 1e-5) == zhat[1]", "outside of the root"),
    ("normalised", "relu(z[1]) == a[1]", "zbn[1] is needed"),
    ("normalised", "sum(dzbn[1] * zhat[1], axis 0) == dbeta[1]", "dgamma[1]"),
    ("dropout", "tanh(z[1]) * (mask[1] > 0) / 0.3 == a[1]", "1/(1 − p)"),
    ("huber", "(a[2] - Y) / 2 / B == delta[2]", "clipped"),
    ("huber", "da[1] * where(z[1] > 0, 1, 0.1) == delta[1]", "0.01 is needed, not 0.1"),
  ]

  private static func shell(_ name: String) throws -> Shell {
    var shell = try Shell("seed 5")
    for cell in (networks[name] ?? []) + ["backward"] { try shell.run(cell) }
    return shell
  }

  @Test("one slip is named", arguments: slips.indices)
  func oneSlip(place: Int) throws {
    let (network, claim, word) = Self.slips[place]
    var shell = try Self.shell(network)
    let verdict = try shell.verdict(claim)
    #expect(verdict.kind == .differs)
    #expect(verdict.diagnosis?.contains(word) == true, "\(claim): \(verdict.diagnosis ?? "nothing")")
  }

  @Test(
    "two slips are named together",
    arguments: [
      ("half", "delta[2] @ W[2].T * sigmoid'(a[1]) == delta[1]", ["transposed", "a[1]"]),
      ("half", "-delta[2].T @ z[1] == dW[2]", ["sign", "z[1]"]),
      ("half", "(Y - a[3]) * sigmoid'(z[3]) == delta[3]", ["sign", "batch"]),
      ("half", "X @ W[1] == z[1].T", []), ("penalty", "delta[1].T @ X / B - l2 * W[1] == dW[1]", ["penalty", "B"]),
      ("normalised", "(z[1] + mu[1]) / sqrt(var[1]) == zhat[1]", ["sign", "ε"]),
      ("huber", "(Y - a[2]) / 2 / B == delta[2]", ["sign", "clipped"]),
    ].filter { !$0.2.isEmpty })
  func twoSlips(network: String, claim: String, words: [String]) throws {
    var shell = try Self.shell(network)
    let diagnosis = try shell.verdict(claim).diagnosis ?? ""
    for word in words { #expect(diagnosis.contains(word), "\(claim): \(diagnosis)") }
  }

  @Test("numbers of a matrix: the sign of an entry, exchanged columns, another entry")
  func numbers() throws {
    var shell = try PublicNumbers.mazur()
    #expect(
      try shell.verdict("delta[2] = [[0.13849856, 0.03809824]]").diagnosis == "the sign of entry [0, 1] is reversed")
    let columns = try shell.verdict("dW[2] = [[0.0827, 0.0822], [-0.0227, -0.0226]]")
    #expect(columns.diagnosis?.contains("the columns are exchanged") == true)
    #expect(try shell.verdict("dW[2][0, 0] = 0.0827").diagnosis?.contains("dW[2][0, 1]") == true)
    #expect(try shell.verdict("dW[2][0, 0] = -0.082").diagnosis == "the sign is reversed")
    #expect(try shell.verdict("dW[2] = 0").diagnosis?.contains("layer index") == false)
  }

  @Test("a formula is no hand calculation, and nothing is named that is not there")
  func guards() throws {
    var shell = try Self.shell("dropout")
    for claim in ["4 * W[1] == W[1]", "4 * a[1] == a[1]", "z[1] / B == z[1]"] {
      let diagnosis = try shell.verdict(claim).diagnosis ?? ""
      #expect(!diagnosis.contains("batch") && !diagnosis.contains("rounded"), "\(claim): \(diagnosis)")
    }
    var half = try Self.shell("half")
    let unknown = try half.verdict("sin(a[1]) * cosh(z[1]) == delta[1]").diagnosis
    #expect(unknown?.contains("none of the known mistakes") == true)
    #expect(try half.verdict("-delta[1].T @ X == dW[1]").diagnosis?.contains("(y − a)") == false)
  }
}
