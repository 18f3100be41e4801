import CommandKit
import Commands
import ShellFixtures
import Testing
import Views

@testable import SessionCore

struct SessionChangeTests {
  /// The rows of a comparison, numbers as they read back.
  private func rows(_ shell: inout Shell, _ cell: String) throws -> [[String]] {
    guard case .table(let table) = try shell.run(cell) else { throw Shell.Missing() }
    #expect(table.columns == ["what", "before", "after", "change"])
    return table.rows.map { row in
      row.map { cell in
        switch cell {
        case .text(let text, _): text
        case .number(let number, _), .measured(let number, _): "\(number)"
        case .integer(let number): "\(number)"
        case .percent(let share): "\(share)"
        }
      }
    }
  }

  @Test func entriesAreNamed() throws {
    var shell = try Shell("network 2 3 2", "W[1][0, 1] = 0.15", "W[1][0, 1] = 0.2")
    #expect(try rows(&shell, "diff") == [["W[1][0, 1]", "0.15", "0.2", "+0.05"]])
    try shell.run("b[1] = [1, 2, 3]")
    #expect(try rows(&shell, "diff").map { $0[0] } == ["b[1][0, 0]", "b[1][0, 1]", "b[1][0, 2]"])
    try shell.run("W[2] = [[1, 2, 3], [4, 5, -6]]")
    #expect(try rows(&shell, "diff") == [["W[2][1, 2]", "0.0", "-6.0", "-6, 6 of 6 entries, this one most"]])
  }

  @Test func newAndRemovedVariablesAreShown() throws {
    var shell = try Shell("y = 1", "x = [[1, 2], [3, 4]]")
    #expect(try rows(&shell, "diff") == [["x", "", "2×2", "new"]])
    #expect(try rows(&shell, "diff 2 1") == [["x", "2×2", "", "removed"]])
    try shell.run("x = [[1, 2]]")
    #expect(try rows(&shell, "diff") == [["x", "2×2", "1×2", ""]])
  }

  @Test func notANumberEqualsItself() throws {
    var shell = try Shell("x = [[0/0, 2]]", "x = [[0/0, 2]]")
    guard case .text(let text)? = try shell.run("diff 1 2") else { throw Shell.Missing() }
    #expect(text.plain == "nothing changed from cell 1 to cell 2")
    try shell.run("x = [[1, 2]]")
    let row = try #require(try rows(&shell, "diff").first)
    #expect(row[1].hasSuffix("nan"))
    #expect([row[0], row[2], row[3]] == ["x[0, 0]", "1.0", ""])
  }

  @Test func settingsAndFormulasHaveTheirNames() throws {
    var shell = try Shell("network 2 2", "eta = 0.5")
    #expect(try rows(&shell, "diff") == [["eta", "0.1", "0.5", "+0.4"]])
    try shell.run("seed 7")
    #expect(try rows(&shell, "diff") == [["seed", "0", "7", ""]])
    try shell.run("set reduction sum")
    #expect(
      try rows(&shell, "diff") == [["objective", "half-squared-error (mean)", "half-squared-error (sum)", ""]])
    try shell.run("define dW[1] = delta[1].T @ X")
    #expect(try rows(&shell, "diff") == [["formula of dW[1]", "built in", "delta[1].T @ X", ""]])
    try shell.run("init kaiming")
    #expect(try rows(&shell, "diff").last == ["random stream", "", "", "at another place"])
  }

  @Test func dataNetworkAndRunsAreShown() throws {
    var shell = try Shell("data xor", "network 2 2 1", "init constant 0.5", "train epochs 1;")
    #expect(try rows(&shell, "diff").last == ["runs", "", "", "1 run more"])
    try shell.run("data digits")
    #expect(
      try rows(&shell, "diff").prefix(3) == [
        ["data", "xor", "digits", ""], ["X", "4×2", "8×64", ""], ["Y", "4×1", "8×10", ""],
      ])
    try shell.run("network 64 3 10")
    #expect(try rows(&shell, "diff").first == ["network", "2-2-1", "64-3-10", "with other parameters"])
  }

  @Test func whatAPassComputesIsOneRow() throws {
    var shell = try Shell("network 2 2 1", "input [[1, 2]]", "target [[1]]", "backward")
    #expect(try rows(&shell, "diff") == [["z[1] and 12 more", "", "", "computed"]])
    try shell.run("network 2 2 1")
    #expect(try rows(&shell, "diff") == [["z[1] and 12 more", "", "", "not computed any more"]])
  }

  /// Every cell of the examples that changes a part of the session has a difference to show.
  @Test func everyChangeOfTheExamplesIsDescribed() throws {
    for command in CommandSet.standard.all {
      for example in command.examples {
        var shell = try Shell()
        for cell in example.cells {
          let before = shell.interpreter.session
          try shell.run(cell)
          let after = shell.interpreter.session
          let change = SessionChange(from: before, to: after)
          let parts = after.parts(changedSince: before).subtracting([.batchRows])
          #expect(!change.isEmpty || parts.isEmpty, "\(cell)")
          #expect(SessionChange(from: after, to: after).isEmpty, "\(cell)")
        }
      }
    }
  }
}
