import Foundation
import Testing

/// A terminal that knows no character beyond ASCII gets none, whatever a session shows.
@Suite struct ASCIITerminalTests {
  let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  @Test(arguments: ["C", "POSIX"])
  func nothingElseIsWritten(_ locale: String) throws {
    let terminal = try PseudoTerminal(environment: ["LC_ALL": locale], home: home)
    try terminal.wait(for: "In [1]: ")
    let cells = [
      "network 2 3 2 output softmax loss cross-entropy", "seed 1", "init kaiming", "input [[1, 2]]",
      "target [[1, 0]]", "forward", "backward", "step", "explain dW[2][0, 1]", "gradcheck", "summary", "graph",
      "show", "C", "snapshot a", "W[1][0, 0] = 5", "history", "diff", "diff a", "restore a", "undo", "redo", "help",
      "help delta", "help search slope", "help keys", "help language", "set", "set reduction", "nope + 1",
      "W[1] @ W[2]", "W[1][9, 9]", "σ(δ[2])", "heatmap W[1]", "histogram W[1]", "weights", "data digits",
      "sample 0:2", "data xor", "network 2 4 1 hidden tanh", "init xavier", "train epochs 20 batch 4", "plot loss",
      "boundary", "evaluate training", "lessons", "rerun 1",
    ]
    for cell in cells {
      terminal.type(cell + "\r")
      try terminal.wait(for: "In [")
    }
    for keys in ["\t\t", "set reduction \t\t", "lesson \t\t", "help \t\t", "x = \\del\t\t", "\u{12}δ\u{12}\u{12}"] {
      terminal.type("\u{15}" + keys)
      Thread.sleep(forTimeInterval: 0.3)
      terminal.look()
    }
    terminal.type("\u{07}\u{15}12345 + 1\r")
    try terminal.wait(for: "12346")
    #expect(terminal.bytes.allSatisfy { $0 < 0x80 })
  }
}
