import Testing

@testable import Notebook

/// Answers as they are typed at an exercise: they are read, and nothing is assigned.
@Suite struct PlayerAnswersTests {
  static let text = """
    ```chainrule
    > network 2 2 1 hidden tanh
    ...
    > seed 1
    > init xavier
    ...
    > input [[1, 2], [0.5, -1]]
    > target [[1], [0]]
    > backward;
    ```

    ```exercise
    question: Write dW[1].
    answer: delta[1].T @ X
    hint: A product.
    mistake: X.T @ delta[1] -> Transposed.
    ```
    """

  private func learner() throws -> Learner {
    var learner = try Learner(Self.text)
    learner.type("next", times: 6)
    #expect(learner.player.isAsking)
    return learner
  }

  @Test(
    arguments: [
      "delta[1].T @ X", "dW[1] = delta[1].T @ X", "delta[1].T @ X == dW[1]", "check delta[1].T @ X == dW[1]",
      "= delta[1].T @ X", "g = delta[1].T @ X", "answer dW[1] = delta[1].T @ X", "dC/dW[1] == delta[1].T @ X",
    ])
  func everyFormOfARightAnswerIsRight(typed: String) throws {
    var learner = try learner()
    learner.type(typed)
    #expect(learner.said.hasSuffix("✓ right"), "\(learner.said)")
    #expect(learner.player.entry.right == [1])
    #expect(learner.value("g").hasPrefix("error"))
  }

  @Test(
    arguments: [
      ("dW[1] = delta[1].T @ X / B", "divided by the batch size"), ("dW[1] = X.T @ delta[1]", "Transposed."),
      ("check X.T @ delta[1] == dW[1]", "Transposed."), ("dW[1]", "the name of what is asked for"),
      ("dW[1] == dW[1]", "the name of what is asked for"), ("delta[1].T @ X == X.T @ delta[1]", "Transposed."),
    ])
  func everyFormOfAWrongAnswerIsWrong(typed: String, message: String) throws {
    var learner = try learner()
    let before = learner.value("dW[1]")
    learner.type(typed)
    #expect(learner.said.contains("✗ not yet: "), "\(learner.said)")
    #expect(learner.said.contains(message), "\(learner.said)")
    #expect(!learner.said.contains("delta[1].T @ X\n") && !learner.said.contains("try:"))
    #expect(learner.value("dW[1]") == before)
    #expect(learner.player.isAsking)
  }

  @Test("an intermediate result keeps its name")
  func aVariableIsKept() throws {
    var learner = try learner()
    learner.type("e = (a[2] - Y) * sigmoid'(z[2]) / B")
    #expect(learner.said.contains("✗ not yet"))
    #expect(learner.said.contains("e is kept"))
    learner.type("(e @ W[2] * (1 - a[1]^2)).T @ X")
    #expect(learner.said.hasSuffix("✓ right"), "\(learner.said)")
  }

  @Test("a check of something else is a check")
  func aCheckOfSomethingElse() throws {
    var learner = try learner()
    learner.type("check (a[2] - Y) * sigmoid'(z[2]) / B == delta[2]")
    #expect(learner.said.contains("✓ exact"))
    #expect(!learner.said.contains("not yet") && learner.player.isAsking)
  }

  @Test func commandsAndDefinitionsStillRun() throws {
    var learner = try learner()
    learner.type("twice(x) = 2 * x")
    #expect(!learner.said.contains("not yet"))
    learner.type("twice(delta[1].T @ X) / 2")
    #expect(learner.said.hasSuffix("✓ right"))
  }

  @Test func withoutAFindingTheHintIsNamed() throws {
    var learner = try learner()
    learner.type("W[1] * 0 + 7")
    #expect(learner.said.hasSuffix("✗ not yet; hint helps"), "\(learner.said)")
    learner.type("hint")
    learner.type("W[1] * 0 + 7")
    #expect(learner.said.hasSuffix("✗ not yet"), "\(learner.said)")
  }
}
