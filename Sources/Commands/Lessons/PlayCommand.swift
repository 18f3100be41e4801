import CommandKit
import Language
import SessionCore
import Views

/// Leaves for a while.
struct PlayCommand: Command {
  static let name = "play"
  static let abstract = "leave the lesson to try things freely; next returns"
  static let discussion = """
    Whatever you change, next returns to the piece that you left, with the session as the lesson has it.
    """
  static let topic = Topic.lessons
  static let examples = [Example("play", shows: "a free hand")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    return .ask(.lesson(.play))
  }
}
