import CommandKit
import Language
import SessionCore
import Views

/// Goes on.
struct NextCommand: Command {
  static let name = "next"
  static let abstract = "the next piece of the lesson; after play, back into it"
  static let discussion = """
    Its cell comes into the input line, where Enter runs it. Each piece begins with the session as the lesson has it; \
    undo brings yours back.
    """
  static let topic = Topic.lessons
  static let examples = [Example("next", shows: "the next piece")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.next))
  }
}
