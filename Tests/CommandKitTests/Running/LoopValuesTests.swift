import Language
import SessionCore
import Testing

@testable import CommandKit

struct LoopValuesTests {
  /// The numbers that `for l in TEXT: l` runs over.
  private func numbers(_ text: String) throws -> [Double] {
    let code = "for l in \(text): l"
    var parser = CompoundStatementParser(code, after: SourceSpan(0, 3))
    guard case .loop(_, let values, _) = try parser.statement(.for) else { return [] }
    let sequence = try LoopValues(values, evaluator: Evaluator(session: Session(), source: code))
    return (0..<sequence.count).map { sequence[$0] }
  }

  @Test(arguments: [
    ("1..3", [1.0, 2, 3]), ("1:4", [1, 2, 3]), ("2..2", [2]), ("2:2", []), ("3..1", []), ("0:10:4", [0, 4, 8]),
    ("0:8:4", [0, 4]), ("3:0:-1", [3, 2, 1]), ("0.5..2", [0.5, 1.5]), ("[4, 1, 4]", [4, 1, 4]), ("[[1], [2]]", [1, 2]),
    ("-1..1", [-1, 0, 1]), ("1 .. 1 + 1", [1, 2]), ("0:1:0.25", [0, 0.25, 0.5, 0.75]),
  ])
  func whatALoopRunsOver(text: String, expected: [Double]) throws {
    #expect(try numbers(text) == expected)
  }

  @Test func aStepThatRoundingMakesLongerHasNoEntryMore() throws {
    #expect(try numbers("0:1:0.1").count == 10)
    #expect(try numbers("0:0.3:0.1").count == 3)
  }

  @Test(arguments: ["3", "[[1, 2], [3, 4]]", "1:3:0", "0..1/0", "1..1e300"])
  func whatIsNoRange(text: String) {
    #expect(throws: Diagnostic.self) { try numbers(text) }
  }
}
