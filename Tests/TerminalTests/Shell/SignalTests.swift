import Glibc
import Testing

/// Whatever ends the shell, the terminal is left as it was found.
@Suite struct SignalTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test(arguments: [SIGTERM, SIGHUP, SIGQUIT, SIGPIPE])
  func theTerminalIsLeftAsItWasFound(signal: Int32) throws {
    let terminal = try PseudoTerminal(home: home)
    try terminal.waitForLine("In [1]:")
    #expect(!terminal.isAsAShellExpects)
    terminal.send(signal)
    #expect(try terminal.exitStatus() == -signal)
    #expect(terminal.isAsAShellExpects)
  }
}
