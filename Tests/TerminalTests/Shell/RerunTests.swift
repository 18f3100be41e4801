import Testing

/// Cells that are run again, as scripts and people see them.
@Suite struct RerunTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private let cells = "x = 1\nx + 1\nx = 5\nrerun 2 1 2\nx\n"

  @Test func scriptsShowResultsOnly() throws {
    let result = try Program.bash("$chainrule", input: cells, home: home)
    #expect(result == Program.Result(status: 0, output: "2\n6\n2\n1\n", errors: ""))
  }

  /// One object a cell; `rerun` itself is none.
  @Test func machinesGetNumbersAndSources() throws {
    let result = try Program.bash("$chainrule --format json", input: cells, home: home)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 7)
    #expect(lines[3].hasPrefix(#"{"cell":4,"source":"x + 1","ok":true,"view":{"kind":"number","value":6"#))
    #expect(lines[4].hasPrefix(#"{"cell":5,"source":"x = 1","ok":true,"view":null"#))
    #expect(lines[6].hasPrefix(#"{"cell":7,"source":"x","#))
  }

  @Test func anErrorEndsTheRunAndTheScript() throws {
    let result = try Program.bash("$chainrule", input: "y = 1\ny + 1\nrestore 0;\nrerun 2 1\n3\n", home: home)
    #expect(result.status == 1)
    #expect(result.output == "2\n")
    #expect(result.errors.hasPrefix("<stdin>:4:1: error: rerun stops at cell 2: unknown name y"))
    #expect(!result.errors.contains("cell 1"))
  }

  @Test func peopleSeeThemAsIfTyped() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("x = 1\r")
    try terminal.wait(for: "In [2]: ")
    terminal.type("[[x,\r")
    try terminal.wait(for: "   ...: ")
    terminal.type("2]]\r")
    try terminal.wait(for: "In [3]: ")
    terminal.type("x = 5\r")
    try terminal.wait(for: "In [4]: ")
    terminal.type("rerun stale\r")
    let shown = try terminal.wait(for: "In [5]: ")
    #expect(shown.contains("In [4]: [[x,"))
    #expect(shown.contains("   ...:     2]]"))
    #expect(shown.contains("Out[4]:"))
    terminal.type("quit\r")
  }
}
