/// What a command about lessons asks of the program around the session, which has the lessons and the input line.
public enum LessonRequest: Equatable, Sendable {
  case list
  /// A number, a name or a file.
  case open(String)
  case next, back, skip, play, hint, another, restart, progress
  /// An expression.
  case answer(String)
  /// A file to write, `nil` to show it.
  case transcript(String?)
}
