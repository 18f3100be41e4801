import Foundation
import Testing

/// `chainrule FILE`.
@Suite struct OpenShellTests {
  let home: TemporaryFolder

  init() throws {
    home = try TemporaryFolder()
    try Data("```chainrule\n> xx = 42\n```\n".utf8).write(to: home.url.appendingPathComponent("s s.md"))
    try Data("1 + 1\n".utf8).write(to: home.url.appendingPathComponent("script.txt"))
  }

  private func run(_ line: String, input: String = "") throws -> Program.Result {
    try Program.bash("cd \(home.path); " + line, input: input, home: home)
  }

  @Test func aSessionIsOpened() throws {
    let terminal = try PseudoTerminal([home.path + "/s s.md"], home: home)
    try terminal.wait(for: "ran the 1 cell of ")
    try terminal.wait(for: "In [2]: ")
    terminal.type("xx + 1\r")
    try terminal.wait(for: "Out[2]: 43")
    #expect(try run("$chainrule 's s.md'", input: "xx\n").output.hasSuffix("42\n"))
  }

  @Test(arguments: [
    ("nowhere.md", "no file or command is called nowhere.md"), ("script.txt", "chainrule run script.txt runs a script"),
    (".", ". is a folder"),
  ])
  func otherFilesAreRefused(file: String, message: String) throws {
    let result = try run("$chainrule \(file)", input: "1\n")
    #expect(result.status == 1 && result.errors.contains(message), "\(result.errors)")
  }

  @Test func helpNamesTheFile() throws {
    #expect(try run("$chainrule --help").output.contains("chainrule FILE.md"))
    #expect(try run("$chainrule -c 1 's s.md'").status != 0)
    #expect(try run("$chainrule --generate-completion-script bash").status == 0)
  }
}
