import SessionCore
import ShellFixtures
import Testing
import Views

@testable import CommandKit

struct RerunTests {
  private func sources(_ shell: inout Shell, _ cell: String) -> [String] {
    shell.outcomes(of: cell).map(\.source)
  }

  @Test func cellsRunAgainAsNewOnes() throws {
    var shell = try Shell("x = 1", "x + 1", "x = 5")
    let outcomes = shell.outcomes(of: "rerun 2")
    #expect(outcomes.map(\.number) == [4])
    #expect(outcomes.map(\.original) == [2])
    #expect(outcomes.first?.result == .success(.number(NumberView(6))))
    #expect(shell.interpreter.cells.map(\.source) == ["x = 1", "x + 1", "x = 5", "x + 1"], "rerun itself is no cell")
  }

  @Test func whichCells() throws {
    var shell = try Shell("a1 = 1", "a2 = 2", "a3 = 3", "a4 = 4")
    #expect(sources(&shell, "rerun 2..3") == ["a2 = 2", "a3 = 3"])
    #expect(sources(&shell, "rerun 4 1 2..2") == ["a4 = 4", "a1 = 1", "a2 = 2"])
    #expect(try shell.failure(of: "rerun 3..2").message == "3..2 is empty")
    #expect(try shell.failure(of: "rerun 3..99").message == "there is no cell 99")
    #expect(try shell.failure(of: "rerun 0").message == "there is no cell 0")
    #expect(try shell.failure(of: "rerun stal").hint == "did you mean stale?")
    #expect(try shell.failure(of: "rerun 1...3").message == "1...3 is not a cell")
    #expect(try shell.failure(of: "rerun").message.hasPrefix("rerun needs"))
  }

  @Test func theFirstErrorStops() throws {
    var shell = try Shell("x = 1", "y = x", "v = 2")
    try shell.run("restore 0")
    let outcomes = shell.outcomes(of: "rerun 2..3")
    #expect(outcomes.count == 1)
    guard case .failure(let diagnostic)? = outcomes.first?.result else { throw Shell.Missing() }
    #expect(diagnostic.message == "rerun stops at cell 2: unknown name x")
  }

  @Test func staleCellsRunInOrderAndOnce() throws {
    var shell = try Shell("x = 1", "y = 2 * x", "y + 1", "y + 1", "x = 10")
    #expect(sources(&shell, "rerun stale") == ["y = 2 * x", "y + 1"])
    #expect(try shell.number("_") == 21)
    guard case .text(let text)? = try shell.run("rerun stale") else { throw Shell.Missing() }
    #expect(text.plain == "no cell is stale")
  }

  @Test func allLeavesOutFailuresAndReruns() throws {
    var shell = try Shell("x = 1")
    _ = shell.interpreter.run("nothing", host: shell.host)
    _ = shell.interpreter.run("rerun 99", host: shell.host)
    try shell.run("rerun stale")
    #expect(sources(&shell, "rerun all") == ["x = 1"])
    #expect(try shell.failure(of: "rerun 3").message == "cell 3 runs other cells again itself")
  }

  /// From the beginning, all cells make the session again.
  @Test func everythingFromTheBeginning() throws {
    var shell = try Shell(
      "data xor", "network 2 3 1", "seed 1", "init kaiming", "train epochs 5 rate 1", "s = sum(W[1])")
    let before = shell.interpreter.session
    try shell.run("restore 0")
    #expect(shell.interpreter.session == Session())
    let outcomes = shell.outcomes(of: "rerun 1..6")
    #expect(outcomes.count == 6)
    var after = shell.interpreter.session
    after.runs = before.runs
    #expect(after == before)
  }
}
