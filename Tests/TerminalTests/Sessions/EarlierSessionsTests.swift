import Foundation
import Glibc
import Testing

@testable import chainrule

/// Shells that are left with cells in no file.
@Suite struct EarlierSessionsTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// Types cells into a new shell, and leaves it by Ctrl-D or `quit`; returns what it says.
  @discardableResult
  private func session(_ cells: String..., leaving end: String = "\u{04}") throws -> String {
    let terminal = try PseudoTerminal(columns: 120, home: home)
    try terminal.wait(for: "In [1]: ")
    for cell in cells {
      terminal.type(cell + "\r")
      try terminal.wait(for: "\n")
      try terminal.wait(for: "In [")
      try terminal.wait(for: "]: ")
    }
    terminal.type(end)
    #expect(try terminal.exitStatus() == 0)
    return terminal.plain
  }

  @Test(arguments: ["\u{04}", "quit\r"]) func whatIsInNoFileComesBack(end: String) throws {
    #expect(try session("network 2 3 1", "xx = 42", leaving: end).contains("2 cells kept: recover 1 in the next shell"))
    let next = try PseudoTerminal(columns: 120, home: home)
    let start = try next.wait(for: "In [1]: ")
    #expect(!start.contains("unexpectedly"), "only crashes are told at the start")
    next.type("recover\r")
    let list = try next.wait(for: "recover forget all")
    #expect(list.contains("network 2 3 1") && list.contains("left"))
    try next.wait(for: "In [1]: ")
    next.type("recover 1\r")
    try next.wait(for: "ran the 2 cells of the session of ")
    next.type("xx\r")
    try next.wait(for: "Out[3]: 42")
    next.type("\u{04}")
    #expect(try next.exitStatus() == 0)
    #expect(home.journals.count == 1, "the session is kept once")
  }

  @Test func savedCellsAndPagesOfHelpAreNotKept() throws {
    #expect(!(try session("help keys", "nope", "show").contains("kept: recover 1")))
    #expect(!(try session("x = 1", "save \(home.path)/a.md", "help keys").contains("kept: recover 1")))
    #expect(!(try session().contains("kept: recover 1")))
    #expect(home.journals.isEmpty)
    #expect(try session("x = 1", "save \(home.path)/b.md", "y = 2").contains("2 cells kept"))
    #expect(try session("open \(home.path)/a.md", "y = 3", leaving: "quit\r").contains("cells kept"))
  }

  @Test func cellsAddedToAnOpenedFileAreKept() throws {
    try session("x = 1", "save \(home.path)/a.md")
    let text = try session("open \(home.path)/a.md", "y = 2")
    #expect(text.contains("kept: recover 1"))
    #expect(home.text(of: "a.md").contains("y = 2") == false)
  }

  @Test func aCrashIsToldOnce() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("x = 1\r")
    try terminal.wait(for: "In [2]: ")
    try terminal.killNow()
    #expect(try session().contains("a session ended unexpectedly (1 cell, "))
    #expect(!(try session().contains("unexpectedly")))
    let list = try Program.bash("$chainrule -c recover", home: home)
    #expect(list.output.contains("crashed") && list.output.contains("x = 1"))
  }

  @Test func theLastTwentyAreKept() throws {
    try FileManager.default.createDirectory(at: home.sessions, withIntermediateDirectories: true)
    for number in 10..<35 {
      let file = home.sessions.appendingPathComponent("202601\(number)-000000-1.left.md")
      try Data("```chainrule\n> x = \(number)\n```\n".utf8).write(to: file)
    }
    try session()
    #expect(home.journals.count == 20)
    #expect(home.journals.first == "20260115-000000-1.left.md")
    let result = try Program.bash("$chainrule -c 'recover 21'", home: home)
    #expect(result.status == 1 && result.errors.contains("session 21 does not exist"))
    #expect(try Program.bash("$chainrule -c 'recover forget'", home: home).output == "deleted 20 sessions\n")
    #expect(home.journals.isEmpty)
    #expect(try Program.bash("$chainrule -c recover", home: home).errors.contains("no session to recover"))
  }

  @Test(arguments: ["recover x", "recover discard", "recover 1 2", "recover discard x", "recover 0", "recover 1.5"])
  func wrongArgumentsAreRefused(cell: String) throws {
    let result = try Program.bash("$chainrule -c '\(cell)'", home: home)
    #expect(result.status == 1 && result.errors.contains("error"))
  }

  @Test func aFolderThatCannotBeWrittenIsNoCrash() throws {
    try FileManager.default.createDirectory(
      at: home.sessions.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: home.sessions)
    #expect(try session("x = 1").contains("1 cell could not be kept"))
  }

  @Test func endingsAreInTheName() {
    #expect(JournalName.ending(of: "20260101-000000-1.md") == .unknown)
    #expect(JournalName.path("/s/20260101-000000-1.md", ending: .left) == "/s/20260101-000000-1.left.md")
    #expect(JournalName.ending(of: "20260101-000000-1.crashed.md") == .crashed)
  }
}
