import ShellFixtures
import Testing
import Views

@testable import SessionCore

struct SelectionTests {
  private func shell() throws -> Shell {
    try Shell(
      "x = [[1, 2, 3], [4, 5, 6]]", "m = x > 2", "network 2 3 2", "b[1] = [0.1, -0.2, 0.3]",
      "input [[1, 2], [-1, 0.5]]",
      "target [[1, 0], [0, 1]]", "backward", "o = zeros(1, 2)", "o[0, 1] = 1")
  }

  @Test(arguments: [
    // Slices, as NumPy's.
    ("x[:, ::-1]", [[3, 2, 1], [6, 5, 4]]), ("x[::-1, :]", [[4, 5, 6], [1, 2, 3]]),
    ("x[::-1]", [[4, 5, 6], [1, 2, 3]]),
    ("x[:, 0:3:2]", [[1, 3], [4, 6]]), ("x[:, 2:0:-1]", [[3, 2], [6, 5]]), ("x[:, -2:]", [[2, 3], [5, 6]]),
    ("x[:, :99]", [[1, 2, 3], [4, 5, 6]]), ("x[0..0, 1..2]", [[2, 3]]), ("x[:, 0..-1]", [[1, 2, 3], [4, 5, 6]]),
    ("x[:, 0..2:2]", [[1, 3], [4, 6]]), ("x[:, 2..0:-1]", [[3, 2, 1], [6, 5, 4]]),
    // Lists of places.
    ("x[[1, 0], :]", [[4, 5, 6], [1, 2, 3]]), ("x[:, [0, -1, 0]]", [[1, 3, 1], [4, 6, 4]]),
    ("x[[1], 0:2]", [[4, 5]]), ("x[arange(2), [2, 0]]", [[3, 4]]),
    ("x[:, argsort(-x[0, :])]", [[3, 2, 1], [6, 5, 4]]),
    // Conditions.
    ("x[x > 2]", [[3, 4, 5, 6]]), ("x[m]", [[3, 4, 5, 6]]), ("x[m[:, 0], :]", [[4, 5, 6]]),
    ("x[:, x[0, :] > 1]", [[2, 3], [5, 6]]), ("x[not m and x != 2]", [[1]]), ("x[(x > 1) * (x < 4)]", [[2, 3]]),
    ("x[any(x > 4, 1), :]", [[4, 5, 6]]), ("x[o == 1, :]", [[4, 5, 6]]),
    // A row of each layer.
    ("b[1][1:]", [[-0.2, 0.3]]), ("b[1][::-1]", [[0.3, -0.2, 0.1]]), ("b[1][[2, 0]]", [[0.3, 0.1]]),
    ("b[1][b[1] > 0]", [[0.1, 0.3]]), ("X[0]", [[1, 2]]),
  ])
  func subscriptsSelect(expression: String, expected: [[Double]]) throws {
    var shell = try shell()
    let matrix = try shell.matrix(expression)
    #expect(matrix.data == expected.flatMap { $0 } && matrix.rows == expected.count)
  }

  @Test(arguments: [
    ("b[1][0]", 0.1), ("b[1][-1]", 0.3), ("b[1][0, 1]", -0.2), ("x[1, 2]", 6), ("sum(X[0]) + b[1][1]", 2.8),
  ])
  func oneIndexOfARowOfALayerIsAnEntry(expression: String, expected: Double) throws {
    var shell = try shell()
    #expect(try shell.number(expression) == expected)
  }

  @Test(arguments: [
    ("x[x > 2] = 0", [[1, 2, 0], [0, 0, 0]]), ("x[[0, 1], [2, 0]] = [30, 40]", [[1, 2, 30], [40, 5, 6]]),
    ("x[:, ::2] = 9", [[9, 2, 9], [9, 5, 9]]), ("x[::-1, :] = [[1, 1, 1], [2, 2, 2]]", [[2, 2, 2], [1, 1, 1]]),
    ("x[0..0, 1..2] = [[7, 8]]", [[1, 7, 8], [4, 5, 6]]),
  ])
  func subscriptsAreAssignedTo(assignment: String, expected: [[Double]]) throws {
    var shell = try shell()
    try shell.run(assignment)
    #expect(try shell.matrix("x").data == expected.flatMap { $0 })
  }

  @Test func anEntryOfABiasIsAssigned() throws {
    var shell = try shell()
    try shell.run("b[1][1] = 5")
    #expect(try shell.matrix("b[1]").data == [0.1, 5, 0.3])
  }

  @Test(arguments: [
    ("x[0..5, :]", "index 5 is outside x", 5), ("x[x > 9]", "holds nowhere", 2), ("x[::0]", "a step is not 0", 4),
    ("x[2:1]", "empty", 2), ("x[[0, 1], [0, 1, 2]]", "are not pairs", 0), ("x[[0, 9], :]", "index 9 is outside", 2),
    ("x[x[:, 0] > 1, x[0, :] > 9]", "holds nowhere", 15), ("x[[0.5, 1], :]", "whole number", 2),
    ("x[x[0, :] > 1, :]", "has 3 entries", 2), ("x[o, :]", "may be a condition or a list", 2),
    ("b[1][3]", "outside b[1]", 5),
    ("x[1...2]", "unknown sign ...", 3),
  ])
  func aWrongSubscriptIsRefusedAtItsPlace(expression: String, message: String, start: Int) throws {
    var shell = try shell()
    let diagnostic = try shell.failure(of: expression)
    #expect(diagnostic.message.contains(message))
    #expect(diagnostic.span.start == start)
  }

  @Test func theHintsOfUnclearSubscriptsWork() throws {
    var shell = try shell()
    #expect(try shell.failure(of: "x[o, :]").hint == "o == 1 is the condition, o + 0 the places")
    #expect(try shell.matrix("x[o + 0, :]").data == [1, 2, 3, 4, 5, 6])
    let hint = try #require(try shell.failure(of: "x[[0, 1], [0, 1, 2]]").hint)
    #expect(hint.hasSuffix("x[[[0, 1]], :][:, [[0, 1, 2]]]"))
    #expect(try shell.matrix("x[[[0, 1]], :][:, [[0, 1, 2]]]").data == [1, 2, 3, 4, 5, 6])
  }
}
