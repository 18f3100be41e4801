import Language
import Testing

@testable import Calculus
@testable import Stepping

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

  private func judge(_ line: String, of name: String, after earlier: [String] = []) throws -> StepVerdict {
    let problem = try StepFixture.problem(name)
    var last = problem.subject
    for line in earlier { last = try StepJudge(problem).judge(line, after: last).line ?? last }
    return try StepJudge(problem).judge(line, after: last)
  }

  private func message(_ line: String, of name: String) -> String {
    do {
      return "no error: \(try judge(line, of: name))"
    } catch {
      return (error as? Diagnostic)?.message ?? "\(error)"
    }
  }

  @Test("rules are those between the lines")
  func rules() throws {
    let name = "x^2 * sin(x)"
    let first = "(x^2)' * sin(x) + x^2 * (sin(x))'"
    #expect(try judge(first, of: name).rules == [.product])
    #expect(try judge("2 * x * sin(x) + x^2 * (sin(x))'", of: name, after: [first]).rules == [.power])
    #expect(try judge("2 * x * sin(x) + x^2 * cos(x)", of: name, after: [first]).rules == [.power, .function("sin")])
    #expect(
      try judge("x * (2 * sin(x) + x * cos(x))", of: name, after: ["2 * x * sin(x) + x^2 * cos(x)"]).rules
        == [.collecting])
  }

  @Test("a line that says nothing new is no step")
  func unchanged() throws {
    #expect(try judge("d(x^2 * sin(x))/dx", of: "x^2 * sin(x)").judgement == .unchanged)
    #expect(try judge("delta[1]", of: "delta[1]").judgement == .unchanged)
    #expect(try judge("dC/dz[1][s, i]", of: "delta[1]").judgement == .unchanged)
  }

  @Test("0 = 0 is no proof")
  func zero() throws {
    #expect(try judge("0 * x", of: "x^2 * sin(x)").judgement == .wrong)
    #expect(try judge("log(x) - log(x)", of: "x^2 * sin(x)").judgement == .wrong)
  }

  @Test("what cannot be read is an error at its place")
  func errors() {
    #expect(message("2 * u", of: "sin(x^2)") == "unknown name u")
    #expect(message("foo(x)", of: "sin(x^2)") == "unknown function foo")
    #expect(message("delta[2] @ X", of: "delta[1]").hasPrefix("the matrix product does not fit"))
    #expect(message("delta[2][s, k] * Y[s, k] * Y[s, i]", of: "delta[2]").contains("index k is not bound by a sum"))
  }

  @Test("an index on an axis of another kind with as many places has no value")
  func oneSampleAndOneUnit() {
    let (sample, unit) = (Extent(3, symbol: "B"), Extent(1))
    let z = Symbol("z", shape: TermShape(rows: sample, columns: unit))
    #expect(Term.entry(z, row: .letter("s", sample), column: .letter("i", unit)).isConsistent)
    #expect(!Term.entry(z, row: .letter("s", sample), column: .letter("s", sample)).isConsistent)
  }

  @Test("a formula of a large network is tried on a small one")
  func largeNetworks() throws {
    let large = try StepFixture.problem("delta[1]").enlarged
    let judge = StepJudge(large)
    #expect(try judge.judge("(delta[2] @ W[2]) * softplus'(z[1])", after: large.subject).judgement == .finished)
    #expect(try judge.judge("(delta[2] @ W[2]) * softplus'(z[1]) / 64", after: large.subject).judgement == .wrong)
    #expect(try judge.judge("delta[2] @ W[2]", after: large.subject).isExplained)
  }
}

extension StepProblem {
  /// The same with 64 samples and 300, 200, and 10 units.
  fileprivate var enlarged: StepProblem { scaled([5: 64, 3: 300, 4: 200, 2: 10]) }
}
