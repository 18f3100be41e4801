import ShellFixtures
import Testing
import Views

@testable import Judging

/// What is said besides right and wrong: for one sample, by luck and why, by rounding and where, cannot say and why.
struct GenericVerdictTests {
  private let single = [
    "network 2 2 2 hidden sigmoid", "W[1] = [[.15, .20], [.25, .30]]", "W[2] = [[.40, .45], [.50, .55]]",
    "input [[.05, .10]]", "target [[.01, .99]]", "backward",
  ]

  private func shell(_ cells: [String]) throws -> Shell {
    var shell = try Shell()
    for cell in cells { try shell.run(cell) }
    return shell
  }

  @Test(arguments: ["(a[2] - Y) * sigmoid'(z[2]) == delta[2]", "outer(delta[2], a[1]) == dW[2]", "delta[2] == db[2]"])
  func whatHoldsForOneSampleSaysSo(claim: String) throws {
    var shell = try shell(single)
    let verdict = try shell.verdict(claim)
    #expect(verdict.kind == .exact || verdict.kind == .agrees)
    #expect(verdict.diagnosis?.contains("one sample") == true, "\(verdict)")
  }

  @Test func whatHoldsForAnyBatchSaysNothing() throws {
    var shell = try shell(single)
    #expect(try shell.verdict("(a[2] - Y) / B * sigmoid'(z[2]) == delta[2]").findings == nil)
  }

  @Test func luckHasAReason() throws {
    var shell = try shell(single)
    let bias = try shell.verdict("X @ W[1].T - b[1] == z[1]")
    #expect(bias.kind == .differs && bias.diagnosis?.contains("b[1] is 0 here") == true, "\(bias)")
    var batch = try Shell(
      "network 2 2 1", "seed 1", "init xavier", "input [[1, 2], [0, 1]]", "target [[1], [0]]", "backward")
    let half = try batch.verdict("sum((a[2] - Y)^2) / B^2 == C")
    #expect(half.kind == .differs && half.diagnosis?.contains("2 samples") == true, "\(half)")
  }

  @Test func aVariableStandsForItsExpression() throws {
    var shell = try shell(single)
    for cell in ["h = a[2]", "e = h - Y", "s = h * (1 - h)"] { try shell.run(cell) }
    #expect(try shell.verdict("e * s / B == delta[2]").kind != .differs)
    #expect(try shell.verdict("e * h / B == delta[2]").kind == .differs)
    // It holds older numbers than its expression has now.
    try shell.run("V = W[2]")
    try shell.run("update rate 0.5")
    let step = try shell.verdict("V - 0.5 * dW[2] == W[2]")
    #expect(step.kind == .agrees && step.diagnosis?.contains("V holds earlier numbers") == true, "\(step)")
  }

  @Test func roundingIsKnownAndPlaced() throws {
    var shell = try Shell(
      "network 1 1 1 hidden sigmoid output identity", "W[1] = [[1]]", "W[2] = [[1]]", "input [[30]]", "target [[0]]",
      "backward")
    let right = try shell.verdict("delta[2] @ W[2] * a[1] * (1 - a[1]) == delta[1]")
    #expect(right.kind == .agrees && right.diagnosis?.contains("1 - a[1] loses its digits") == true, "\(right)")
    #expect(try shell.verdict("delta[2] @ W[2] * (1 - a[1]) * 1.001 == delta[1]").kind == .differs)
  }

  @Test func overflowIsNoVerdict() throws {
    var shell = try Shell(
      "network 1 3 loss cross-entropy", "b[1] = [-1047, -981, 1891]", "input [[0]]", "target [[1, 0, 0]]", "backward")
    let verdict = try shell.verdict("exp(z[1]) / sum(exp(z[1]), axis 1) == a[1]")
    #expect(verdict.kind == .cannotSay && verdict.diagnosis?.contains("exp(z[1])") == true, "\(verdict)")
  }

  @Test func bothSidesAreTreatedAlike() throws {
    var shell = try shell(single)
    for (left, right) in [("0.0721571", "dW[2][0, 0]"), ("a[2] - Y", "da[2]"), ("2 * (a[2] - Y)", "da[2]")] {
      let (one, other) = (try shell.verdict("\(left) == \(right)"), try shell.verdict("\(right) == \(left)"))
      #expect(one.kind == other.kind && one.diagnosis == other.diagnosis)
    }
  }
}
