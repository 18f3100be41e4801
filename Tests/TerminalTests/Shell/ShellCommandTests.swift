import Testing

/// The shell with its commands on a real terminal.
@Suite struct ShellCommandTests {
  let home: TemporaryFolder
  let terminal: PseudoTerminal

  init() throws {
    home = try TemporaryFolder()
    terminal = try PseudoTerminal(home: home)
    try terminal.wait(for: "In [1]: ")
  }

  @Test func cellsAndTheirNumbers() throws {
    try enter("1 + 2", then: "Out[1]: 3")
    try enter("_ * 2", then: "Out[2]: 6")
    try enter("Out[1] + Out[2]", then: "Out[3]: 9")
    try terminal.wait(for: "In [4]: ")
    try leave()
  }

  @Test func mutedAndBlankCells() throws {
    terminal.type("1 + 2;\r")
    let shown = try terminal.wait(for: "In [2]: ")
    #expect(!shown.contains("Out["))
    terminal.type("\r")
    try terminal.wait(for: "In [2]: ")
    try leave()
  }

  @Test func severalCellsOnALine() throws {
    terminal.type("x = 4; x + 1; x * 2\r")
    try terminal.wait(for: "Out[2]: 5")
    try terminal.wait(for: "Out[3]: 8")
    try enter("repeat 3: x += 1; x", then: "7")
    try terminal.wait(for: "In [5]: ")
    try enter("undo", then: "x: 7 → 4")
    try terminal.wait(for: "In [6]: ")
    try leave()
  }

  @Test func interruptInARepetition() throws {
    try enter("x = 4", then: "In [2]: ")
    terminal.type("repeat 1000000000 x += 1\r")
    try terminal.wait(for: "left")
    terminal.type("\u{03}")
    try terminal.wait(for: "stopped")
    try enter("x", then: "Out[2]: 4")
    try terminal.wait(for: "In [3]: ")
    try leave()
  }

  @Test func openBracketGoesOnBelow() throws {
    terminal.type("[[1,\r")
    try terminal.wait(for: "   ...: ")
    terminal.type("2]] @ [[3], [4]]\r")
    try terminal.wait(for: "Out[1]:")
    try terminal.wait(for: "In [2]: ")
    // The cell is one entry of the history, and Up brings all of it back.
    terminal.type("\u{1B}[A + 1\r")
    try terminal.wait(for: "Out[2]:")
    #expect(home.historyLines.last == "[[1,\\012\\040\\040\\040\\0402]]\\040@\\040[[3],\\040[4]]\\040+\\0401")
  }

  @Test func interruptInAnOpenCell() throws {
    terminal.type("[[1,\r")
    try terminal.wait(for: "   ...: ")
    terminal.type("\u{03}")
    try terminal.wait(for: "In [1]: ")
    try enter("5", then: "Out[1]: 5")
    try terminal.wait(for: "In [2]: ")
    try leave()
  }

  @Test func errorLeavesTheSessionAlone() throws {
    try enter("x = 4", then: "In [2]: ")
    try enter("x + nope", then: "nope")
    try enter("x", then: "4")
    try terminal.wait(for: "In [")
    try leave()
  }

  @Test func tabCompletes() throws {
    terminal.type("netw\t2 2 1\r")
    try terminal.wait(for: "In [2]: ")
    #expect(home.historyLines.last == "network\\0402\\0402\\0401")
    terminal.type("3 * \\delta\t")
    try terminal.wait(for: "δ")
    terminal.type("\u{15}s\t\t")
    let list = try terminal.wait(for: "seed")
    #expect(list.contains("summary"))
    terminal.type("\u{15}")
    try leave()
  }

  @Test func interruptStopsTrainingAndKeepsTheWeights() throws {
    let lines = ["data digits", "network 64 32 10", "seed 0", "init kaiming"]
    for (number, line) in lines.enumerated() { try enter(line, then: "In [\(number + 2)]: ") }
    terminal.type("train epochs 100000 batch 32 rate 0.1\r")
    try terminal.wait(for: "epoch ")
    terminal.type("\u{03}")
    try terminal.wait(for: "In [6]: ")
    try enter("sum(W[1] ^ 2) > 0", then: "Out[6]: 1")
    // A Ctrl-D typed before the prompt would end a line that nobody reads.
    try terminal.wait(for: "In [7]: ")
    try leave()
  }

  @Test func quitLeaves() throws {
    terminal.type("quit\r")
    #expect(try terminal.exitStatus() == 0)
  }

  private func enter(_ line: String, then answer: String) throws {
    terminal.type(line + "\r")
    try terminal.wait(for: "\n")
    try terminal.wait(for: answer)
  }

  private func leave() throws {
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
  }
}
