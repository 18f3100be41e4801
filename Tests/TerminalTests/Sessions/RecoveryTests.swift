import Foundation
import Testing

/// Shells that are killed, and recovery in later ones.
@Suite struct RecoveryTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func shell() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    return terminal
  }

  private func enter(_ lines: String..., at terminal: PseudoTerminal) throws {
    for line in lines {
      terminal.type(line + "\r")
      try terminal.wait(for: "\n")
      try terminal.wait(for: "In [")
      try terminal.wait(for: "]: ")
    }
  }

  @Test func aKilledSessionComesBack() throws {
    let first = try shell()
    try enter("x = 3", "[[1,\r2]]", "nope", "y = x + 1", at: first)
    try first.killNow()
    #expect(home.journals.count == 1)
    let second = try PseudoTerminal(home: home)
    try second.wait(for: "a session ended unexpectedly (4 cells, ")
    try second.wait(for: "In [1]: ")
    second.type("recover 1\r")
    try second.wait(for: "ran the 4 cells of the session of ")
    try second.wait(for: "In [5]: ")
    try enter("y + 1", "save \(home.path)/own.md", at: second)
    #expect(second.plain.contains("Out[5]: 5"))
    #expect(home.journals.count == 1, "the cells have moved into the new journal")
    second.type("\u{04}")
    #expect(try second.exitStatus() == 0)
    #expect(home.journals.isEmpty, "a shell whose cells are in a file leaves no journal")
  }

  @Test func crashedSessionsAreListedAndRunningOnesAreNot() throws {
    let killed = [try shell(), try shell()]
    try enter("x = 1", at: killed[0])
    try enter("x = 2", "x", at: killed[1])
    for terminal in killed { try terminal.killNow() }
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "2 sessions ended unexpectedly, the last one with ")
    let living = try shell()
    try enter("zz = 9", at: living)
    try terminal.wait(for: "In [1]: ")
    terminal.type("recover\r")
    let list = try terminal.wait(for: "recover forget all")
    try terminal.wait(for: "In [1]: ")
    #expect(list.contains("x = 1") && list.contains("crashed") && !list.contains("zz = 9"))
    try enter("recover discard 1", at: terminal)
    #expect(home.journals.count == 2)
    try enter("recover forget", at: terminal)
    #expect(home.journals.count == 1)
    terminal.type("recover\r")
    try terminal.wait(for: "no session to recover")
    try terminal.wait(for: "In [1]: ")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
    #expect(home.journals.count == 1)
    try enter("zz", at: living)
  }

  @Test func anIncompleteEndIsLeftOut() throws {
    try FileManager.default.createDirectory(at: home.sessions, withIntermediateDirectories: true)
    let text = "A session in `/`.\n\n```chainrule\n> x = 1\n```\n\n```chainrule\n> x = 2\n``"
    try Data(text.utf8).write(to: home.sessions.appendingPathComponent("20260101-000000-1.md"))
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "(1 cell, ")
    try terminal.wait(for: "In [1]: ")
    terminal.type("recover 1\r")
    try terminal.wait(for: "the last cell was being written and is left out")
    try terminal.wait(for: "In [2]: ")
    try enter("x + 10", at: terminal)
    #expect(terminal.plain.contains("Out[2]: 11"))
  }

  @Test func aFolderThatCannotBeWrittenIsOneWarning() throws {
    try FileManager.default.createDirectory(
      at: home.sessions.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: home.sessions)
    let terminal = try shell()
    try enter("x = 1", "x = 2", "x", at: terminal)
    #expect(terminal.plain.contains("Out[3]: 2"))
    #expect(terminal.plain.components(separatedBy: "cells are not kept for recover").count == 2)
  }

  @Test func aSessionStaysIfItsCellsCannotBeMoved() throws {
    try FileManager.default.createDirectory(at: home.sessions, withIntermediateDirectories: true)
    let journal = home.sessions.appendingPathComponent("20260101-000000-1.md")
    try Data("A session in `/`.\n\n```chainrule\n> x = 1\n```\n".utf8).write(to: journal)
    let terminal = try shell()
    let away = home.url.appendingPathComponent("away")
    try FileManager.default.moveItem(at: home.sessions, to: away)
    try Data().write(to: home.sessions)
    try enter("y = 2", at: terminal)
    #expect(terminal.plain.contains("cells are not kept for recover"))
    try FileManager.default.removeItem(at: home.sessions)
    try FileManager.default.moveItem(at: away, to: home.sessions)
    try enter("save \(home.path)/own.md", at: terminal)
    terminal.type("recover 1\r")
    try terminal.wait(for: "ran the 1 cell of the session of ")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
    #expect(home.journals == ["20260101-000000-1.crashed.md"])
  }

  @Test func aFileThatWasOpenedInPartIsNotOverwritten() throws {
    let file = home.path + "/s.md"
    let cells = "> data digits\n> network 64 16 10\n> init kaiming\n> train epochs 100000 batch 32 rate 0.1\n> 1 + 1\n"
    let text = "```chainrule\n\(cells)```\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let terminal = try PseudoTerminal(columns: 200, home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("open \(file)\r")
    try terminal.wait(for: "epoch ")
    terminal.type("\u{03}")
    try terminal.wait(for: "stopped after 3 cells of 5 of ")
    try terminal.wait(for: "In [4]: ")
    try enter("save", "save \(file)", at: terminal)
    #expect(terminal.plain.contains("this session has no file yet"))
    #expect(terminal.plain.contains("\(file) already exists"))
    #expect(home.text(of: "s.md") == text)
  }

  @Test func anInterruptedTrainStopsAtTheSameBatch() throws {
    let terminal = try shell()
    try enter("data digits", "network 64 16 10", "seed 0", "init kaiming", at: terminal)
    terminal.type("train epochs 100000 batch 32 rate 0.1\r")
    try terminal.wait(for: "epoch ")
    terminal.type("\u{03}")
    try terminal.wait(for: "stopped after")
    try terminal.wait(for: "In [6]: ")
    try enter("set digits 17", "sum(W[1])", "save \(home.path)/stopped.md", at: terminal)
    let check = try Program.bash("$chainrule check \(home.path)/stopped.md", home: home)
    #expect(check.status == 0, "\(check.output)")
    #expect(home.text(of: "stopped.md").contains("> train epochs 100000 batch 32 rate 0.1 stop "))
  }
}
