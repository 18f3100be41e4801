import Commands
import Testing

@testable import Notebook

struct InterpreterRunnerTests {
  @Test func aBlankCellShowsNothing() {
    var runner = InterpreterRunner()
    #expect(runner.run("") == CellOutput(""))
  }

  @Test func anExpressionWithoutValue() {
    let runner = InterpreterRunner()
    #expect(throws: EvaluationError.self) { try runner.value(of: "") }
  }
}
