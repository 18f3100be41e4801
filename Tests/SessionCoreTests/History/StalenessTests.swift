import Commands
import ShellFixtures
import Testing
import Views

@testable import CommandKit
@testable import SessionCore

struct StalenessTests {
  /// The numbers of the stale cells.
  private func stale(_ shell: Shell) -> [Int] {
    let context = Context(
      commands: .standard, session: shell.interpreter.session, timeline: shell.interpreter.timeline,
      display: shell.interpreter.display, cells: shell.interpreter.cells, host: shell.host)
    return context.staleness.causes.keys.sorted()
  }

  private func stale(_ cells: String...) throws -> [Int] {
    var shell = try Shell()
    for cell in cells { try shell.run(cell) }
    return stale(shell)
  }

  private let pass = ["network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "forward"]

  private func stale(afterPass cells: String...) throws -> [Int] {
    var shell = try Shell()
    for cell in pass + cells { try shell.run(cell) }
    return stale(shell)
  }

  @Test func aCellIsStaleIfWhatItUsedHasChanged() throws {
    #expect(try stale("x = 1", "x + 1", "y = 5") == [])
    #expect(try stale("x = 1", "x + 1", "x = 2") == [2])
    #expect(try stale("x = 1", "x + 1", "x = 1") == [], "another cell, the same value")
    #expect(try stale("x = 1", "y = 2 * x", "y", "x = 2") == [2, 3], "y comes from a stale cell")
    #expect(try stale("x = 1", "x + 1", "x = 2", "undo") == [])
  }

  @Test func undoneCellsLeaveStaleResults() throws {
    #expect(try stale("x = 1", "x = 2", "x + 1", "undo") == [3])
    #expect(try stale("x = 1", "x = 2", "x + 1", "undo", "redo") == [])
  }

  @Test func aCellOfWhichNothingIsLeftIsNeverStale() throws {
    #expect(try stale("x = 1", "y = x", "y = 7", "x = 2") == [])
    #expect(try stale("x = 1", "x + 1;", "_", "x = 2") == [2, 3], "its value is still in Out[2]")
  }

  @Test func cellsThatContinueAreNeverStale() throws {
    #expect(try stale("x = 1", "x = x + 1", "x = 5") == [])
    #expect(try stale(afterPass: "step 3", "backward;", "update rate 1", "W[1] = 1") == [5, 7])
    #expect(try stale("data xor", "network 2 2 1", "init constant 1", "train epochs 1", "W[1] = 0") == [])
  }

  @Test func aListOfRunsIsStaleAfterTheNextRun() throws {
    let run = "train epochs 1"
    #expect(try stale("data xor", "network 2 2 1", "init constant 1", run, "runs", "plot loss", run) == [5, 6])
  }

  @Test func aPassIsStaleAfterAChangeOfParametersOrBatch() throws {
    #expect(try stale(afterPass: "a[2]", "W[1]", "W[1][0, 0] = 2") == [5, 6, 7])
    #expect(try stale(afterPass: "a[2]", "W[1]", "input [[3, 4]]") == [5, 6])
    #expect(try stale(afterPass: "W[2]", "W[1] = 3", "forward") == [5])
    #expect(try stale(afterPass: "a[2]", "W[1] = 3", "forward") == [5, 6])
    #expect(try stale(afterPass: "forward", "a[2]") == [])
    #expect(
      try stale(afterPass: "gradcheck", "loss", "explain a[2][0, 0]", "check a[2] == a[2]", "b[1] = 9") == [
        5, 6, 7, 8, 9,
      ])
  }

  @Test func aChangedFormulaOrItsVariableMakesAPassStale() throws {
    #expect(try stale(afterPass: "k = 1", "define dW[1] = k * delta[1].T @ X", "backward", "k = 2") == [8])
    #expect(try stale(afterPass: "backward", "define dW[1] = delta[1].T @ X") == [6])
  }

  @Test func anotherDataSetMakesCellsStale() throws {
    #expect(
      try stale("data xor", "network 2 2 1", "init constant 1", "evaluate", "sample 0", "data moons samples 50")
        == [4, 5])
    #expect(try stale("data digits", "batch 0:4", "data xor") == [2])
  }

  @Test func failedCellsAreNeverStale() throws {
    var shell = try Shell("x = 1")
    _ = shell.interpreter.run("x + nothing", host: shell.host)
    try shell.run("x = 2")
    #expect(stale(shell) == [])
  }

  @Test func resultsOfStaleCellsHaveANote() throws {
    var shell = try Shell("x = 1", "x + 1", "x = 2")
    guard case .number(let number)? = try shell.run("Out[2] * 10") else { throw Shell.Missing() }
    #expect(number.value == 20)
    #expect(number.note == "Out[2] is stale: x changed (rerun 2 runs it again)")
    #expect(stale(shell) == [2, 4])
    guard case .number(let last)? = try shell.run("3") else { throw Shell.Missing() }
    #expect(last.note == nil)
  }

  @Test func historyShowsStaleCells() throws {
    var shell = try Shell("x = 1", "[[x,\n  2]]")
    guard case .table(let plain)? = try shell.run("history") else { throw Shell.Missing() }
    #expect(plain.columns == ["cell", "source"])
    #expect(
      plain.rows == [
        [.integer(1), .text("x = 1", .code)], [.integer(2), .text("[[x,", .code)], [.text(""), .text("  2]]", .code)],
      ])
    try shell.run("x = 2")
    _ = shell.interpreter.run("nothing", host: shell.host)
    try shell.run("rerun 2")
    guard case .table(let table)? = try shell.run("history 5") else { throw Shell.Missing() }
    let states = table.rows.map { $0[2] }
    #expect(states.contains(.text("* stale: x changed; run again as 6", .warning)))
    #expect(states.contains(.text("failed", .bad)))
    guard case .table(let found)? = try shell.run("history search X =") else { throw Shell.Missing() }
    #expect(found.rows.map { $0[0] } == [.integer(1), .integer(4)])
  }
}
