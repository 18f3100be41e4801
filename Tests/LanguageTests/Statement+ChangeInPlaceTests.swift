import Testing

@testable import Language

struct StatementChangeInPlaceTests {
  private func read(_ text: String) throws(Diagnostic) -> Statement {
    try Statement(CellSource(text), isCommand: { _ in false })
  }

  @Test(arguments: [
    ("x += 1", "x = x + 1"), ("x -= y", "x = x - y"), ("x *= 2 + 3", "x = x * (2 + 3)"), ("x /= 2", "x = x / 2"),
    ("x ^= 2", "x = x^2"), ("x **= 2", "x = x^2"), ("x @= y", "x = x @ y"),
    ("W[1][0, 2] *= 2", "W[1][0, 2] = W[1][0, 2] * 2"),
    ("W[2] -= 0.5 * dW[2]", "W[2] = W[2] - 0.5 * dW[2]"), ("δ[1] += 1", "δ[1] = δ[1] + 1"),
  ])
  func aChangeIsAnAssignment(change: String, assignment: String) throws {
    guard case .assignment(let target, let value) = try read(change),
      case .assignment(let plainTarget, let plainValue) = try read(assignment)
    else {
      Issue.record("\(change) is not an assignment")
      return
    }
    #expect(target.code == plainTarget.code && value.code == plainValue.code)
  }

  @Test(arguments: ["x <= 1", "x >= 1", "x != 1", "x == -1", "sum(x, axis=0)", "x =-1"])
  func otherSignsAreNot(text: String) throws {
    if case .assignment(_, .binary) = try read(text) { Issue.record("\(text) is a change in place") }
  }

  @Test(arguments: [("f(2) += 1", 0), ("x + 1 += 2", 0), ("x +=", 4), ("2 *= 3", 0)])
  func whatCannotBeChanged(text: String, place: Int) {
    do throws(Diagnostic) {
      _ = try read(text)
      Issue.record("\(text) is read")
    } catch {
      #expect(error.span.start == place)
    }
  }
}
