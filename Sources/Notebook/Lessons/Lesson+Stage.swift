import CommandKit
import Files
import SessionCore
import Language

extension Lesson {
  /// The sources of the cells before a step, counted from 1.
  func sources(before step: Int, draw: Int) -> [String] {
    let done = steps.prefix(step - 1).compactMap { step in
      if case .cell(let cell) = step.task { cell.source } else { nil }
    }
    guard steps.indices.contains(step - 1), case .exercise(let exercise, let number) = steps[step - 1].task else {
      return done
    }
    return done + Self.drawn(exercise, number: number, draw: UInt64(draw)).setup.map(\.source)
  }

  /// An exercise with its numbers drawn.
  static func drawn(_ exercise: Exercise, number: Int, draw: UInt64) -> Exercise {
    exercise.instance(seed: UInt64(number) &* 1000 &+ draw)
  }
}

extension SessionRunner {
  /// Replaces the session with that of a lesson.
  ///
  /// - Throws: `NotebookError`, on line 0 if the lesson or step does not exist.
  public mutating func take(_ stage: LessonStage, lessons: LessonFolder?, host: any Host) throws(NotebookError) {
    let lesson = try LessonFolder.lesson(meant: stage.lesson, in: lessons, files: host.files)
    guard stage.step <= lesson.steps.count else {
      throw NotebookError("\(lesson.name) has \(lesson.steps.count) steps", line: 0)
    }
    var other = SessionRunner(Interpreter(commands: interpreter.commands), keepsLog: false)
    var responder = RefusingResponder()
    let reader = ReadingHost(host)
    for source in lesson.sources(before: stage.step, draw: stage.draw) {
      _ = other.run(source, host: reader, asking: &responder)
    }
    take(other.interpreter, of: stage)
  }
}

/// Answers the requests of a transcript's cells: only a lesson's stage belongs there.
public struct StageResponder: Responder, Sendable {
  private let lessons: LessonFolder?

  public init(_ lessons: LessonFolder?) { self.lessons = lessons }

  public func reply(
    to request: NotebookRequest, on runner: inout SessionRunner, host: any Host
  ) throws(Diagnostic) -> Reply {
    guard case .lesson(.stage(let stage)) = request else { throw RefusingResponder.refusal }
    do throws(NotebookError) {
      try runner.take(stage, lessons: lessons, host: host)
    } catch {
      throw Diagnostic(error.message, at: SourceSpan(0, 1))
    }
    return Reply()
  }
}
