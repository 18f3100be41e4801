import CommandKit
import Language
import SessionCore
import Views

/// Begins again.
struct RestartCommand: Command {
  static let name = "restart"
  static let abstract = "begin the lesson again"
  static let discussion = """
    Answers and skips of this lesson are forgotten.
    """
  static let topic = Topic.lessons
  static let examples = [Example("restart", shows: "the first piece")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.restart))
  }
}
