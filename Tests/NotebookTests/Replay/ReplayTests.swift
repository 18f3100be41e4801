import Testing

@testable import Notebook

struct ReplayTests {
  private func replay(_ text: String, _ runner: FakeRunner) throws -> Replay {
    Replay(try Document.parse(text), on: runner)
  }

  @Test func stepsAreInOrder() throws {
    let text = "```chainrule\n> a\n1.0\n> b\nx\ny\n```\nWords.\n```chainrule\n> c\n```\n"
    let replay = try replay(text, FakeRunner(["a": "1.04", "b": "x\nz\n", "c": "more"]))
    #expect(replay.steps.map(\.cell.source) == ["a", "b", "c"])
    #expect(replay.steps.map(\.differenceLine) == [nil, 6, 10])
    #expect(replay.steps[1].difference == Comparison.Difference(index: 1, expected: "y", got: "z"))
    #expect(replay.steps[2].difference == Comparison.Difference(index: 0, expected: nil, got: "more"))
  }

  @Test func anExpectedErrorIsOutput() throws {
    let replay = try replay("```chainrule\n> zzz\nerror: unknown …\n```\n", FakeRunner())
    #expect(replay.steps[0].output.isError)
    #expect(replay.steps[0].difference == nil)
  }

  @Test(arguments: ["...", "...\n..."])
  func anElisionAloneDoesNotAcceptAnError(expected: String) throws {
    let replay = try replay("```chainrule\n> zzz\n\(expected)\n```\n", FakeRunner())
    #expect(replay.steps[0].difference?.got == "error: unknown cell")
  }

  @Test func anExerciseHasTheSessionBeforeIt() throws {
    let text = """
      ```chainrule
      > set x
      ```
      ```exercise
      question: q
      answer: x
      ```
      ```chainrule
      > set x
      ```
      """
    let replay = try replay(text, FakeRunner())
    #expect(try replay.exercises[0].runner.value(of: "x") == .number(1))
    #expect(replay.steps.count == 2)
  }
}
