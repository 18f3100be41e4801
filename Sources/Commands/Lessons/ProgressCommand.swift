import CommandKit
import Language
import SessionCore
import Views

/// Says how far.
struct ProgressCommand: Command {
  static let name = "progress"
  static let abstract = "how far you are in the open lesson, or in all"
  static let discussion = """
    It is kept in $XDG_STATE_HOME/chainrule/progress.txt (~/.local/state where that is not set), one line a lesson.
    """
  static let topic = Topic.lessons
  static let examples = [Example("progress", shows: "pieces seen, exercises answered")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.progress))
  }
}
