import CommandKit
import Engine
import SessionCore
import ShellFixtures
import Testing
import Views

/// Dropout, batch normalisation, penalties and losses, as they are typed.
struct LayerPartsTests {
  private static func network(_ parts: String, samples: Int = 4) throws -> Shell {
    var shell = try Shell("seed 5", "network 3 4 3 2 hidden tanh \(parts)", "init kaiming")
    shell.interpreter.fill(samples: samples)
    return shell
  }

  /// The verdicts of a gradient check by tensor, and its note.
  private func gradcheck(_ shell: inout Shell) throws -> (verdicts: [String: String], note: String) {
    guard case .table(let table) = try shell.run("gradcheck") else { throw Shell.Missing() }
    let texts = table.rows.map { row in row.map { if case .text(let text, _) = $0 { text } else { "" } } }
    return (Dictionary(uniqueKeysWithValues: texts.map { ($0[0], $0[6]) }), table.note ?? "")
  }

  @Test func stepGoesThroughTheParts() throws {
    var shell = try Self.network("dropout 0.5 batchnorm")
    var names: [String] = []
    while let next = shell.interpreter.session.nextOperation {
      names.append(next.name)
      try shell.run("step")
    }
    #expect(
      names.prefix(7) == ["z[1]", "mu[1]", "var[1]", "zhat[1]", "zbn[1]", "mask[1]", "a[1]"])
    #expect(names.last == "db[1]")
    #expect(names.contains("dvar[2]"))
    try shell.run("step")
    #expect(shell.interpreter.session.nextOperation == .preActivation(1))
  }

  @Test func aMaskIsDrawnByForwardAndKeptByTheRest() throws {
    var shell = try Self.network("dropout 0.5")
    try shell.run("forward")
    let first = try shell.matrix("mask[1]")
    #expect(Set(first.data) == [0, 2])
    for cell in ["loss", "backward", "gradcheck", "numeric dW[1][0, 0]", "evaluate", "step 3"] { try shell.run(cell) }
    #expect(try shell.matrix("mask[1]") == first)
    try shell.run("forward")
    #expect(try shell.matrix("mask[1]") != first)
    // The stream is that of the seed.
    var again = try Self.network("dropout 0.5")
    try again.run("forward")
    #expect(try again.matrix("mask[1]") == first)
  }

  @Test func anAssignedMaskStaysForItsBatch() throws {
    var shell = try Self.network("dropout 0.5")
    try shell.run("mask[1] = 1")
    try shell.run("forward")
    #expect(try shell.matrix("mask[1]").data.allSatisfy { $0 == 1 })
    shell.interpreter.fill(samples: 4)
    try shell.run("forward")
    #expect(try shell.matrix("mask[1]").data.contains(0))
  }

  @Test func evaluationModeLeavesThePartsOut() throws {
    var shell = try Self.network("dropout 0.5 batchnorm")
    try shell.run("forward")
    try shell.run("set mode evaluation")
    try shell.run("forward")
    let output = try shell.matrix("a[3]")
    #expect(try shell.failure(of: "mask[1]").message == "there is no mask[1] in evaluation mode")
    let byHand = try shell.matrix("gamma[1] * (z[1] - running_mean[1]) / sqrt(running_var[1] + 1e-5) + beta[1]")
    #expect(zip(try shell.matrix("zbn[1]").data, byHand.data).allSatisfy { isClose($0, $1) })
    try shell.run("forward")
    #expect(try shell.matrix("a[3]") == output)
    try shell.run("set mode training")
    try shell.run("backward")
    #expect(try shell.matrix("mu[1]").rows == 1)
  }

  @Test func theRunningStatisticsFollowEachTrainingPass() throws {
    var shell = try Self.network("batchnorm")
    try shell.run("forward")
    let expected = try shell.matrix("0.1 * mu[1]")
    #expect(zip(try shell.matrix("running_mean[1]").data, expected.data).allSatisfy { isClose($0, $1) })
    let variance = try shell.matrix("0.9 + 0.1 * var[1] * 4 / 3")
    #expect(zip(try shell.matrix("running_var[1]").data, variance.data).allSatisfy { isClose($0, $1) })
    let before = try shell.matrix("running_mean[1]")
    for cell in ["gradcheck", "numeric dgamma[1][0, 0]", "backward", "evaluate"] { try shell.run(cell) }
    #expect(try shell.matrix("running_mean[1]") == before)
  }

  @Test func gradcheckHoldsForEveryParameter() throws {
    for parts in ["dropout 0.3", "batchnorm", "dropout 0.3 batchnorm loss cross-entropy"] {
      var shell = try Self.network(parts, samples: 5)
      try shell.run("set l1 0.01")
      try shell.run("set l2 0.02")
      let verdicts = try gradcheck(&shell).verdicts
      #expect(!verdicts.values.contains("disagrees"))
      #expect(verdicts["dW[1]"] == "agrees")
      #expect(verdicts["dgamma[1]"] == (parts.contains("batchnorm") ? "agrees" : nil))
    }
  }

  @Test func ownFormulasReplaceThoseOfTheParts() throws {
    var shell = try Self.network("batchnorm", samples: 5)
    try shell.run("define dgamma[1] = sum(dzbn[1], axis 0)")
    let (verdicts, note) = try gradcheck(&shell)
    #expect(verdicts["dgamma[1]"] == "disagrees")
    #expect(note.contains("first wrong at dgamma[1], your formula sum(dzbn[1], axis 0)"))
    try shell.run("define dgamma[1] = sum(dzbn[1] * zhat[1], axis 0)")
    #expect(try gradcheck(&shell).verdicts["dgamma[1]"] == "agrees")
    // The right db[1] is 0 but for rounding, of which nothing is a multiple.
    try shell.run("define delta[1] = dzhat[1] / sqrt(var[1] + 1e-5)")
    let constant = try gradcheck(&shell)
    #expect(constant.verdicts["db[1]"] == "disagrees")
    #expect(!constant.note.contains("times the right one"))
    try shell.run("undefine delta[1]")
    try shell.run("data none")
    try shell.run("train epochs 2 batch 5")
  }

  /// Claims about the parts, and what is said of them; an empty text for what is right.
  private static let claims: [(claim: String, diagnosis: String)] = [
    ("tanh(zbn[1]) * mask[1] == a[1]", ""),
    ("tanh(zbn[1]) == a[1]", "the mask is left out"),
    ("tanh(zbn[1]) * (mask[1] > 0) == a[1]", "the mask is not scaled"),
    ("da[1] * tanh'(zbn[1]) == dzbn[1]", "the mask is left out"),
    ("da[1] * mask[1] * tanh'(zbn[1]) == dzbn[1]", ""),
    ("da[1] * mask[1] * (1 - a[1]^2) == dzbn[1]", "the derivative is taken from a[1], which is masked"),
    ("mean((z[1] - mu[1])^2, axis 0) == var[1]", ""),
    ("sum((z[1] - mu[1])^2, axis 0) / (B - 1) == var[1]", "divided by B − 1"),
    ("(z[1] - mu[1]) / sqrt(var[1]) == zhat[1]", "ε is left out"),
    ("zhat[1] + beta[1] == zbn[1]", "gamma[1] is left out"),
    ("gamma[1] * zhat[1] == zbn[1]", "beta[1] is left out"),
    ("da[1] * mask[1] * tanh'(z[1]) == dzbn[1]", "the derivative is taken at z[1] instead of zbn[1]"),
    ("sum(dzbn[1], axis 0) == dgamma[1]", "zhat[1] is left out"),
    ("sum(dzbn[1] * z[1], axis 0) == dgamma[1]", "z[1] instead of zhat[1]"),
    ("-0.5 * sum(dzhat[1] * (z[1] - mu[1]), axis 0) / (var[1] + 1e-5)^0.5 == dvar[1]", "1.5 is needed, not 0.5"),
    ("0.5 * sum(dzhat[1] * (z[1] - mu[1]), axis 0) / (var[1] + 1e-5)^1.5 == dvar[1]", "the sign of dvar[1]"),
    ("sum(dzhat[1], axis 0) / sqrt(var[1] + 1e-5) == dmu[1]", "the sign of dmu[1]"),
    ("dzbn[1] == dzhat[1]", "gamma[1] is left out"),
    ("dzhat[1] / sqrt(var[1] + 1e-5) == delta[1]", "mu[1] and var[1] are taken for constants"),
    ("dzhat[1] / sqrt(var[1] + 1e-5) + dmu[1] / B == delta[1]", "var[1] is taken for a constant"),
    ("dzhat[1] / sqrt(var[1] + 1e-5) + 2 * dvar[1] * (z[1] - mu[1]) / B + dmu[1] / B == delta[1]", ""),
    (
      "gamma[1] / sqrt(var[1] + 1e-5) * (dzbn[1] - dbeta[1] / B - zhat[1] * dgamma[1] / B) == delta[1]", ""
    ),
    ("delta[1].T @ a[0] == dW[1]", "the penalty term 0.1 * W[1] + l1 * sign(W[1]) is left out"),
    ("delta[1].T @ a[0] + 0.1 * W[1] + l1 * sign(W[1]) == dW[1]", ""),
  ]

  @Test(arguments: claims.indices) func claimsAreJudged(index: Int) throws {
    let (claim, diagnosis) = Self.claims[index]
    var shell = try Self.network("dropout 0.4 batchnorm", samples: 6)
    for cell in ["set l1 0.03", "layer 1 l2 0.1", "gamma[1] = [[1, 2, -1, 0.5]]", "beta[1] = [[1, 0, 2, 3]]"] {
      try shell.run(cell)
    }
    try shell.run("forward")
    try shell.run("backward")
    let verdict = try shell.verdict(claim)
    if diagnosis.isEmpty {
      #expect(verdict.kind != .differs, "\(verdict.diagnosis ?? "")")
    } else {
      #expect(verdict.kind == .differs)
      #expect(verdict.diagnosis?.contains(diagnosis) == true, "\(verdict.diagnosis ?? "")")
    }
  }

  @Test(arguments: [
    ("2 * (a[3] - Y) / 2 / B == da[3]", ""), ("2 * (a[3] - Y) / B == da[3]", "summed over the outputs"),
    ("(a[3] - Y) / 2 / B == da[3]", "the derivative of (a − y)² is 2 (a − y)"),
    ("2 * (a[3] - Y) / 2 == da[3]", "summed over the batch"), ("sum((a[3] - Y)^2) / 2 / B == C", ""),
  ])
  func claimsAboutTheMeanSquaredErrorAreJudged(claim: String, diagnosis: String) throws {
    // Six samples: no two mistakes multiply by the same number.
    var shell = try Self.network("loss mean-squared-error", samples: 6)
    try shell.run("backward")
    let verdict = try shell.verdict(claim)
    #expect((verdict.kind == .differs) == !diagnosis.isEmpty)
    #expect(verdict.diagnosis?.contains(diagnosis) != false, "\(verdict.diagnosis ?? "")")
  }

  @Test(arguments: [
    ("(a[3] - Ys) / B == delta[3]", ""),
    ("(a[3] - Y) / B == delta[3]", "the output is compared with Ys"),
    ("-sum(Y * log(a[3])) / B == C", "the output is compared with Ys"), ("-sum(Ys * log(a[3])) / B == C", ""),
    ("((a[3] - Y) / B).T @ a[2] == dW[3]", "the output is compared with Ys"),
    ("da[3] * a[3] * (1 - a[3]) == delta[3]", "softmax is taken entry by entry"),
    ("(a[3] - Ys) / B * a[3] * (1 - a[3]) == delta[3]", "softmax's derivative is in (a − y) already"),
  ])
  func claimsAboutSoftmaxAreJudged(claim: String, diagnosis: String) throws {
    var shell = try Shell("seed 5", "network 3 4 3 2 loss cross-entropy", "init kaiming", "set label-smoothing 0.2")
    shell.interpreter.fill(samples: 6)
    try shell.run("backward")
    let verdict = try shell.verdict(claim)
    #expect((verdict.kind == .differs) == !diagnosis.isEmpty)
    #expect(verdict.diagnosis?.contains(diagnosis) != false, "\(verdict.diagnosis ?? "")")
  }

  @Test func theOutputActivationFollowsFromTheLoss() throws {
    for (loss, output) in [
      ("mean-squared-error", Activation.identity), ("huber", .identity), ("cross-entropy", .softmax),
      ("binary-cross-entropy", .sigmoid), ("half-squared-error", .sigmoid),
    ] {
      let shell = try Shell("network 2 3 2 loss \(loss)")
      #expect(shell.interpreter.session.network?[layer: 2].activation == output)
    }
  }

  @Test func whatCannotBeSaysWhy() throws {
    var shell = try Self.network("batchnorm")
    #expect(try shell.failure(of: "mask[1]").message == "no layer has a mask")
    #expect(
      try shell.failure(of: "gamma[3]").message == "there is no gamma[3]: the output layer has no batch normalisation")
    #expect(try shell.failure(of: "Ys").hint == "label smoothing is for cross-entropy")
    #expect(try shell.failure(of: "layer 3 dropout 0.5").message.hasPrefix("the output layer takes no dropout"))
    #expect(try shell.failure(of: "layer 1 dropout 1").message == "dropout is a share from 0 up to 1, not 1")
    #expect(
      try shell.failure(of: "set label-smoothing 0.1").message
        == "labels are smoothed for an entropy, not for half-squared-error")
    #expect(try shell.failure(of: "explain gamma[1][0, 0]").message == "gamma[1] is not computed: it is a parameter")
    shell.interpreter.fill(samples: 1)
    #expect(try shell.failure(of: "forward").message.hasPrefix("the batch normalisation of layer 1 needs two samples"))
    try shell.run("set mode evaluation")
    try shell.run("forward")
    try shell.run("data xor")
    try shell.run("network 2 3 1 batchnorm")
    #expect(try shell.failure(of: "train batch 3").message.contains("(4 = 1 · 3 + 1)"))
    #expect(try shell.failure(of: "train batch 1").message.contains("two samples in a batch at least"))
    try shell.run("train batch 2 epochs 1")
  }

  @Test func namesOfPartsAreFreeWithoutThem() throws {
    var shell = try Shell("network 2 3 1", "mask = [[1, 0]]", "var = 3", "gamma = 2", "mu = mask[0, 1] + var")
    #expect(try shell.number("mu * gamma") == 6)
    try shell.run("layer 1 batchnorm")
    #expect(try shell.failure(of: "gamma = 3").message.hasPrefix("gamma belongs to the network"))
    try shell.run("layer 1 plain")
    #expect(try shell.number("gamma") == 2)
  }

  @Test func updateMovesEveryParameter() throws {
    var shell = try Self.network("batchnorm")
    try shell.run("backward")
    let expected = try shell.matrix("gamma[1] - 0.5 * dgamma[1]")
    try shell.run("update rate 0.5")
    #expect(try shell.matrix("gamma[1]").data == expected.data)
    try shell.run("backward")
    let gamma = try shell.matrix("gamma[1]")
    try shell.run("update weights rate 0.5")
    #expect(try shell.matrix("gamma[1]") == gamma)
  }
}
