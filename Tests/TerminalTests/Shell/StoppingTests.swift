import Testing

/// Ctrl-C while a cell computes, on a terminal. The bounds are generous: other tests run at the same time.
@Suite struct StoppingTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private static let cells = [
    "data digits", "network 64 256 256 10", "seed 1", "init kaiming", "batch 0:1797", "x = 5",
  ]

  @Test(arguments: ["gradcheck", "numeric mean(a[3]^2) by W[3]"])
  func `a computation shows how far it is, stops, and leaves the session`(command: String) throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.waitForLine("In [1]:")
    for (index, cell) in Self.cells.enumerated() {
      terminal.type(cell + "\r")
      try terminal.waitForLine("In [\(index + 2)]:")
    }
    terminal.type(command + "\r")
    try terminal.waitForBytes(" s")
    try terminal.waitForBytes("left")
    let start = ContinuousClock.now
    terminal.type("\u{03}")
    try terminal.waitForBytes("stopped: nothing has changed", seconds: 20)
    #expect(ContinuousClock.now - start < .seconds(10))
    try terminal.waitForLine("In [7]:")
    terminal.type("x + 1\r")
    try terminal.waitForBytes("Out[7]:")
    try terminal.waitForLine("In [8]:")
  }

  @Test func `keys typed after Ctrl-C are kept`() throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.waitForLine("In [1]:")
    for (index, cell) in Self.cells.enumerated() {
      terminal.type(cell + "\r")
      try terminal.waitForLine("In [\(index + 2)]:")
    }
    terminal.type("gradcheck\r")
    try terminal.waitForBytes("left")
    terminal.type("\u{03}x * 2")
    try terminal.waitForLine("In [7]: x * 2")
  }
}
