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

  private func statement(_ text: String) throws -> Statement {
    try Statement(CellSource(text), isCommand: commands.contains)
  }

  @Test(arguments: ["f(x, y) = x^2 * sin(y)", "  f(x, y)= x^2 * sin(y) # a comment", "f(x, y) =\\\n x^2 * sin(y);"])
  func aCallOnTheLeftIsADefinition(text: String) throws {
    guard case .definition(let head, let body) = try statement(text) else {
      Issue.record("not a definition")
      return
    }
    #expect(head.name == "f")
    #expect(head.parameters.map(\.name) == ["x", "y"])
    #expect(dump(body) == "((x ^ 2.0) * sin(y))")
  }

  @Test func aDefinitionKnowsItsPlaces() throws {
    guard case .definition(let head, let body) = try statement(" δδ(x, σ) = x") else {
      Issue.record("not a definition")
      return
    }
    #expect(head.nameSpan == SourceSpan(1, 5) && head.span == SourceSpan(1, 12))
    #expect(
      head.parameters == [.init(name: "x", span: SourceSpan(6, 7)), .init(name: "sigmoid", span: SourceSpan(9, 11))])
    #expect(body.span == SourceSpan(15, 16))
  }

  @Test func theNameOfACommandMayBeOnTheLeft() throws {
    guard case .definition = try statement("loss(a, y) = a - y") else {
      Issue.record("not a definition")
      return
    }
  }

  @Test(arguments: [
    ("f(2) = 3", "a parameter is a name", 2, 3), ("f(x[0]) = 3", "a parameter is a name", 2, 6),
    ("f() = 3", "f has no parameter", 0, 3), ("f(x, x) = 3", "two parameters are called x", 5, 6),
    ("f'(x) = 3", "f' is a derivative: it follows from f", 0, 2),
    ("df/dx(x) = 3", "df/dx is a derivative: it follows from f", 0, 5),
    ("f(x) =", "f has no formula", 0, 4), ("f(x) = x = 2", "unexpected =", 9, 10),
    ("f(x, axis 0) = x", "axis cannot be a parameter", 10, 11), ("f(x) + 1 = x", "cannot assign to this", 0, 8),
  ])
  func aDefinitionThatIsNotOneIsRefused(text: String, message: String, start: Int, end: Int) throws {
    let diagnostic = try #require(throws: Diagnostic.self) { try statement(text) }
    #expect(diagnostic.message == message)
    #expect(diagnostic.span == SourceSpan(start, end))
  }

  @Test func theFirstWordStopsAtABlank() {
    #expect(Statement.firstWord("  train x")?.word == "train")
    #expect(Statement.firstWord("  train x")?.span == SourceSpan(2, 7))
    #expect(Statement.firstWord("[1]") == nil)
  }
}
