import CommandKit
import Commands
import Foundation
import SessionCore
import Testing

@testable import Notebook

struct InterpreterRunnerTests {
  @Test func aBlankCellShowsNothing() {
    var runner = InterpreterRunner(Interpreter(commands: .standard))
    #expect(runner.run("") == CellOutput(""))
  }

  @Test func cellsThatRunAgainPrintOneUnderTheOther() {
    var runner = InterpreterRunner(Interpreter(commands: .standard))
    for cell in ["x = 1", "x + 1", "x * 10", "x = 3"] { _ = runner.run(cell) }
    #expect(runner.run("rerun 2..3").text == "4\n30")
    #expect(runner.run("rerun stale").text == "no cell is stale")
    _ = runner.run("restore 0")
    let failure = runner.run("rerun 2..3")
    #expect(failure.isError)
    #expect(failure.text.hasPrefix("error: rerun stops at cell 2: unknown name x"))
  }

  /// Later cells find the file that a cell saves, in memory.
  @Test func filesAreReadBackThoughNoneIsWritten() {
    var runner = InterpreterRunner(Interpreter(commands: .standard))
    for cell in ["network 2 3 1", "W[1] = [[1, 2], [3, 4], [5, 6]]", "save m.safetensors", "network 2 1"] {
      #expect(!runner.run(cell).isError)
    }
    var copy = runner
    #expect(!copy.run("load m.safetensors").isError)
    #expect(copy.run("W[1][2, 1]").text == "6")
    #expect(!copy.run("save W[1] to w.npy").isError)
    #expect(runner.run("load W[1] from w.npy").text.contains("w.npy: no such file"), "a copy is another session")
    #expect(!FileManager.default.fileExists(atPath: "m.safetensors"))
  }

  @Test func anExpressionWithoutValue() {
    let runner = InterpreterRunner(Interpreter(commands: .standard))
    #expect(throws: EvaluationError.self) { try runner.value(of: "") }
  }
}
