import Language
import Testing

@testable import Calculus

@Suite struct StepJudgeTests {
  /// The answer to a line that is typed first.
  private func answer(_ row: StepFixture.Row) throws -> StepVerdict {
    let problem = try StepFixture.problem(row.problem)
    return try StepJudge(problem).judge(row.line, after: problem.subject)
  }

  @Test("a wrong line is refused, and the mistake is named", arguments: StepFixture.rows("wrong-steps"))
  func wrongLines(_ row: StepFixture.Row) throws {
    switch Result(catching: { try answer(row) }) {
    case .success(let verdict):
      #expect(!verdict.isAccepted)
      #expect(verdict.isExplained, "\(row.problem): \(row.line): \(verdict.judgement)")
      let remarks = verdict.remarks.joined(separator: "; ")
      #expect(row.words.isEmpty || remarks.contains(row.words), "\(row.problem): \(row.line): \(remarks)")
    case .failure(let error as Diagnostic):
      #expect(row.words.isEmpty || error.message.contains(row.words), "\(row.problem): \(row.line): \(error.message)")
    case .failure(let error): throw error
    }
  }

  @Test("a right line is accepted in any form", arguments: StepFixture.rows("right-steps"))
  func rightLines(_ row: StepFixture.Row) throws {
    let verdict = try answer(row)
    #expect(verdict.isAccepted, "\(row.problem): \(row.line): \(verdict)")
    #expect(!verdict.rules.isEmpty)
  }
}
