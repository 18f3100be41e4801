import CommandKit
import Language

struct QuitCommand: Command {
  static let name = "quit"
  static let aliases = ["exit", "bye"]
  static let abstract = "leave the shell; Ctrl-D does the same"
  static let discussion = """
    The cells of the session stay in the history file; variables and weights are gone.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let examples = [Example("quit", shows: "the end", gives: .leaves)]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    .leave
  }
}
