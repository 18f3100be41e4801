/// What is said about an answer to an exercise.
public enum Judgement: Equatable, Sendable {
  case right(Remark?)
  /// One of the named mistakes, with its message.
  case mistake(String)
  /// The answer uses what it may not use, with the reason.
  case refused(String)
  /// Wrong, with what is known about the difference.
  case wrong(String?)

  public enum Remark: String, Sendable {
    case rounded = "to the digits you gave"
    case inTheLesson = "in the lesson's session; yours has other values by now"
    case inYours = "with the values of your session; the lesson's are others"
  }

  public var isRight: Bool { if case .right = self { true } else { false } }

  /// The words after ✓ or ✗.
  var message: String? {
    switch self {
    case .right(let remark): remark?.rawValue
    case .mistake(let message), .refused(let message): message
    case .wrong(let finding): finding
    }
  }
}
