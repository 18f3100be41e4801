import CommandKit
import Commands
import SessionCore
import Testing
import Views

@testable import Notebook

/// A person at a lesson of two cells and two exercises.
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

  /// A file that an earlier cell saves is there for those behind it, whoever runs them.
  @Test func filesOfALessonAreReadBackWhereItIsResumed() throws {
    let cells = [
      "network 2 1", "W[1] = [[7, 8]]", "save m.safetensors", "W[1] = [[0, 0]]", "load m.safetensors", "W[1]",
    ]
    let text = "# F\n\n```chainrule\n" + cells.map { "> \($0)\n...\n" }.joined() + "```\n"
    let host = WritingHost()
    var entry = LessonProgress.Entry()
    (entry.step, entry.steps) = (6, 6)
    var person = try Person(text, resuming: entry, host: host)
    #expect(person.draft == "W[1]")
    person.enter()
    #expect(person.said.contains("7  8"))
    #expect(host.paths == [])
  }

  @Test func aCellIsOfferedAndTheNextOfItsBlockFollows() throws {
    var person = try Person(Self.text)
    #expect(person.draft == "network 1 1 output identity")
    #expect(person.said.contains("A network."))
    person.enter()
    #expect(person.draft == "W[1] = [[3]]")
    person.enter()
    #expect(person.draft == nil)
    person.type("next")
    #expect(person.draft == "input [[2]]")
    #expect(person.said.contains("Forward."))
  }

  @Test func aSpoiltVariableBlocksNothing() throws {
    var person = try Person(Self.text)
    person.type("network 7 7")
    person.type("next")
    #expect(person.value("W[1]") == "W[1] = 1×1  0")
    person.type("undo")
    #expect(person.value("W[1]").hasPrefix("W[1] = 7×7"))
  }

  /// The line holds the lesson's cell: a newcomer types after it.
  @Test func whatIsTypedBehindTheCellIsExplained() throws {
    var person = try Person(Self.text)
    person.type("network 1 1 output identity" + "leave")
    #expect(person.said.contains("Ctrl-U empties it"))
    #expect(person.draft == "network 1 1 output identity")
    person.type("nonsense")
    #expect(!person.said.contains("Ctrl-U"))
    #expect(person.draft == "network 1 1 output identity")
  }

  /// Cells that are run again belong to the person: the lesson neither goes on nor takes them for its own.
  @Test func rerunStaysBesideTheLesson() throws {
    var person = try Person(Self.text)
    person.type("next")
    let (draft, position) = (person.draft, person.player.position)
    person.type("u = 7")
    person.type("u * 2")
    person.type("rerun 1..2")
    #expect(person.said.contains("14"))
    #expect(person.player.position == position)
    #expect(person.player.transcript.contains("> u * 2\n14\n> u = 7\n> u * 2\n14"))
    person.type("next")
    person.type("back")
    #expect(person.draft == draft)
    person.type("undo 2")
    #expect(person.value("u * 2") == "14")
  }

  /// A lesson may run cells again itself: that is one step of it.
  @Test func rerunMayBeAStepOfTheLesson() throws {
    var person = try Person("```chainrule\n> k = 2\n> m = k + 1\n> k = 5\n> rerun stale\n> m\n```\n")
    for _ in 0..<4 { person.enter() }
    #expect(person.draft == "m")
    person.enter()
    #expect(person.said.hasPrefix("6"))
    person.type("next")
    #expect(person.player.isFinished)
    var resumed = LessonProgress.Entry()
    (resumed.step, resumed.steps) = (5, 5)
    var later = try Person(
      "```chainrule\n> k = 2\n> m = k + 1\n> k = 5\n> rerun stale\n> m\n```\n", resuming: resumed)
    later.enter()
    #expect(later.said.hasPrefix("6"))
  }

  @Test func backRestoresTheSession() throws {
    var person = try Person(Self.text)
    person.type("next", times: 3)
    #expect(person.value("X") == "X = 1×1  2")
    person.type("back", times: 2)
    #expect(person.draft == "W[1] = [[3]]")
    #expect(person.value("W[1]") == "W[1] = 1×1  0")
    person.type("back", times: 2)
    #expect(person.said.contains("this is where the lesson begins"))
  }

  @Test func playLeavesAndNextReturns() throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type("play")
    person.type("delta[1] = [[0]]")
    person.type("5")
    #expect(!person.said.contains("right"))
    person.type("next")
    #expect(person.said.contains("What is the error signal?"))
    #expect(person.value("delta[1]") == "delta[1] = 1×1  5")
  }

  @Test(arguments: [("5", "✓ right"), ("a[1] - Y", "✓ right"), ("6", "✗ not yet: That is the output.")])
  func answers(_ answer: String, _ verdict: String) throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type(answer)
    #expect(person.said.hasSuffix(verdict))
    person.type("answer \(answer)")
    #expect(person.player.entry.right == (verdict == "✓ right" ? [1] : []))
  }

  @Test func anotherMistakeGetsTheDiagnosisOfCheckButNotTheAnswer() throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type("Y - a[1]")
    #expect(person.said.contains("✗ not yet: the sign is reversed"))
    #expect(!person.said.contains("right is"))
  }

  @Test func anAnswerOfAnotherShapeIsNotToldTheFormula() throws {
    let lesson = """
      ```exercise
      question: The sums of the rows?
      answer: sum([[1, 2], [3, 4]], axis 1) / (1 + 0)
      ```
      """
    var person = try Person(lesson)
    person.type("sum([[1, 2], [3, 4]], axis 0) / (2 - 1)")
    #expect(
      person.said.contains("✗ not yet: sum([[1, 2], [3, 4]], axis 0) / (2 - 1) is 1×2, the answer is 2×1"),
      "\(person.said)")
    person.type("10")
    #expect(person.said.contains("✗ not yet: 10 is a number, the answer is 2×1"), "\(person.said)")
  }

  @Test func anAnswerIsRightInTheLessonsSessionToo() throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type("Y = [[9]]")
    person.type("a[1] - Y")
    #expect(person.said.contains("✓ right: in the lesson's session"))
  }

  @Test func anAnswerThatFailsIsNoAttempt() throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type("nonsense")
    #expect(person.hasFailed)
    #expect(!person.said.contains("✗"))
    #expect(person.player.isAsking)
  }

  @Test func hintsComeOneAtATime() throws {
    var person = try Person(Self.text)
    person.type("hint")
    #expect(person.said.contains("at exercises only"))
    person.type("next", times: 5)
    person.type("hint")
    #expect(person.said == "hint 1 of 2: The output less the target.")
    person.type("hint")
    #expect(person.said == "hint 2 of 2: 6 - 1")
    person.type("hint")
    #expect(person.said.contains("that was the last hint"))
  }

  @Test func skipShowsAndRunsTheAnswer() throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type("skip")
    #expect(person.said == "the answer: delta[1]\ndelta[1] = 1×1  5")
    #expect(person.player.entry.shown == [1])
  }

  @Test func anotherDrawsFreshNumbers() throws {
    var person = try Person(Self.text)
    person.type("next", times: 6)
    let first = person.said
    person.type("another")
    #expect(person.said != first)
    #expect(person.said.contains("What is "))
    person.type("skip")
    #expect(!person.hasFailed)
  }

  @Test func theEndSaysWhatWasDone() throws {
    var person = try Person(Self.text)
    person.type("next", times: 5)
    person.type("5")
    person.type("next")
    person.type("skip")
    person.type("next")
    #expect(person.player.isFinished)
    #expect(person.said.contains("2 exercises: 1 right, 1 shown"))
    person.type("restart")
    #expect(person.draft == "network 1 1 output identity")
    #expect(person.player.entry.right == [])
  }

  @Test func resumesWhereThePersonLeft() throws {
    var entry = LessonProgress.Entry()
    (entry.step, entry.steps, entry.right) = (6, 7, [2])
    let person = try Person(Self.text, resuming: entry)
    #expect(person.said.contains("going on at step 6 of 7"))
    #expect(person.value("delta[1]") == "delta[1] = 1×1  5")
    entry.steps = 8
    #expect(try Person(Self.text, resuming: entry).draft == "network 1 1 output identity")
  }

  @Test func theTranscriptIsALessonThatPasses() throws {
    var person = try Person(Self.text)
    for _ in 0..<2 { person.enter() }
    person.type("next")
    for _ in 0..<3 { person.enter() }
    person.type("next")
    person.type("2 * delta[1]")
    person.type("5")
    let document = try Document.parse(person.player.transcript)
    #expect(document.cells.map(\.source).suffix(2) == ["2 * delta[1]", "5"])
    #expect(
      Replay(document, on: InterpreterRunner(Interpreter(commands: .standard))).steps.allSatisfy {
        $0.difference == nil
      })
  }

  @Test func cellsThatNobodyRanWriteNoFile() throws {
    let text = "```chainrule\n> network 2 2\n> save weights to w.svg\n> 1\n```\n"
    let writing = WritingHost()
    var person = try Person(text, host: writing)
    person.type("next", times: 2)
    #expect(writing.paths == [])
    person.type("back")
    person.enter()
    #expect(writing.paths == ["w.svg"])
  }
}
