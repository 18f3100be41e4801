import Testing

@testable import Notebook

struct ExerciseParserTests {
  private func exercise(_ body: String) throws -> Exercise {
    let document = try Document.parse("```exercise\n\(body)\n```\n")
    return try #require(document.exercises.first)
  }

  @Test func everyFieldIsRead() throws {
    let exercise = try exercise(
      """
      question: What is $\\delta$: the error
        of layer 2?

        Say it.
      answer: delta[2][0,0] * a[1][0,1]
      tolerance: 1e-6
      hint: Look at z.
      hint: Then at a.
      mistake: delta[2][0,0] -> That is δ:
        multiply it.
      draw: x from -1 to 1 step 0.5
      setup: input [[{x}, 1]]
      """)
    #expect(exercise.question == "What is $\\delta$: the error\nof layer 2?\nSay it.")
    #expect(exercise.answer == "delta[2][0,0] * a[1][0,1]")
    #expect(exercise.answerLine == 6)
    #expect(exercise.tolerance == 1e-6)
    #expect(exercise.hints == ["Look at z.", "Then at a."])
    #expect(
      exercise.mistakes == [.init(expression: "delta[2][0,0]", message: "That is δ:\nmultiply it.", line: 10)])
    #expect(exercise.draws.map(\.name) == ["x"])
    #expect(exercise.setup == [.init(source: "input [[{x}, 1]]", line: 13)])
    #expect(exercise.line == 1)
  }

  @Test func otherAnswersAndExclusionsAreRead() throws {
    let exercise = try exercise(
      "question: q\nanswer: {x} * a[1]\nalso: a[1] * {x}\nwithout: tanh, delta[2]\nwithout: @ -> No product.\n"
        + "draw: x from 2 to 3 step 1")
    #expect(exercise.equivalents == [.init(expression: "a[1] * {x}", line: 4)])
    #expect(
      exercise.exclusions == [
        .init(names: ["tanh", "delta[2]"], message: nil, line: 5), .init(names: ["@"], message: "No product.", line: 6),
      ])
    #expect(exercise.instance(places: [1]).equivalents.map(\.expression) == ["a[1] * 3"])
  }

  @Test("derive opens a derivation by hand, and the answer is the whole derivation")
  func deriveIsRead() throws {
    let exercise = try exercise("question: Derive it.\nderive: delta[1]\nsetup: seed 1")
    #expect(exercise.derives == "delta[1]")
    #expect(exercise.answer == "derive delta[1]")
    #expect(exercise.setup.map(\.source) == ["seed 1", "derive delta[1] by hand"])
  }

  @Test(
    arguments: [
      ("answer: 1", "this exercise has no `question:`", 1),
      ("question: q", "this exercise has no `answer:`", 1),
      ("question: q\nanswer: 1\nanswer: 2", "this exercise has a second `answer:`", 4),
      ("question:\nanswer: 1", "`question:` is empty", 2),
      ("question: q\nanswer: 1\nhint:", "`hint:` is empty", 4),
      ("  question: q", "an exercise starts with `question:`", 2),
      ("question: q\nanswer: 1\ntolerance: small", "`tolerance:` is a number above 0, such as 1e-6", 4),
      ("question: q\nanswer: 1\ntolerance: -1", "`tolerance:` is a number above 0, such as 1e-6", 4),
      ("question: q\nanswer: 1\ntolerance: 1\ntolerance: 1", "this exercise has a second `tolerance:`", 5),
      ("question: q\nanswer: 1\nmistake: 2", "expected `mistake: EXPRESSION -> what to say`", 4),
      ("question: q\nanswer: 1\nmistake: -> x", "expected `mistake: EXPRESSION -> what to say`", 4),
      (
        "question: q\nAnswer: 1",
        "expected one of question:, answer:, also:, without:, tolerance:, hint:, mistake:, draw:, setup:, derive:", 3
      ),
      ("question: q\nanswer: 1\nwithout: X, ", "expected `without: NAME, NAME`, or `without: NAME -> what to say`", 4),
      ("question: q\nanswer: 1\nwithout: X ->", "expected `without: NAME, NAME`, or `without: NAME -> what to say`", 4),
      ("question: q\nderive: dW[1]\nwithout: X", "an exercise with `derive:` has no `without:`", 4),
      ("question: q\nderive: dW[1]\nanswer: 1", "an exercise with `derive:` has no `answer:`", 4),
    ])
  func wrongBlocks(body: String, message: String, line: Int) {
    #expect(throws: NotebookError(message, line: line)) { try exercise(body) }
  }
}
