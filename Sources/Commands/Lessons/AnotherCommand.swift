import CommandKit
import Language
import SessionCore
import Views

/// Asks again.
struct AnotherCommand: Command {
  static let name = "another"
  static let abstract = "the exercise again, with fresh numbers"
  static let discussion = """
    Where the exercise draws its numbers, new ones are drawn; otherwise it is asked as it was.
    """
  static let topic = Topic.lessons
  static let examples = [Example("another", shows: "other numbers")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.another))
  }
}
