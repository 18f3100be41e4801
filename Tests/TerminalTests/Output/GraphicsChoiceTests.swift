import Foundation
import Testing

/// `set graphics` on a terminal that answers as it is told to.
@Suite struct GraphicsChoiceTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func shell(_ environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(environment: environment, home: home)
    try terminal.wait(for: "In [1]: ")
    return terminal
  }

  @Test func aSilentTerminalCostsAMomentOnceAndShowsBlocks() throws {
    let terminal = try shell()
    terminal.type("set graphics auto\r")
    let start = Date()
    try terminal.wait(for: "does not answer: pictures stay blocks")
    #expect(Date().timeIntervalSince(start) < 5, "0.2 seconds, and the time that a busy machine takes")
    try terminal.wait(for: "In [2]: ")
    terminal.type("heatmap [[1, 2], [3, 4]]\r")
    try terminal.wait(for: "In [3]: ")
    #expect(terminal.bytes.count { $0 == UInt8(ascii: "_") } <= 1, "one question and no picture")
    #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("f=100"))
  }

  @Test func anAnswerInPiecesWithKeysAmongThem() throws {
    let terminal = try shell()
    terminal.type("set graphics kitty\r")
    try terminal.waitForBytes("\u{1B}[c")
    terminal.type("\u{1B}_Gi=3")
    usleep(20_000)
    terminal.type("1;OK\u{1B}\\heatmap [[1")
    usleep(20_000)
    terminal.type(", 2]]\u{1B}[?62")
    usleep(20_000)
    terminal.type(";c")
    try terminal.wait(for: "as kitty takes them")
    try terminal.wait(for: "heatmap [[1, 2]]")
    terminal.type("\r")
    try terminal.waitForBytes("\u{1B}_Ga=T,f=100,")
    try terminal.wait(for: "In [3]: ")
  }

  @Test func theSettingsFileIsFollowedFromTheFirstPicture() throws {
    let folder = home.url.appendingPathComponent(".config/chainrule")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("set graphics kitty\n".utf8).write(to: folder.appendingPathComponent("settings"))
    let terminal = try shell()
    terminal.type("heatmap [[1, 2]]\r")
    try terminal.waitForBytes("\u{1B}[c")
    terminal.type("\u{1B}_Gi=31;OK\u{1B}\\\u{1B}[?62;c")
    try terminal.waitForBytes("\u{1B}_Ga=T,f=100,")
    try terminal.wait(for: "In [2]: ")
  }

  @Test(arguments: [
    ["TMUX": "/tmp/tmux-0/default,1,0"], ["TERM": "screen-256color"], ["NO_COLOR": "1"], ["ACCESSIBLE": "1"],
  ])
  func whereNoPixelsCanBeNothingIsAsked(environment: [String: String]) throws {
    let terminal = try shell(environment)
    terminal.type("set graphics auto\r")
    try terminal.wait(for: ": pictures stay blocks")
    #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("\u{1B}_G"))
  }

  @Test func aPipeGetsText() throws {
    let result = try Program.bash("printf 'set graphics kitty\\nheatmap [[1, 2]]\\n' | $chainrule", home: home)
    #expect(result.status == 0 && !result.output.contains("\u{1B}") && result.output.contains("░"))
  }

  @Test func scriptsUseThePlainCharactersSetting() throws {
    let result = try Program.bash("printf 'set graphics ascii\\nheatmap [[1, 2]]\\n' | $chainrule", home: home)
    #expect(result.status == 0 && result.output.contains("[[1, 2]]") && result.output.utf8.allSatisfy { $0 < 0x80 })
  }
}
