import Testing

/// DESIGN section 4, "Machine interface": what scripts rely on.
@Suite struct MachineInterfaceTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test func standardInputRunsCellByCell() throws {
    let result = try Program.bash("$chainrule", input: "x = [[1,\n2]]\nsum(x)\n", home: home)
    #expect(result == Program.Result(status: 0, output: "3\n", errors: ""))
  }

  @Test func firstErrorStops() throws {
    let result = try Program.bash("$chainrule", input: "1\n\nnope\n2\n", home: home)
    #expect(result.status == 1)
    #expect(result.output == "1\n")
    #expect(result.errors.hasPrefix("<stdin>:3:1: error: "))
  }

  @Test func placeInACellOfSeveralLines() throws {
    let result = try Program.bash("$chainrule", input: "1\n[[1,\n  nope]]\n", home: home)
    #expect(result.errors.hasPrefix("<stdin>:3:3: error: "))
  }

  @Test func keepGoingContinuesAfterAnError() throws {
    let result = try Program.bash("$chainrule --keep-going -c 1 -c nope -c 2", home: home)
    #expect(result.status == 1)
    #expect(result.output == "1\n2\n")
    #expect(result.errors.hasPrefix("<command 2>:1:1: error: "))
  }

  @Test func runFile() throws {
    let result = try Program.bash("cd $HOME; printf '\\357\\273\\2771 + 1\\r\\n' > a; $chainrule run a", home: home)
    #expect(result == Program.Result(status: 0, output: "2\n", errors: ""))
  }

  @Test func runAMissingFile() throws {
    let result = try Program.bash("$chainrule run missing", home: home)
    #expect(
      result
        == Program.Result(
          status: 1, output: "", errors: "chainrule: cannot read missing: No such file or directory\n"))
  }

  @Test func unclosedBracketIsAnError() throws {
    let result = try Program.bash("$chainrule", input: "(1 +\n", home: home)
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("<stdin>:1:"))
  }

  @Test func severalCellsOnALine() throws {
    let result = try Program.bash(
      "$chainrule --format json --keep-going", input: "1; 2;; 3\nx = 1; nope; 2\nrepeat 2: x += 1; x\n", home: home)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 6, "\(result.output)")
    #expect(lines.dropFirst().first == #"{"cell":2,"source":"2;","ok":true,"view":null}"#)
    #expect(result.errors.hasPrefix("<stdin>:2:8: error: "))
    #expect(try Program.bash("$chainrule -c 'x = 1; x + 1'", home: home).output == "2\n")
  }

  @Test func jsonHasOneObjectForEachCell() throws {
    let result = try Program.bash(
      "$chainrule --format json --keep-going", input: "0.1\n# no cell\n1;\nnope\n", home: home)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines.first == #"{"cell":1,"source":"0.1","ok":true,"view":{"kind":"number","value":0.1}}"#)
    #expect(lines.dropFirst().first == #"{"cell":2,"source":"1;","ok":true,"view":null}"#)
    #expect(lines.last?.hasPrefix(#"{"cell":3,"source":"nope","ok":false,"error":{"message":"#) == true)
    #expect(result.status == 1)
  }

  @Test func quitEndsTheRun() throws {
    let result = try Program.bash("$chainrule", input: "1\nquit\n2\n", home: home)
    #expect(result == Program.Result(status: 0, output: "1\n", errors: ""))
  }

  // More than the 64 KiB that a pipe holds.
  @Test func aReaderMayStopEarly() throws {
    let line = "yes 12345678 2>&- | head -20000 2>&- | $chainrule | head -1; echo ${PIPESTATUS[2]}"
    let result = try Program.bash(line, home: home)
    #expect(["12345678\n0\n", "12345678\n141\n"].contains(result.output))
    #expect(result.errors == "")
  }

  // The same if the parent ignores SIGPIPE, so the write fails instead.
  @Test func aReaderMayStopEarlyWithoutTheSignal() throws {
    let line = "trap '' PIPE; yes 12345678 2>&- | head -20000 2>&- | $chainrule | head -1; echo ${PIPESTATUS[2]}"
    let result = try Program.bash(line, home: home)
    #expect(["12345678\n0\n", "12345678\n141\n"].contains(result.output))
    #expect(result.errors == "")
  }

  @Test func fullDiskIsReported() throws {
    let result = try Program.bash("$chainrule -c 1 > /dev/full", home: home)
    #expect(result.status == 1)
    #expect(result.errors == "chainrule: cannot write the output: No space left on device\n")
  }

  @Test func standardInputThatIsClosed() throws {
    let result = try Program.bash("$chainrule <&-", home: home)
    #expect(result.status == 1)
    #expect(result.errors == "chainrule: cannot read <stdin>: Bad file descriptor\n")
  }
}
