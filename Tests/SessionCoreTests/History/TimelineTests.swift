import CommandKit
import ShellFixtures
import Testing
import Views

@testable import SessionCore

struct TimelineTests {
  private func text(_ shell: inout Shell, _ cell: String) throws -> String {
    guard case .text(let text)? = try shell.run(cell) else { throw Shell.Missing() }
    return text.plain
  }

  @Test func undoSaysWhatChanges() throws {
    var shell = try Shell("x = 1", "x = 2", "y = 3", "eta = 0.5")
    #expect(try text(&shell, "undo") == "undone: eta = 0.5\n  eta: 0.5 → 0.1")
    #expect(try text(&shell, "undo 2") == "undone: y = 3; x = 2\n  x: 2 → 1\n  y: removed, was 3")
    #expect(try text(&shell, "redo") == "done again: x = 2\n  x: 1 → 2")
  }

  @Test func undoCountsFurtherChanges() throws {
    let cells = (0..<12).map { "x\($0) = 1" }
    var shell = try Shell()
    for cell in cells { try shell.run(cell) }
    let lines = try text(&shell, "undo 12").split(separator: "\n")
    #expect(lines.count == 10)
    #expect(lines.last == "  … 4 more")
  }

  /// Undo brings back what training, data, a snapshot and a network replaced, to the bit.
  @Test func undoRestoresEverything() throws {
    var shell = try Shell("data xor", "network 2 3 1", "seed 1", "init kaiming", "snapshot start", "eta = 0.3")
    for cell in [
      "train epochs 3 batch 2 rate 0.5", "data digits", "restore start", "network 2 4 1",
      "define dW[1] = delta[1].T @ X",
      "batch 1:3", "set loss binary-cross-entropy", "step 5",
    ] {
      let before = shell.interpreter.session
      try shell.run(cell)
      let after = shell.interpreter.session
      #expect(before != after, "\(cell)")
      try shell.run("undo")
      #expect(shell.interpreter.session == before, "\(cell)")
      try shell.run("redo")
      #expect(shell.interpreter.session == after, "\(cell)")
      try shell.run("undo")
    }
  }

  @Test func snapshotsSurviveUndoAndAreReplaced() throws {
    var shell = try Shell("x = 1", "snapshot a", "x = 2")
    #expect(
      try text(&shell, "snapshot a")
        == "a is the session after cell 3; it takes the place of the one after cell 1")
    try shell.run("undo 2")
    #expect(try text(&shell, "restore a") == "back at snapshot a\n  x: new, 2")
    #expect(try shell.failure(of: "restore other").hint == "there is a")
    #expect(try shell.failure(of: "snapshot 3").message.hasPrefix("the name of a snapshot is a word"))
    #expect(try shell.failure(of: "diff 99").message == "there is no cell 99")
  }

  @Test func theSessionAfterAnyCellCanBeRestored() throws {
    var shell = try Shell("x = 1", "x = 2", "x", "x = 3")
    #expect(try text(&shell, "restore 3") == "back at cell 3\n  x: 3 → 2")
    #expect(try text(&shell, "restore 0") == "back at the beginning\n  x: removed, was 2")
    try shell.run("undo")
    #expect(try shell.number("x") == 2)
    #expect(try text(&shell, "diff 4 4") == "nothing changed from cell 4 to cell 4")
  }

  /// 1,000 cells that set one number of a large network share everything else.
  @Test func sessionsShareWhatDidNotChange() throws {
    var shell = try Shell("network 784 128 128 128 10", "s = 0")
    let one = shell.interpreter.timeline.kept.bytes
    for number in 1...300 { try shell.run("s = \(number)") }
    let kept = shell.interpreter.timeline.kept
    #expect(kept.revisions == 303)
    #expect(kept.bytes == one)
  }

  @Test func theOldestSessionsAreForgottenAboveTheCapacity() throws {
    var shell = try Shell()
    shell.interpreter.timeline = Timeline(capacity: 10_000)
    for number in 0..<20 { try shell.run("x = \(number) * ones(10, 20)") }
    let kept = shell.interpreter.timeline.kept
    #expect(kept.bytes <= 10_000 && kept.revisions >= 5)
    try shell.run("diff 19 20")
    #expect(try shell.failure(of: "restore 2").message == "the session after cell 2 is no longer kept")
    try shell.run("undo 100")
    let failure = try shell.failure(of: "undo")
    #expect(failure.message == "there is nothing to undo")
    #expect(failure.hint?.contains("snapshots stay") == true)
    #expect(try shell.number("x[0, 0]") == Double(20 - kept.revisions))
  }

  @Test func theLastStepCanAlwaysBeUndone() throws {
    var shell = try Shell()
    shell.interpreter.timeline = Timeline(capacity: 1)
    for number in 1...3 { try shell.run("x = \(number) * ones(10, 20)") }
    try shell.run("undo")
    #expect(try shell.number("x[0, 0]") == 2)
  }
}
