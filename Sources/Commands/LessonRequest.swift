/// What a command about lessons asks of the program around the session, which has the lessons and the input line.
public enum LessonRequest: Equatable, Sendable {
  case list
  /// A number, a name or a file.
  case open(String)
  case next, back, skip, play, hint, another, restart, progress
  /// A text to change in the person's own editor and then to put into the input line.
  case edit(String)
  /// An expression.
  case answer(String)
  /// A file to write, `nil` to show it.
  case transcript(String?)
}
