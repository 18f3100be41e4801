import Testing

@testable import Calculus
@testable import Stepping

@Suite struct NextStepTests {
  static let problems = (StepFixture.rows("right-steps").map(\.problem)).uniqued

  @Test("the lines that are shown follow from each other and end", arguments: problems)
  func linesFollow(_ name: String) throws {
    let problem = try StepFixture.problem(name)
    var last = problem.subject
    var count = 0
    while let line = NextStep(problem, after: last).line, count < 60 {
      let trial = try #require(StepTrial(problem, conditionsOf: line.term))
      let numbers = try #require(trial.numbers(of: line.term))
      #expect(trial.isRight(numbers), "\(line.term.mathematics)")
      #expect(!line.rules.isEmpty)
      last = line.term
      count += 1
    }
    #expect(count > 0 && count < 60)
    #expect(StepJudge(problem).left(in: last).isEmpty)
  }

  @Test("hints name the rule and its formula")
  func hints() throws {
    let problem = try StepFixture.problem("x^2 * sin(x)")
    #expect(
      NextStep(problem, after: problem.subject).hints == ["next: product rule", "for x² sin(x): (u v)′ = u′ v + u v′"])
  }
}
