import Testing

/// Keys on a real terminal; the history has the result.
@Suite struct LineEditingTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test func promptAndEnd() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
  }

  // A key deletes a character, whatever its bytes and columns.
  @Test(arguments: [("aé\u{7F}x", "ax"), ("12三四\u{7F}5", "12三5"), ("é三\u{1B}[Dx", "éx三")])
  func otherScripts(_ keys: String, _ line: String) throws {
    #expect(try historyAfter(keys + "\r") == [line])
  }

  @Test(arguments: ["C", "POSIX", ""])
  func otherScriptsWithoutALocale(_ name: String) throws {
    #expect(try historyAfter("aé\u{7F}x\r", environment: ["LANG": name, "LC_ALL": name]) == ["ax"])
  }

  @Test func invalidBytesAreDropped() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type(bytes: [0x61, 0xFF, 0x62, 0xC3, 0x63, 0x0D])
    try leave(terminal)
    #expect(cells == ["abc"])
  }

  // Ctrl-C drops the line; Ctrl-D leaves only from an empty line.
  @Test func cancelledTextIsNotRun() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("abc")
    try terminal.wait(for: "abc")
    terminal.type("\u{03}")
    try terminal.wait(for: "In [")
    terminal.type("def\r")
    try leave(terminal)
    #expect(cells == ["def"])
  }

  @Test func endOfFileInTextStays() throws {
    #expect(try historyAfter("abc\u{04}d\r") == ["abcd"])
  }

  @Test func arrowUpRecalls() throws {
    #expect(try historyAfter("11\r22\r\u{1B}[A\u{1B}[A3\r") == ["11", "22", "113"])
  }

  @Test func arrowUpRecallsWhatStartsLikeTheLine() throws {
    #expect(try historyAfter("15\r16\r27\r1\u{1B}[A\u{1B}[A0\r") == ["15", "16", "27", "150"])
  }

  @Test func arrowDownComesBackToTheTypedText() throws {
    #expect(try historyAfter("11\r12\u{1B}[A\u{1B}[B3\r") == ["11", "123"])
  }

  @Test func pastedLinesAreText() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("\u{1B}[200~1 + 1\r2\t+ 2\r\u{1B}[201~")
    try terminal.wait(for: "+ 2")
    #expect(cells == [])
    terminal.type("\r")
    try leave(terminal)
    #expect(cells == ["1\\040+\\0401\\0122\\011+\\0402"])
  }

  @Test func historyOutlivesTheShell() throws {
    _ = try historyAfter("42\r")
    #expect(try historyAfter("\u{1B}[A1\r") == ["42", "421"])
  }

  // MARK: Helpers

  private var cells: [String] { Array(home.historyLines.dropFirst()) }

  private func leave(_ terminal: PseudoTerminal) throws {
    try terminal.wait(for: "\nIn [")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
  }

  private func historyAfter(_ keys: String, environment: [String: String] = [:]) throws -> [String] {
    let terminal = try PseudoTerminal(environment: environment, home: home)
    for line in keys.split(separator: "\r") {
      try terminal.wait(for: "In [")
      terminal.type(line + "\r")
      try terminal.wait(for: "\n")
    }
    try terminal.wait(for: "In [")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
    return cells
  }
}
