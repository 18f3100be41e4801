import Foundation
import Testing

/// CASES A18: whatever lies in place of the history, the shell starts, warns once and leaves it alone.
@Suite struct HistoryFileTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test func linesWithoutTheHeaderStayAsTheyAre() throws {
    let lines = Data((1...100).map { "cell \($0)\n" }.joined().utf8)
    try home.writeHistory(lines)
    #expect(try warnings() == 1)
    #expect(try Data(contentsOf: home.history) == lines)
  }

  @Test func unreadableFile() throws {
    try home.writeHistory(Data("_HiStOrY_V2_\n11\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: home.history.path)
    // Root reads it nevertheless, and then may add to it.
    #expect(try warnings() == (geteuid() == 0 ? 0 : 1))
  }

  @Test func folderInItsPlace() throws {
    try FileManager.default.createDirectory(at: home.history, withIntermediateDirectories: true)
    #expect(try warnings() == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.history.path) == [])
  }

  @Test func randomBytesBehindTheHeader() throws {
    var generator = SystemRandomNumberGenerator()
    let noise = Data((0..<2048).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let file = Data("_HiStOrY_V2_\n".utf8) + noise
    try home.writeHistory(file)
    #expect(try warnings(keys: "\u{1B}[A\u{1B}[A\u{1B}[A\u{15}42\r") == 0)
    #expect(try Data(contentsOf: home.history).starts(with: file))
  }

  @Test func placeThatCannotBeWritten() throws {
    try FileManager.default.createDirectory(
      at: home.url.appendingPathComponent(".local"), withIntermediateDirectories: true)
    try Data().write(to: home.url.appendingPathComponent(".local/state"))
    #expect(try warnings(keys: "42\r43\r") == 1)
  }

  @Test func emptyFileIsANewOne() throws {
    try home.writeHistory(Data())
    #expect(try warnings() == 0)
    #expect(home.historyLines == ["_HiStOrY_V2_", "42"])
  }

  /// How often the shell warns, while a cell is typed and the shell is left.
  private func warnings(keys: String = "42\r") throws -> Int {
    let terminal = try PseudoTerminal(home: home)
    for line in keys.split(separator: "\r") {
      try terminal.wait(for: "In [")
      terminal.type(line + "\r")
      try terminal.wait(for: "\n")
    }
    try terminal.wait(for: "In [")
    terminal.type("\u{04}")
    #expect(try terminal.exitStatus() == 0)
    return terminal.plain.components(separatedBy: "warning: ").count - 1
  }
}
