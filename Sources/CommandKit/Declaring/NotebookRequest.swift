import Explaining
import SessionCore

/// A request to the program around the session, which has the lessons, the files and the input line.
public enum NotebookRequest: Equatable, Sendable {
  case lesson(LessonRequest)
  case file(FileRequest)
  case recovery(RecoveryRequest)
  /// A text to change in the user's editor and then to put into the input line.
  case edit(String)
}

/// A request about lessons.
public enum LessonRequest: Equatable, Sendable {
  case list
  /// A number, a name or a file.
  case open(String)
  case next, back, skip, play, hint, another, restart, progress
  /// An expression.
  case answer(String)
  /// A file to write, `nil` to show it.
  case transcript(String?, replaces: Bool)
  /// The session as a lesson has it before a step, counted from 1.
  case stage(LessonStage)
}

/// A place in a lesson: its step, and which of its random numbers.
public struct LessonStage: Equatable, Sendable {
  /// A number, a name or a file.
  public var lesson: String
  /// Counted from 1.
  public var step: Int
  /// How often numbers were drawn for the step's exercise.
  public var draw: Int

  public init(lesson: String, step: Int, draw: Int = 1) {
    self.lesson = lesson
    self.step = step
    self.draw = draw
  }

  /// The cell that requests it.
  public var cell: String {
    let isPlain = lesson.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    let word = isPlain ? lesson : "\"\(lesson)\""
    return "stage \(word) \(step)" + (draw == 1 ? "" : " draw \(draw)")
  }
}

/// A request about the session's files.
public enum FileRequest: Equatable, Sendable {
  /// `nil` for the file that was opened or saved last.
  case save(String?, replaces: Bool)
  case open(String, replaces: Bool)
  case export(String, replaces: Bool)
  /// A derivation as a page.
  case page(DerivationPage, to: String, replaces: Bool)
}

/// A request about sessions of shells that have ended, by their numbers in the list.
public enum RecoveryRequest: Equatable, Sendable {
  case list
  case recover(Int)
  case discard(Int)
  /// Discards all.
  case forget
}
