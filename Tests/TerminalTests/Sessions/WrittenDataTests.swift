import Foundation
import Testing

/// A file that a cell wrote is read by `data` alike in the shell, `run`, `check`, a lesson and an export.
@Suite struct WrittenDataTests {
  let home: TemporaryFolder
  private static let cells = ["M = [[1, 2, 3], [4, 5, 9]];", "save M to w.npy", "data w.npy"]
  private static let shown = "w: 2 samples, 2 inputs, 2 classes"
  private static let lesson = """
    # Files

    ```chainrule
    > M = [[1, 2, 3], [4, 5, 9]];
    > save M to w.npy
    wrote w.npy: 2×3, Float64
    > data w.npy
    w: 2 samples, 2 inputs, 2 classes
    w.npy
    ```

    """

  init() throws {
    home = try TemporaryFolder()
    try Data(Self.lesson.utf8).write(to: home.url.appendingPathComponent("l.md"))
  }

  private func run(_ line: String, input: String = "") throws -> Program.Result {
    try Program.bash("cd \(home.path); \(line)", input: input, home: home)
  }

  private var isWritten: Bool { FileManager.default.fileExists(atPath: home.path + "/w.npy") }

  @Test func inTheShell() throws {
    let shell = try PseudoTerminal(home: home)
    try shell.wait(for: "In [1]: ")
    for cell in Self.cells {
      shell.type(cell.replacing("w.npy", with: "~/w.npy") + "\r")
      try shell.wait(for: "\n")
      try shell.wait(for: "]: ")
    }
    try shell.waitForScreen { $0.lines.contains { $0.hasPrefix(Self.shown) } }
    #expect(isWritten)
  }

  @Test func inARun() throws {
    let result = try run("$chainrule run l.md")
    #expect(result.status == 0 && result.output.contains(Self.shown), "\(result)")
    #expect(isWritten)
  }

  @Test func inACheck() throws {
    let result = try run("$chainrule check l.md")
    #expect(result.status == 0, "\(result)")
    #expect(!isWritten)
  }

  @Test func inALesson() throws {
    let result = try run("$chainrule lesson l.md", input: "next\nnext\nnext\n")
    #expect(result.status == 0 && result.output.contains(Self.shown), "\(result)")
    #expect(!isWritten)
  }

  @Test func inAnExport() throws {
    let result = try run("$chainrule export l.md --to markdown")
    #expect(result.status == 0 && result.output == Self.lesson, "\(result)")
    #expect(!isWritten)
  }

  @Test func inAReopenedSession() throws {
    let result = try run("$chainrule open l.md", input: "data\n")
    #expect(result.status == 0 && result.output.contains("loaded: w"), "\(result)")
    #expect(!isWritten)
  }
}
