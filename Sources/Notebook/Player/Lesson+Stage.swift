import CommandKit
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

extension Interpreter {
  /// Runs a cell of a transcript, or the cells that it runs again; of what it may ask of the program around only a
  /// stage is there.
  public mutating func repeated(_ source: String, lessons: LessonFolder?, host: any Host) -> [CellOutcome] {
    var outcome = run(source, host: host)
    switch outcome.request {
    case nil: return expanded(outcome, host: host)
    case .lesson(.stage(let stage))?:
      do throws(NotebookError) {
        try take(stage, lessons: lessons, host: host)
      } catch {
        outcome.result = .failure(Diagnostic(error.message, at: SourceSpan(0, 1)))
      }
    default:
      outcome.result = .failure(
        Diagnostic("this belongs to the shell, not into a transcript", at: SourceSpan(0, 1)))
    }
    outcome.request = nil
    return [outcome]
  }

  /// Puts the session of a lesson in place of this one's.
  public mutating func take(_ stage: LessonStage, lessons: LessonFolder?, host: any Host) throws(NotebookError) {
    let lesson = try LessonFolder.lesson(meant: stage.lesson, in: lessons, files: host.files)
    guard stage.step <= lesson.steps.count else {
      throw NotebookError("\(lesson.name) has \(lesson.steps.count) steps", line: 0)
    }
    var other = Interpreter(commands: commands)
    let reader = ReadingHost(host)
    for source in lesson.sources(before: stage.step, draw: stage.draw) { _ = other.run(source, host: reader) }
    restore(other)
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
