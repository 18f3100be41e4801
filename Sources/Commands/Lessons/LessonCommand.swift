import CommandKit
import Language
import SessionCore
import Views

/// Opens a lesson.
struct LessonCommand: Command {
  static let name = "lesson"
  static let abstract = "open a lesson by its number, its name or its file"
  static let discussion = """
    The lesson is played at this prompt. next shows the next piece and puts its cell into the input line: Enter runs it, \
    as it is or changed. At an exercise type the answer, any expression of equal value. hint helps, skip shows the \
    answer, another asks with fresh numbers. play leaves to try things, back returns to the piece before, and each \
    piece begins with the session as the lesson has it, whatever was changed.
    """
  static let topic = Topic.lessons
  static let parameters: [Parameter] = [
    .operand("lesson", .rest, "a number, a name or a file", offers: .lessons)
  ]
  static let examples = [Example("lesson 1", shows: "the first lesson")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.open(arguments.path(arguments.word("lesson") ?? ""))))
  }
}
