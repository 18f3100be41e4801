import CommandKit
import Language
import SessionCore
import Views

/// Helps.
struct HintCommand: Command {
  static let name = "hint"
  static let abstract = "a hint for the exercise, one at a time"
  static let discussion = """
    Hints go from a nudge to nearly the answer; skip shows the answer itself.
    """
  static let topic = Topic.lessons
  static let examples = [Example("hint", shows: "the first hint, then the second")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.hint))
  }
}
