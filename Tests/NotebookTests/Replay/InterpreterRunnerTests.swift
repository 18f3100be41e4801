import Commands
import Testing

@testable import Notebook

struct InterpreterRunnerTests {
  @Test func aBlankCellShowsNothing() {
    var runner = InterpreterRunner()
    #expect(runner.run("") == CellOutput(""))
  }

  @Test func cellsThatRunAgainPrintOneUnderTheOther() {
    var runner = InterpreterRunner()
    for cell in ["x = 1", "x + 1", "x * 10", "x = 3"] { _ = runner.run(cell) }
    #expect(runner.run("rerun 2..3").text == "4\n30")
    #expect(runner.run("rerun stale").text == "no cell is stale")
    _ = runner.run("restore 0")
    let failure = runner.run("rerun 2..3")
    #expect(failure.isError)
    #expect(failure.text.hasPrefix("error: rerun stops at cell 2: unknown name x"))
  }

  @Test func anExpressionWithoutValue() {
    let runner = InterpreterRunner()
    #expect(throws: EvaluationError.self) { try runner.value(of: "") }
  }
}
