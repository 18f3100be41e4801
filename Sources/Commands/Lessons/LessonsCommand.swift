import CommandKit
import Language
import SessionCore
import Views

/// Lists lessons.
struct LessonsCommand: Command {
  static let name = "lessons"
  static let abstract = "the lessons there are, and how far you are"
  static let discussion = """
    They are the Markdown files of a folder: $CHAINRULE_LESSONS, ./Lessons, or the program's own. `lesson FOLDER` takes \
    another one. lesson N opens one.
    """
  static let topic = Topic.lessons
  static let examples = [Example("lessons", shows: "the list")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.list))
  }
}
