import Foundation
import Testing

@testable import chainrule

/// What comes into the shell from a history, a notebook, a paste, an editor or the names of files never acts on the
/// terminal, in UTF-8 and in ASCII.
@Suite struct HostileInputTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// Sequences that the program itself never writes, C1, bidirectional overrides, a byte order mark, tags, and a stack
  /// of accents.
  static let hostile =
    "\u{1B}[6n\u{1B}]0;t\u{07}\u{9B}2J\u{202E}\u{2066}\u{200F}\u{61C}\u{FEFF}\u{08}\u{7F}\u{E0041}\u{AD}a"
    + String(repeating: "\u{301}", count: 90)

  private static var transcript: String {
    let note = "> x = 1 # \(hostile)\n> nope\(hostile)\nerror: \(hostile)\n"
    return "# T \(hostile)\n\ntext \(hostile)\n\n```chainrule\n\(note)```\n"
  }

  @Test(arguments: ["C.UTF-8", "C"])
  func aHistory(_ locale: String) throws {
    let lines = ["# 1 \(Self.hostile)", "[1, # \(Self.hostile)\n2]", "x = 5 # \(Self.hostile)"]
    let bytes = lines.flatMap { HistoryCoding.line($0) + [UInt8(ascii: "\n")] }
    try home.writeHistory(Data(Array("\(HistoryCoding.header)\n".utf8) + bytes))
    let terminal = try shell(locale)
    terminal.type("\u{1B}[A\u{1B}[A\u{1B}[A\u{1B}[A\u{15}\u{12}[1, \u{12}\u{1B}[D\u{15}x = 5\u{1B}[A\r")
    try terminal.wait(for: "In [2]: ")
    terminal.type("history\r")
    try terminal.wait(for: "In [3]: ")
    expectNoAction(terminal, locale)
  }

  /// Without escape sequences the lines above the cursor are written in another way.
  @Test(arguments: ["C.UTF-8", "C"])
  func aPasteOnADumbTerminal(_ locale: String) throws {
    let terminal = try PseudoTerminal(environment: ["TERM": "dumb", "LC_ALL": locale], home: home)
    try terminal.wait(for: "In [1]: ")
    let safe = String(String.UnicodeScalarView(Self.hostile.unicodeScalars.filter { $0.value > 0x7F }))
    terminal.type("[1, # \(safe)\r2, # \(safe)\r3]\r")
    try terminal.wait(for: "In [2]: ")
    expectNoAction(terminal, locale)
  }

  @Test(arguments: ["C.UTF-8", "C"])
  func aPasteAndAnEditor(_ locale: String) throws {
    try Data("y = 2 # \(Self.hostile)\n".utf8).write(to: home.url.appendingPathComponent("edited"))
    let terminal = try shell(locale, environment: ["EDITOR": "cp '\(home.path)/edited'"])
    terminal.type("\u{1B}[200~In [7]: 1 # \(Self.hostile)\rOut[7]: 1\rIn [8]: 2\u{1B}[201~\r")
    try terminal.wait(for: "In [3]: ")
    terminal.type("\u{18}\u{05}")
    try terminal.wait(for: "y = 2")
    terminal.type("\r")
    try terminal.wait(for: "In [4]: ")
    expectNoAction(terminal, locale)
  }

  @Test(arguments: ["C.UTF-8", "C"])
  func aNotebookAndAJournal(_ locale: String) throws {
    try FileManager.default.createDirectory(at: home.sessions, withIntermediateDirectories: true)
    for path in ["\(home.path)/t\(Self.hostile).md", home.sessions.path + "/1.md", home.sessions.path + "/2.md"] {
      try Data(Self.transcript.utf8).write(to: URL(fileURLWithPath: path))
    }
    let terminal = try shell(locale)
    terminal.type("recover\r")
    try terminal.wait(for: "In [1]: ")
    terminal.type("recover 1\r")
    try terminal.wait(for: "In [3]: ")
    terminal.type("history\rdiff\rundo\r")
    try terminal.wait(for: "In [5]: ")
    terminal.type("open \(home.path)/t\t")
    try terminal.wait(for: ".md\"")
    terminal.type(" replace\r")
    try terminal.wait(for: "In [3]: ")
    terminal.type("save \(home.path)/t\t\t\u{15}1 + 1\r")
    try terminal.wait(for: "In [4]: ")
    expectNoAction(terminal, locale)
  }

  @Test(arguments: ["C.UTF-8", "C"])
  func lessonsAndSettings(_ locale: String) throws {
    let folder = home.url.appendingPathComponent("lessons")
    let settings = home.url.appendingPathComponent(".config/chainrule")
    for folder in [folder, settings] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try Data("set width \(Self.hostile)\n\(Self.hostile)\n".utf8).write(
      to: settings.appendingPathComponent("settings"))
    for name in ["01-one.md", "02-\(Self.hostile).md"] {
      try Data(Self.transcript.utf8).write(to: folder.appendingPathComponent(name))
    }
    let terminal = try shell(locale, environment: ["CHAINRULE_LESSONS": folder.path])
    terminal.type("lessons\r")
    try terminal.wait(for: "In [")
    terminal.type("lesson \t\t\u{15}lesson 1\r")
    try terminal.wait(for: "\ntext")
    try terminal.wait(for: "In [1]: x = 1")
    terminal.type("\r")
    try terminal.wait(for: "In [2]: ")
    terminal.type("\u{15}progress\r")
    try terminal.wait(for: "In [")
    expectNoAction(terminal, locale)
  }

  private func shell(_ locale: String, environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      rows: 60, columns: 200, environment: environment.merging(["LC_ALL": locale]) { $1 }, home: home)
    try terminal.wait(for: "In [1]: ")
    return terminal
  }

  /// Nothing but text and the sequences that the program draws with.
  private func expectNoAction(_ terminal: PseudoTerminal, _ locale: String) {
    let own = /\u{1B}\[[0-9;]*m|\u{1B}\[[0-9]*[ABCJKH]|\u{1B}\[\?2004[hl]|\u{1B}\]11;\?\u{1B}\\|[\r\u{08}\u{07}]/
      .matchingSemantics(.unicodeScalar)
    let text = String(decoding: terminal.bytes, as: UTF8.self).replacing(own, with: "")
    #expect(!HostileTextTests.acts(text), "\(text.debugDescription)")
    if locale == "C" { #expect(terminal.bytes.allSatisfy { $0 < 0x80 }, "\(text)") }
  }
}
