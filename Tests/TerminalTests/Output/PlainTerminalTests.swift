import Testing

/// No escape sequences on a terminal without them, or if the user prefers none.
@Suite struct PlainTerminalTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test(arguments: [["TERM": "dumb"], ["TERM": ""], ["TERM": "no-such-term"], ["NO_COLOR": "1"]])
  func noEscapes(_ environment: [String: String]) throws {
    #expect(try session(environment: environment).escapes == 0)
  }

  @Test func noEscapesWithoutTERM() throws {
    #expect(try session(without: ["TERM"]).escapes == 0)
  }

  @Test(arguments: [[:], ["NO_COLOR": ""]])
  func escapesOtherwise(_ environment: [String: String]) throws {
    #expect(try session(environment: environment).escapes > 0)
  }

  @Test func noEscapesInAFile() throws {
    let terminal = try PseudoTerminal(["--color", "auto"], home: home)
    try terminal.wait(for: "In [1]: ")
    let result = try Program.bash("$chainrule; $chainrule --help", input: "1\n", home: home)
    #expect(!result.output.utf8.contains(0x1B))
    #expect(!result.errors.utf8.contains(0x1B))
  }

  /// Types, deletes, recalls, completes and leaves.
  private func session(
    environment: [String: String] = [:], without: Set<String> = []
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(environment: environment, without: without, home: home)
    try terminal.wait(for: "In [1]: ")
    let entries = ["1+12\u{7F}\u{7F}1\r", "\u{1B}[A\u{1B}[D2\r", "s\t\t\u{15}\t\t\u{0B}3\r"]
    for (number, keys) in entries.enumerated() {
      terminal.type(keys)
      try terminal.wait(for: "In [\(number + 2)]: ")
    }
    terminal.type("\u{15}\u{04}")
    #expect(try terminal.exitStatus() == 0)
    return terminal
  }
}
