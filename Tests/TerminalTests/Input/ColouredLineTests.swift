import Foundation
import Testing

/// Colours, brackets, earlier cells and undo in the line, on a terminal.
@Suite struct ColouredLineTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func shell(
    rows: Int = 24, columns: Int = 80, environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let variables = ["COLORFGBG": "15;0"].merging(environment) { $1 }
    let terminal = try PseudoTerminal(rows: rows, columns: columns, environment: variables, home: home)
    try terminal.waitForLine("In [1]:", column: 8)
    return terminal
  }

  private func shellWithAnEarlierCell() throws -> PseudoTerminal {
    let terminal = try shell()
    terminal.type("xx = 10 + 20\r")
    try terminal.waitForLine("In [2]:")
    return terminal
  }

  @Test func wordsHaveColoursAndUnknownOnesAreUnderlined() throws {
    let terminal = try shell()
    terminal.type("forward 12 \"t\" # c")
    try terminal.waitForBytes("\u{1B}[1;36mforward\u{1B}[0m")
    try terminal.waitForLine("In [1]: forward 12 \"t\" # c")
    try terminal.waitForBytes("\u{1B}[32m\"t\"\u{1B}[0m")
    terminal.type("\u{15}zzz + 1")
    try terminal.waitForBytes("\u{1B}[4;33mzzz\u{1B}[0m")
  }

  @Test func theBracketAtTheCursorShowsItsPartner() throws {
    let terminal = try shell()
    terminal.type("(1 + 2)")
    try terminal.waitForBytes("\u{1B}[7m(\u{1B}[0m")
    try terminal.waitForBytes("\u{1B}[7m)\u{1B}[0m")
    terminal.type("\r")
    try terminal.waitForScreen { $0.lines.contains("Out[1]: 3") && $0.lines.contains("In [1]: (1 + 2)") }
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["ACCESSIBLE": "1"]])
  func plainTerminalsShowOnlyWhatIsTyped(environment: [String: String]) throws {
    let terminal = try shell(environment: environment)
    terminal.type("xx = (7)\r")
    try terminal.waitForLine("In [2]:")
    let before = terminal.bytes.count
    terminal.type("xx = zzz + (1)")
    try terminal.waitForLine("In [2]: xx = zzz + (1)")
    #expect(!terminal.bytes[before...].contains(0x1B))
    terminal.type("\u{15}xx")
    try terminal.waitForLine("In [2]: xx")
  }

  @Test(arguments: ["\u{1B}[C", "\u{1B}[F", "\u{05}"]) func anEarlierCellIsAccepted(key: String) throws {
    let terminal = try shellWithAnEarlierCell()
    terminal.type("xx =")
    try terminal.waitForLine("In [2]: xx = 10 + 20", column: 12)
    terminal.type(key)
    try terminal.waitForLine("In [2]: xx = 10 + 20", column: 20)
  }

  @Test func aWordOfItIsAccepted() throws {
    let terminal = try shellWithAnEarlierCell()
    terminal.type("xx")
    try terminal.waitForLine("In [2]: xx = 10 + 20", column: 10)
    terminal.type("\u{1B}[1;3C")
    try terminal.waitForLine("In [2]: xx = 10 + 20", column: 15)
  }

  /// Keys that arrive together: nothing was shown that could be accepted.
  @Test func onlyWhatIsShownIsAccepted() throws {
    let terminal = try shellWithAnEarlierCell()
    terminal.type("xx")
    try terminal.waitForLine("In [2]: xx = 10 + 20", column: 10)
    terminal.type("y\u{05}z")
    try terminal.waitForLine("In [2]: xxyz", column: 12)
  }

  @Test(arguments: ["\r", "\u{03}"]) func whatIsNotAcceptedGoes(key: String) throws {
    let terminal = try shellWithAnEarlierCell()
    terminal.type("xx")
    try terminal.waitForLine("In [2]: xx = 10 + 20", column: 10)
    terminal.type(key)
    try terminal.waitForScreen { $0.lines.contains("In [2]: xx") && $0.line.hasPrefix("In [") && $0.column == 8 }
  }

  @Test(arguments: ["\u{1F}", "\u{18}\u{15}"]) func changesOfTheLineAreUndone(key: String) throws {
    let terminal = try shell()
    terminal.type("one two")
    try terminal.waitForLine("In [1]: one two")
    terminal.type("\u{17}")
    try terminal.waitForLine("In [1]: one")
    terminal.type(key)
    try terminal.waitForLine("In [1]: one two", column: 15)
    terminal.type("\u{15}")
    try terminal.waitForLine("In [1]:", column: 8)
    terminal.type(key)
    try terminal.waitForLine("In [1]: one two")
  }

  @Test func viUndoesWithU() throws {
    try Data("bind -v\n".utf8).write(to: home.url.appendingPathComponent(".editrc"))
    let terminal = try shell()
    terminal.type("one two")
    try terminal.waitForLine("In [1]: one two")
    terminal.type("\u{17}")
    try terminal.waitForLine("In [1]: one")
    terminal.type("\u{1B}")
    usleep(100_000)
    terminal.type("u")
    try terminal.waitForLine("In [1]: one two")
  }

  @Test func theContinuationSaysWhichBracketIsOpen() throws {
    let terminal = try shell()
    terminal.type("W[1][0, 2\r")
    try terminal.waitForLine("   ...:   [ at column 5", column: 10)
    terminal.type("3")
    try terminal.waitForLine("   ...:   3", column: 11)
    terminal.type("\u{03}")
    try terminal.waitForLine("In [1]:", column: 8)
    let plain = try shell(environment: ["NO_COLOR": "1"])
    plain.type("(1\r")
    try plain.waitForLine("( at column 1 ...:")
  }

  /// Long lines, wide characters, emoji and rows that change: the screen shows the text.
  @Test(arguments: [80, 24]) func colouredTextIsDrawnInItsPlace(columns: Int) throws {
    let terminal = try shell(columns: columns)
    let text = "xx = [1, 2, 3] + \"日本\" * sum(W[1] + 12345, axis 0) # done"
    terminal.type(text)
    try terminal.waitForScreen { $0.lines.joined().contains("axis 0) # done") || columns == 24 }
    terminal.resize(rows: 24, columns: columns + 10)
    terminal.type("\u{01}\u{1B}[3~yy")
    try terminal.waitForScreen { $0.lines.joined().contains("In [1]: yyx = [1") }
  }

  @Test func severalPastedCellsAreLabelled() throws {
    let terminal = try shell()
    terminal.type("\u{1B}[200~xx = 5\rxx + 1\rnope\rxx + 2\r\ryy = [1,\r2]\u{1B}[201~\r")
    try terminal.waitForLine("In [4]:")
    let lines = terminal.screen.lines
    let result = try #require(lines.firstIndex(of: "Out[2]: 6"))
    #expect(lines[result - 1] == "In [2]: xx + 1")
    #expect(lines.contains("In [3]: nope"))
    let rest = try #require(lines.firstIndex(of: "2 more cells were not run"))
    #expect(lines[(rest + 1)...(rest + 2)] == ["  xx + 2", "  yy = [1, 2]"])
  }

  @Test func theStartSaysWhatToType() throws {
    let terminal = try shell()
    #expect(terminal.screen.lines[0].contains("network 2 3 1 or lesson 1"))
  }
}
