import Foundation
import Testing

@testable import chainrule

/// Whatever is in place of the history, the shell starts, warns once and leaves it alone.
@Suite struct HistoryFileTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test func linesWithoutTheHeaderStayAsTheyAre() throws {
    let lines = Data((1...100).map { "cell \($0)\n" }.joined().utf8)
    try home.writeHistory(lines)
    #expect(try warnings() == 1)
    #expect(try Data(contentsOf: home.history) == lines)
  }

  @Test func anUnreadableFileIsAWarning() throws {
    try home.writeHistory(Data("_HiStOrY_V2_\n11\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: home.history.path)
    // Root reads it nevertheless, and then may add to it.
    #expect(try warnings() == (geteuid() == 0 ? 0 : 1))
  }

  @Test func aFolderInItsPlaceIsAWarning() throws {
    try FileManager.default.createDirectory(at: home.history, withIntermediateDirectories: true)
    #expect(try warnings() == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: home.history.path) == [])
  }

  @Test func randomBytesAfterTheHeader() throws {
    var generator = SystemRandomNumberGenerator()
    let noise = Data((0..<2048).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let file = Data("_HiStOrY_V2_\n".utf8) + noise
    try home.writeHistory(file)
    #expect(try warnings(keys: "\u{1B}[A\u{1B}[A\u{1B}[A\u{15}42\r") == 0)
    #expect(try Data(contentsOf: home.history).starts(with: file))
  }

  @Test func aFolderThatCannotBeWrittenIsAWarning() throws {
    try FileManager.default.createDirectory(
      at: home.url.appendingPathComponent(".local"), withIntermediateDirectories: true)
    try Data().write(to: home.url.appendingPathComponent(".local/state"))
    #expect(try warnings(keys: "42\r43\r") == 1)
  }

  @Test func anEmptyFileIsUsedAsANewOne() throws {
    try home.writeHistory(Data())
    #expect(try warnings() == 0)
    #expect(home.historyLines == ["_HiStOrY_V2_", "42"])
  }

  @Test func aCellEnteredAgainMovesToTheEnd() throws {
    try home.writeHistory(Data("_HiStOrY_V2_\n11\n22\n11\n33\n".utf8))
    var file = HistoryFile(path: home.history.path)
    #expect(file.entries() == ["22", "11", "33"])
    #expect(file.append("22") == nil)
    #expect(file.entries() == ["11", "33", "22"])
    #expect(try Data(contentsOf: home.history) == Data("_HiStOrY_V2_\n11\n22\n11\n33\n22\n".utf8))
  }

  @Test func aLongFileIsRewrittenWithItsEnd() throws {
    let lines = (0..<100_000).map { "cell\\040\($0)" }
    try home.writeHistory(Data(("_HiStOrY_V2_\n" + lines.joined(separator: "\n") + "\n").utf8))
    var file = HistoryFile(path: home.history.path)
    #expect(file.entries().count == HistoryFile.capacity)
    #expect(file.append("the last") == nil)
    let kept = (100_001 - HistoryFile.capacity..<100_000).map { "cell \($0)" }
    #expect(file.entries() == kept + ["the last"])
    #expect(home.historyLines.count == HistoryFile.capacity + 1)
    let folder = home.history.deletingLastPathComponent().path
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["history"])
  }

  @Test func aHugeCellTakesNoOthersPlace() throws {
    let huge = String(repeating: "9", count: HistoryFile.largestSize + 1)
    try home.writeHistory(Data("_HiStOrY_V2_\n11\n22\n\(huge)\n".utf8))
    var file = HistoryFile(path: home.history.path)
    #expect(file.append("33") == nil)
    #expect(file.entries() == ["11", "22", "33"])
    #expect(file.append(huge) == nil)
    #expect(file.entries() == ["11", "22", "33"])
  }

  @Test func twoShellsLoseNoCells() async throws {
    let filler = (0..<60_000).map { "old\\040cell\\040\($0)" }
    try home.writeHistory(Data(("_HiStOrY_V2_\n" + filler.joined(separator: "\n") + "\n").utf8))
    let path = home.history.path
    await withTaskGroup(of: Void.self) { group in
      for shell in 0..<4 {
        group.addTask {
          var file = HistoryFile(path: path)
          for cell in 0..<50 { #expect(file.append("shell \(shell) cell \(cell)") == nil) }
        }
      }
    }
    let entries = Set(HistoryFile(path: path).entries())
    for shell in 0..<4 { for cell in 0..<50 { #expect(entries.contains("shell \(shell) cell \(cell)")) } }
  }

  @Test func aLockThatIsNeverReleasedIsNotWaitedFor() throws {
    try home.writeHistory(Data("_HiStOrY_V2_\n11\n".utf8))
    let descriptor = open(home.history.path, O_RDONLY)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX) == 0)
    let start = Date()
    var file = HistoryFile(path: home.history.path)
    #expect(file.append("22") == nil)
    #expect(Date().timeIntervalSince(start) < 5)
    #expect(file.entries() == ["11", "22"])
  }

  @Test func cellsAreRecalledWithoutAFile() throws {
    let terminal = try PseudoTerminal(environment: ["HOME": ""], home: home)
    try terminal.wait(for: "In [1]: ")
    terminal.type("41 + 1\r")
    try terminal.wait(for: "In [2]: ")
    terminal.type("\u{1B}[A")
    try terminal.waitForLine("In [2]: 41 + 1")
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
