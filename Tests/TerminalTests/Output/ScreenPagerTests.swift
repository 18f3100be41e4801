import Testing

@testable import chainrule

/// Results longer than the screen, shown page by page.
@Suite struct ScreenPagerTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  /// A shell of 24 rows that has typed a column of numbers, which takes its entries and two rows more.
  private func shell(entries: Int) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(without: ["CHAINRULE_PAGER"], home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("set display full\r")
    try terminal.wait(for: "In [2]: ")
    let numbers = (1...entries).map { "[\($0)]" }.joined(separator: ", ")
    terminal.type("[\(numbers)]\r")
    try terminal.wait(for: "Out[2]:")
    return terminal
  }

  @Test func whatFitsIsShownAtOnce() throws {
    try shell(entries: 21).wait(for: "In [3]: ")
  }

  @Test func enterShowsTheRestAndEnds() throws {
    let terminal = try shell(entries: 40)
    try terminal.wait(for: "more lines: Enter shows more, q ends")
    #expect(terminal.screen.lines.count == 24)
    terminal.type("\r")
    let rest = try terminal.wait(for: "In [3]: ")
    #expect(rest.contains("40"))
    terminal.type("1 + 1\r")
    try terminal.wait(for: "Out[3]: 2")
  }

  @Test func qLeavesTheRestOut() throws {
    let terminal = try shell(entries: 40)
    try terminal.wait(for: "q ends")
    terminal.type("q")
    #expect(!(try terminal.wait(for: "In [3]: ").contains("40")))
  }

  @Test func interruptEnds() throws {
    let terminal = try shell(entries: 40)
    try terminal.wait(for: "q ends")
    terminal.type("\u{03}")
    try terminal.wait(for: "In [3]: ")
  }

  @Test func whatIsTypedIsKept() throws {
    let terminal = try shell(entries: 40)
    try terminal.wait(for: "q ends")
    terminal.type("7 * 6\r")
    try terminal.wait(for: "Out[3]: 42")
  }

  @Test func aPageFillsTheRows() {
    let lines = ["a", "bbbb", "c", "d"].map { Substring($0) }
    #expect(ScreenPager.page(of: lines[...], rows: 3, columns: 2) == ["a", "bbbb"])
    #expect(ScreenPager.page(of: lines[1...], rows: 1, columns: 2) == ["bbbb"])
    #expect(ScreenPager.rows(of: "\u{1B}[1m\u{1B}[0m", columns: 2) == 1)
    #expect(ScreenPager.rows(of: "日本", columns: 2) == 2)
  }
}
