import Testing

@testable import Language

struct StatementTests {
  private let commands: Set = ["train", "loss", "data", "set", "step", "input"]

  private func isCommand(_ text: String) throws -> Bool {
    if case .command = try Statement(CellSource(text), isCommand: commands.contains) { return true }
    return false
  }

  @Test(arguments: [
    "train", "  train epochs 20", "data /tmp/x.csv", "data ./x.csv", "input [[1, 2]]", "loss;", "set x -1",
    "step # next",
  ])
  func aKnownFirstWordIsACommand(text: String) throws {
    #expect(try isCommand(text))
  }

  @Test(arguments: ["loss = 3", "loss=3", "loss + 1", "loss * 2", "step - 1", "train == 2", "loss[0]", "x"])
  func anOperatorAfterItMakesAnExpression(text: String) throws {
    #expect(try !isCommand(text))
  }

  @Test func assignmentsHaveATargetAndAValue() throws {
    guard case .assignment(let target, _) = try Statement(CellSource("W[1][0, 2] = 0.15"), isCommand: { _ in false })
    else {
      Issue.record("not an assignment")
      return
    }
    #expect(target.span == SourceSpan(0, 10))
    #expect(throws: Diagnostic.self) { try Statement(CellSource("1 + 2 = 3"), isCommand: { _ in false }) }
  }

  @Test func theFirstWordStopsAtABlank() {
    #expect(Statement.firstWord("  train x")?.word == "train")
    #expect(Statement.firstWord("  train x")?.span == SourceSpan(2, 7))
    #expect(Statement.firstWord("[1]") == nil)
  }
}
