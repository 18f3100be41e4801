import CommandKit
import Datasets
import Files
import SessionCore
import Language

extension Lesson {
  /// The sources of the cells that make the session before a step, counted from 1.
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
  /// Puts the session of a lesson in place of this one's.
  ///
  /// - Throws: `NotebookError`, on line 0 if there is no such lesson or step.
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

/// Answers what the cells of a transcript ask: of all requests only a stage belongs there.
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

extension InterpreterRunner {
  /// - Parameters:
  ///   - environment: where data sets are looked for.
  ///   - lessons: where lessons are.
  ///   - files: what the cells may read; what they write is kept apart from it.
  public init(
    _ interpreter: Interpreter, environment: Catalog.Environment = Catalog.Environment(variables: [:]),
    lessons: LessonFolder? = nil, files: FileStore = .disk
  ) {
    self.init(interpreter, environment: environment, asking: StageResponder(lessons), files: files)
  }
}

extension LessonFolder {
  /// The lesson that a number, a name, a part of a name or a file means.
  ///
  /// - Throws: `NotebookError`, on line 0 where there is none or more than one.
  public static func lesson(
    meant word: String, in folder: LessonFolder?, files: FileStore = .disk
  ) throws(NotebookError) -> Lesson {
    if word.hasSuffix(".md") || word.contains("/") { return try lesson(file: word, files: files) }
    let names = folder?.names(matching: word) ?? []
    if names.count > 1 { throw NotebookError("\(word) may be \(names.joined(separator: " or "))", line: 0) }
    guard let folder, let name = names.first else { throw NotebookError("there is no lesson \(word)", line: 0) }
    return try folder.lesson(named: name)
  }
}
