import CommandKit
import Commands
import SessionCore
import Testing
import Views

@testable import Notebook

/// A lesson of two cells and two exercises.
@Suite struct PlayerTests {
  static let text = """
    # Neuron

    A network.

    ```chainrule
    > network 1 1 output identity
    network 1-1, identity, half-squared-error (mean): 2 parameters, all 0: …
    > W[1] = [[3]]
    ```

    Forward.

    ```chainrule
    > input [[2]]
    > target [[1]]
    > backward
    ...
    ```

    ```exercise
    question: What is the error signal?
    answer: delta[1]
    hint: The output less the target.
    hint: 6 - 1
    mistake: a[1] -> That is the output.
    ```

    ```exercise
    question: What is {x} and 1?
    setup: shift = 1
    draw: x from 1 to 1000 step 1
    answer: {x} + shift
    ```
    """

  @Test func stepsAreProseWithACellOrAnExercise() throws {
    let lesson = Lesson(try Document.parse(Self.text), name: "02-neuron")
    #expect(lesson.steps.count == 7)
    #expect(lesson.exerciseCount == 2)
    #expect(lesson.number == 2)
    #expect(lesson.steps.map(\.prose.isEmpty) == [false, true, false, true, true, true, true])
  }

  /// Later cells find the file that an earlier cell saves, whoever runs them.
  @Test func filesOfALessonAreReadBackWhereItIsResumed() throws {
    let cells = [
      "network 2 1", "W[1] = [[7, 8]]", "save m.safetensors", "W[1] = [[0, 0]]", "load m.safetensors", "W[1]",
    ]
    let text = "# F\n\n```chainrule\n" + cells.map { "> \($0)\n...\n" }.joined() + "```\n"
    let host = WritingHost()
    var entry = LessonProgress.Entry()
    (entry.step, entry.steps) = (6, 6)
    var learner = try Learner(text, resuming: entry, host: host)
    #expect(learner.draft == "W[1]")
    learner.enter()
    #expect(learner.said.contains("7  8"))
    #expect(host.paths == [])
  }

  @Test func aCellIsOfferedAndTheNextOfItsBlockFollows() throws {
    var learner = try Learner(Self.text)
    #expect(learner.draft == "network 1 1 output identity")
    #expect(learner.said.contains("A network."))
    learner.enter()
    #expect(learner.draft == "W[1] = [[3]]")
    learner.enter()
    #expect(learner.draft == nil)
    learner.type("next")
    #expect(learner.draft == "input [[2]]")
    #expect(learner.said.contains("Forward."))
  }

  @Test func aSpoiltVariableBlocksNothing() throws {
    var learner = try Learner(Self.text)
    learner.type("network 7 7")
    learner.type("next")
    #expect(learner.value("W[1]") == "W[1] = 1×1  0")
    learner.type("undo")
    #expect(learner.value("W[1]").hasPrefix("W[1] = 7×7"))
  }

  /// The line holds the lesson's cell: a newcomer types after it.
  @Test func textAfterTheOfferedCellIsExplained() throws {
    var learner = try Learner(Self.text)
    learner.type("network 1 1 output identity" + "leave")
    #expect(learner.said.contains("Ctrl-U empties it"))
    #expect(learner.draft == "network 1 1 output identity")
    learner.type("nonsense")
    #expect(!learner.said.contains("Ctrl-U"))
    #expect(learner.draft == "network 1 1 output identity")
  }

  /// Cells that are run again are not steps of the lesson.
  @Test func rerunStaysBesideTheLesson() throws {
    var learner = try Learner(Self.text)
    learner.type("next")
    let (draft, position) = (learner.draft, learner.player.position)
    learner.type("u = 7")
    learner.type("u * 2")
    learner.type("rerun 1..2")
    #expect(learner.said.contains("14"))
    #expect(learner.player.position == position)
    #expect(learner.player.transcript.contains("> u * 2\n14\n> u = 7\n> u * 2\n14"))
    learner.type("next")
    learner.type("back")
    #expect(learner.draft == draft)
    learner.type("undo 2")
    #expect(learner.value("u * 2") == "14")
  }

  /// A lesson may run cells again itself: that is one step of it.
  @Test func rerunMayBeAStepOfTheLesson() throws {
    var learner = try Learner("```chainrule\n> k = 2\n> m = k + 1\n> k = 5\n> rerun stale\n> m\n```\n")
    for _ in 0..<4 { learner.enter() }
    #expect(learner.draft == "m")
    learner.enter()
    #expect(learner.said.hasPrefix("6"))
    learner.type("next")
    #expect(learner.player.isFinished)
    var resumed = LessonProgress.Entry()
    (resumed.step, resumed.steps) = (5, 5)
    var later = try Learner(
      "```chainrule\n> k = 2\n> m = k + 1\n> k = 5\n> rerun stale\n> m\n```\n", resuming: resumed)
    later.enter()
    #expect(later.said.hasPrefix("6"))
  }

