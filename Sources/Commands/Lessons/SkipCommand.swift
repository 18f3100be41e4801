import CommandKit
import Language
import SessionCore
import Views

/// Gives up.
struct SkipCommand: Command {
  static let name = "skip"
  static let abstract = "show the exercise's answer and run it"
  static let discussion = """
    The exercise counts as skipped, and the lesson goes on as if the answer had been typed. another asks again with \
    other numbers.
    """
  static let topic = Topic.lessons
  static let examples = [Example("skip", shows: "the answer")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.skip))
  }
}
