import CommandKit
import Commands
import Datasets
import SessionCore
import Testing
import Views

@testable import Notebook

/// An exercise that is answered line by line.
@Suite struct DerivationExerciseTests {
  private static let text = """
    # Derive

    ```exercise
    question: Derive it.
    derive: x^2 * sin(x) by x
    hint: Two factors.
    ```

    The end.
    """

  private struct Play {
    var player: Player
    var runner = SessionRunner(Interpreter(commands: .standard))
    private let host = SilentHost(Catalog.Environment(variables: [:]))

    init() throws {
      player = Player(Lesson(try Document.parse(DerivationExerciseTests.text), name: "derive"), commands: .standard)
      _ = player.open(resuming: nil, on: &runner, host: host)
    }

    mutating func type(_ lines: String...) -> Reply {
      var reply = Reply()
      for line in lines { reply.append(runner.run(line, host: host, asking: &player)) }
      return reply
    }
  }

  @Test("any right lines to the end are right")
  func rightLines() throws {
    var play = try Play()
    _ = play.type("= (x^2)' * sin(x) + x^2 * (sin(x))'")
    #expect(play.player.isAsking)
    _ = play.type("= x * (2 * sin(x) + x * cos(x))")
    #expect(play.player.entry.right == [1])
    #expect(!play.player.isAsking)
  }

  @Test("a wrong line is told, and the exercise waits")
  func wrongLine() throws {
    var play = try Play()
    let reply = play.type("= 2 * x * cos(x)")
    #expect(play.player.isAsking)
    #expect(!reply.isFailure)
    #expect(play.runner.interpreter.session.derivation?.lines.isEmpty == true)
  }

  @Test("skip shows line after line, and the exercise counts as shown")
  func skip() throws {
    var play = try Play()
    _ = play.type("skip")
    #expect(play.player.isAsking)
    _ = play.type("skip")
    #expect(play.player.entry.shown == [1])
  }

  @Test("hints are the author's, then the program's")
  func hints() throws {
    var play = try Play()
    _ = play.type("hint")
    #expect(play.runner.interpreter.session.derivation?.hintCount == 0)
    _ = play.type("hint")
    #expect(play.runner.interpreter.session.derivation?.hintCount == 1)
  }

  @Test("the check shows the derivation to its end")
  func audit() throws {
    let document = try Document.parse(Self.text)
    let exercise = try #require(document.exercises.first)
    #expect(ExerciseAudit.findings(exercise, on: InterpreterRunner(Interpreter(commands: .standard))).isEmpty)
  }
}