  @Test func backRestoresTheSession() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 3)
    #expect(learner.value("X") == "X = 1×1  2")
    learner.type("back", times: 2)
    #expect(learner.draft == "W[1] = [[3]]")
    #expect(learner.value("W[1]") == "W[1] = 1×1  0")
    learner.type("back", times: 2)
    #expect(learner.said.contains("this is the start of the lesson"))
  }

  @Test func playLeavesAndNextReturns() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type("play")
    learner.type("delta[1] = [[0]]")
    learner.type("5")
    #expect(!learner.said.contains("right"))
    learner.type("next")
    #expect(learner.said.contains("What is the error signal?"))
    #expect(learner.value("delta[1]") == "delta[1] = 1×1  5")
  }

  @Test(arguments: [("5", "✓ right"), ("a[1] - Y", "✓ right"), ("6", "✗ not yet: That is the output.")])
  func answers(_ answer: String, _ verdict: String) throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type(answer)
    #expect(learner.said.hasSuffix(verdict))
    learner.type("answer \(answer)")
    #expect(learner.player.entry.right == (verdict == "✓ right" ? [1] : []))
  }

  @Test func anotherMistakeGetsTheDiagnosisOfCheckButNotTheAnswer() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type("Y - a[1]")
    #expect(learner.said.contains("✗ not yet: the sign is reversed"))
    #expect(!learner.said.contains("right is"))
  }

  @Test func anAnswerOfAnotherShapeIsNotToldTheFormula() throws {
    let lesson = """
      ```exercise
      question: The sums of the rows?
      answer: sum([[1, 2], [3, 4]], axis 1) / (1 + 0)
      ```
      """
    var learner = try Learner(lesson)
    learner.type("sum([[1, 2], [3, 4]], axis 0) / (2 - 1)")
    #expect(
      learner.said.contains("✗ not yet: sum([[1, 2], [3, 4]], axis 0) / (2 - 1) is 1×2, the answer is 2×1"),
      "\(learner.said)")
    learner.type("10")
    #expect(learner.said.contains("✗ not yet: 10 is a number, the answer is 2×1"), "\(learner.said)")
  }

  @Test func anAnswerIsRightInTheLessonsSessionToo() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type("play")
    learner.type("Y = [[9]]")
    learner.type("answer a[1] - Y")
    #expect(learner.said.contains("✓ right: in the lesson's session"))
  }

  @Test func anAnswerThatFailsIsNoAttempt() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type("nonsense")
    #expect(learner.hasFailed)
    #expect(!learner.said.contains("✗"))
    #expect(learner.player.isAsking)
  }

  @Test func hintsComeOneAtATime() throws {
    var learner = try Learner(Self.text)
    learner.type("hint")
    #expect(learner.said.contains("at exercises only"))
    learner.type("next", times: 5)
    learner.type("hint")
    #expect(learner.said == "hint 1 of 2: The output less the target.")
    learner.type("hint")
    #expect(learner.said == "hint 2 of 2: 6 - 1")
    learner.type("hint")
    #expect(learner.said.contains("that was the last hint"))
  }

  @Test func skipShowsAndRunsTheAnswer() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type("skip")
    #expect(learner.said == "the answer: delta[1]\ndelta[1] = 1×1  5")
    #expect(learner.player.entry.shown == [1])
  }

  @Test func anotherDrawsFreshNumbers() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 6)
    let first = learner.said
    learner.type("another")
    #expect(learner.said != first)
    #expect(learner.said.contains("What is "))
    learner.type("skip")
    #expect(!learner.hasFailed)
  }

  @Test("another asks with other numbers than before, also of two")
  func anotherNeverAsksTheSameAgain() throws {
    var learner = try Learner("```exercise\nquestion: What is {x}?\nanswer: {x}\ndraw: x from 1 to 2 step 1\n```\n")
    var asked = [learner.said]
    for _ in 0..<8 {
      learner.type("another")
      asked.append(learner.said)
    }
    #expect(zip(asked, asked.dropFirst()).allSatisfy { $0 != $1 })
  }

  @Test func theEndSaysWhatWasDone() throws {
    var learner = try Learner(Self.text)
    learner.type("next", times: 5)
    learner.type("5")
    learner.type("next")
    learner.type("skip")
    learner.type("next")
    #expect(learner.player.isFinished)
    #expect(learner.said.contains("2 exercises: 1 right, 1 shown"))
    learner.type("restart")
    #expect(learner.draft == "network 1 1 output identity")
    #expect(learner.player.entry.right == [])
  }

  @Test func resumesWhereTheLearnerLeft() throws {
    var entry = LessonProgress.Entry()
    (entry.step, entry.steps, entry.right) = (6, 7, [2])
    let learner = try Learner(Self.text, resuming: entry)
    #expect(learner.said.contains("resumed at step 6 of 7"))
    #expect(learner.value("delta[1]") == "delta[1] = 1×1  5")
    entry.steps = 8
    #expect(try Learner(Self.text, resuming: entry).draft == "network 1 1 output identity")
  }

  @Test func theTranscriptIsALessonThatPasses() throws {
    var learner = try Learner(Self.text)
    for _ in 0..<2 { learner.enter() }
    learner.type("next")
    for _ in 0..<3 { learner.enter() }
    learner.type("next")
    learner.type("2 * delta[1]")
    learner.type("5")
    let document = try Document.parse(learner.player.transcript)
    #expect(document.cells.map(\.source).suffix(2) == ["2 * delta[1]", "5"])
    #expect(
      Replay(document, on: InterpreterRunner(Interpreter(commands: .standard))).steps.allSatisfy {
        $0.difference == nil
      })
  }

  @Test func cellsThatNobodyRanWriteNoFile() throws {
    let text = "```chainrule\n> network 2 2\n> save weights to w.svg\n> 1\n```\n"
    let writing = WritingHost()
    var learner = try Learner(text, host: writing)
    learner.type("next", times: 2)
    #expect(writing.paths == [])
    learner.type("back")
    learner.enter()
    #expect(writing.paths == ["w.svg"])
  }
}
