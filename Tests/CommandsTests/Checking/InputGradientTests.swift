import Engine
import ShellFixtures
import Testing
import Views

/// da[0], the gradient of C by the inputs.
@Suite("da[0]")
struct InputGradientTests {
  private func network(_ parts: String = "") throws -> Shell {
    try Shell(
      "network 2 3 1 hidden tanh\(parts)", "seed 1", "init xavier", "input [[1, 2], [0.5, -1], [2, 0.3]]",
      "target [[1], [0], [1]]")
  }

  @Test func itCanBeReadOnceBackwardHasRun() throws {
    var shell = try network()
    let error = try shell.failure(of: "da[0]")
    #expect(error.message == "da[0] has not been computed yet")
    #expect(error.hint == "backward computes it, or step, one at a time")
    try shell.run("backward")
    #expect(try shell.matrix("da[0]").data == shell.matrix("delta[1] @ W[1]").data)
    #expect(try shell.matrix("da[0]").data.count == 6)
    #expect(try shell.number("da[0][2, 1]") == shell.matrix("da[0]").data[5])
  }

  @Test func aClaimAboutItIsJudged() throws {
    var shell = try network()
    try shell.run("backward")
    #expect(try shell.verdict("da[0] == delta[1] @ W[1]").kind == .exact)
    #expect(try shell.verdict("(W[1].T @ delta[1].T).T == da[0]").kind != .differs)
    #expect(try shell.verdict("da[0] == 2 * delta[1] @ W[1]").kind == .differs)
  }

  @Test func itIsExplainedByUnitAndWithNumbers() throws {
    var shell = try network()
    try shell.run("backward")
    guard case .derivation(let derivation) = try shell.run("explain da[0][1, 0]") else { throw Shell.Missing() }
    #expect(derivation.steps.first?.formula == "da[0] = δ[1] W[1]")
    #expect(derivation.steps.contains { $0.caption == "through unit 2 of layer 1" })
    guard case .number(let value)? = derivation.value else { throw Shell.Missing() }
    #expect(try isClose(value, shell.number("da[0][1, 0]")))
    for step in derivation.steps.dropFirst().prefix(2) {
      guard case .number(let number)? = step.value else { continue }
      #expect(isClose(number, value, 1e-12))
    }
    guard case .derivation(let whole) = try shell.run("explain da[0]") else { throw Shell.Missing() }
    #expect(whole.steps.first?.formula == "da[0] = δ[1] W[1]")
  }

  @Test func numericAndGradcheckAgreeWithIt() throws {
    var shell = try network()
    try shell.run("backward")
    #expect(try isClose(shell.number("da[0][1, 0]"), try numeric(&shell, "numeric da[0][1, 0]"), 1e-7))
    guard case .table(let table) = try shell.run("gradcheck input") else { throw Shell.Missing() }
    #expect(table.rows.first?.first == .text("da[0]", .name))
    #expect(table.rows.allSatisfy { $0.last == .text("agrees", .good) })
  }

  private func numeric(_ shell: inout Shell, _ cell: String) throws -> Double {
    guard case .number(let value)? = shell.outcomes(of: cell).first?.value else { throw Shell.Missing() }
    return value
  }

  @Test func itIsOutOfDateWithDelta() throws {
    var shell = try network()
    try shell.run("backward")
    #expect(!shell.interpreter.session.isStale(.activationGradient(0)))
    try shell.run("W[1] = 2 * W[1]")
    #expect(shell.interpreter.session.isStale(.activationGradient(0)))
    try shell.run("backward")
    #expect(!shell.interpreter.session.isStale(.activationGradient(0)))
    try shell.run("undo")
    #expect(try shell.matrix("da[0]").data == shell.matrix("delta[1] @ W[1]").data)
  }

  @Test func evaluationModeHasItAsWell() throws {
    var shell = try network(" dropout 0.3 batchnorm")
    try shell.run("set mode evaluation")
    try shell.run("backward")
    #expect(try shell.matrix("da[0]").data == shell.matrix("delta[1] @ W[1]").data)
  }

  @Test func noFormulaIsDefinedForIt() throws {
    var shell = try network()
    #expect(try shell.failure(of: "define da[0] = delta[1] @ W[1]").message.contains("only steps"))
    #expect(try shell.failure(of: "dW[0]").message == "there is no dW[0]")
  }
}
