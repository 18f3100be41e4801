import Testing
import Views

@testable import Notebook

struct ExerciseCheckTests {
  private func exercise(tolerance: Double? = nil) -> Exercise {
    Exercise(
      question: "q", answer: "right", tolerance: tolerance,
      mistakes: [.init(expression: "half", message: "the half is missing", line: 1)], answerLine: 1, lines: 0..<1)
  }
  private let runner = FakeRunner(values: ["right": 0.5, "half": 1, "same": 0.5 + 1e-12, "near": 0.5001, "other": 3])

  @Test(
    arguments: [
      ("right", Judgement.right), ("same", .right), ("0.5", .right), ("near", .wrong), ("other", .wrong),
      ("1", .mistake("the half is missing")),
    ])
  func judgements(answer: String, judgement: Judgement) throws {
    #expect(try exercise().judge(answer, evaluate: runner.value) == judgement)
  }

  @Test func aToleranceIsUsed() throws {
    #expect(try exercise(tolerance: 1e-3).judge("near", evaluate: runner.value) == .right)
    #expect(try exercise(tolerance: 1e-5).judge("near", evaluate: runner.value) == .wrong)
  }

  @Test func anAnswerWithoutAValueThrows() {
    #expect(throws: EvaluationError("no value for zzz")) { try exercise().judge("zzz", evaluate: runner.value) }
  }

  @Test func matricesAreComparedByEntry() {
    func matrix(_ rows: Int, _ columns: Int, _ data: [Double]) -> NumericValue {
      .matrix(MatrixView(rows: rows, columns: columns, data: data))
    }
    #expect(exercise().isEqual(matrix(1, 2, [1, 2]), matrix(1, 2, [1, 2 + 1e-10])))
    #expect(!exercise().isEqual(matrix(1, 2, [1, 2]), matrix(2, 1, [1, 2])))
    #expect(!exercise().isEqual(matrix(1, 2, [1, 2]), matrix(1, 2, [1, .nan])))
    #expect(exercise().isEqual(matrix(1, 1, [3]), .number(3)))
    #expect(exercise().isEqual(.number(.infinity), .number(.infinity)))
    #expect(exercise(tolerance: 1).isEqual(.number(.infinity), .number(.infinity)))
    #expect(!exercise().isEqual(.number(1), .number(.infinity)))
  }
}
