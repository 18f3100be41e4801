import CommandKit
import Language
import SessionCore
import Views

/// Goes back.
struct BackCommand: Command {
  static let name = "back"
  static let abstract = "the piece before, with the session as it was there"
  static let discussion = """
    next goes forward again. What you have answered stays answered.
    """
  static let topic = Topic.lessons
  static let examples = [Example("back", shows: "the piece before")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.back))
  }
}
