import CommandKit
import Commands
import Datasets
import Files
import SessionCore
import ShellFixtures
import Testing
import Views

@testable import Notebook

/// The exercises of all lessons: what is right and wrong in them, beside what the check of a lesson proves.
struct ExerciseTests {
  /// The exercises of the lessons that need no data sets, each with the session in which it is asked. Those of the others
  /// are in the check of the lesson.
  static let exercises: [(file: String, exercise: Exercise, runner: any CellRunner)] =
    LessonTests.lessons.concurrentMap { file in
      guard let bytes = FileStore.disk.contents(of: file), let document = try? Document.parse(bytes: bytes),
        document.frontMatter?.needs.isEmpty != false
      else { return [(file: String, exercise: Exercise, runner: any CellRunner)]() }
      return Replay(document, on: InterpreterRunner(Interpreter(commands: .standard))).exercises
        .map { (file, $0.exercise, $0.runner) }
    }.flatMap { $0 }

  /// The exercise with its first numbers and its session after the setup.
  private func asked(_ index: Int) -> (Exercise, Interpreter) {
    var (_, exercise, runner) = Self.exercises[index]
    exercise = exercise.instance(seed: 1)
    for setup in exercise.setup { _ = runner.run(setup.source) }
    return (exercise, runner.interpreter)
  }

  /// What the formulas of the lessons give is refused by its name: lesson, and the quantities.
  static let names = [
    "01": ["z[2]"], "02": ["z[1]"], "06": ["z[2]"], "07": ["da[2]"], "09": ["db[2]"], "10": ["delta[1]", "dW[2]"],
    "11": ["dW[1]", "db[1]"], "14": ["delta[1]"], "19": ["da[2]", "delta[1]", "db[2]"], "21": ["delta[1]"],
    "22": ["dW[1]"], "23": ["delta[1]"], "24": ["dzbn[1]", "dgamma[1]", "dvar[1]", "dmu[1]", "delta[1]"],
    "26": ["delta[1]"], "27": ["delta[2]"], "31": ["da[1]", "delta[1]", "da[2]", "dW[2]", "db[1]", "dW[1]"],
    "32": ["delta[1]", "da[2]"],
  ]

  @Test("to name what is asked for is no answer, in any lesson", arguments: names.keys.sorted())
  func namesAreRefused(lesson: String) throws {
    var found: [String] = []
    for index in Self.exercises.indices where Self.exercises[index].file.contains("/\(lesson)-") {
      let (exercise, interpreter) = asked(index)
      let host = Notebook.SilentHost(Catalog.Environment(variables: [:]))
      let judge = AnswerJudge(exercise, in: interpreter, host: host)
      guard
        let asked = interpreter.asked(
          by: exercise.answer, equivalent: exercise.equivalents.map(\.expression), host: host)
      else { continue }
      for name in asked.names {
        for typed in [name, "-(-\(name))", "\(name) + 0", "1 * \(name)"] {
          let judgement = judge.judgement(of: typed)
          if case .refused = judgement { continue }
          Issue.record("\(lesson): \(typed): \(judgement)")
        }
      }
      found += asked.quantities
    }
    #expect(found.filter { Self.names[lesson]?.contains($0) == true } == Self.names[lesson])
  }

  @Test("an answer is right as an equation, an assignment and a check as well")
  func answersInEveryForm() throws {
    for index in Self.exercises.indices where Self.exercises[index].exercise.derives == nil {
      let (exercise, interpreter) = asked(index)
      let judge = AnswerJudge(exercise, in: interpreter, host: Notebook.SilentHost(Catalog.Environment(variables: [:])))
      for typed in ["= \(exercise.answer)", "x = \(exercise.answer)", "\(exercise.answer) == dC/dx"] {
        let answer = try #require(interpreter.typedAnswer(typed), "\(typed)")
        let judgement = judge.judgement(of: answer)
        #expect(judgement?.isRight == true, "\(String(describing: judgement)) \(Self.exercises[index].file): \(typed)")
      }
    }
  }

  /// Without the judge: formulas and numbers as the shell gives them, on states that the test draws itself.
  @Test("equivalent answers are equal and mistakes are not, on 20 draws of weights and batch")
  func formulasOnTwentyDraws() throws {
    for index in Self.exercises.indices where Self.exercises[index].exercise.draws.isEmpty {
      let (exercise, lesson) = asked(index)
      // A batch whose targets are its inputs is no longer one if it is drawn.
      guard lesson.uses(of: lesson.writtenOut(exercise.answer))?.readsQuantity == true,
        lesson.value(of: "X") != lesson.value(of: "Y")
      else { continue }
      var differing: Set<Int> = []
      for seed in 1...20 {
        let state = redrawn(lesson, seed: seed)
        let right = try #require(state.value(of: lesson.writtenOut(exercise.answer)))
        for other in exercise.equivalents {
          let value = state.value(of: lesson.writtenOut(other.expression))
          #expect(
            value.map { exercise.isEqual($0.numeric, right.numeric) } == true,
            "\(Self.exercises[index].file):\(other.line), seed \(seed)")
        }
        for mistake in exercise.mistakes {
          let value = state.value(of: lesson.writtenOut(mistake.expression))
          if value.map({ exercise.isEqual($0.numeric, right.numeric) }) != true { differing.insert(mistake.line) }
        }
      }
      #expect(differing == Set(exercise.mistakes.map(\.line)), "\(Self.exercises[index].file)")
    }
  }

  /// The session with other weights and another batch of the same size, after a complete pass.
  private func redrawn(_ lesson: Interpreter, seed: Int) -> Interpreter {
    var state = lesson
    let host = Notebook.SilentHost(Catalog.Environment(variables: [:]))
    for cell in ["seed \(seed)", "init kaiming"] { _ = state.run(cell, host: host) }
    state.fill(samples: lesson.session.samples)
    for cell in ["forward;", "backward;"] { _ = state.run(cell, host: host) }
    return state
  }
}
