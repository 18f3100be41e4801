import CommandKit
import Language
import SessionCore
import Views

/// Goes on with a saved session.
struct OpenCommand: Command {
  static let name = "open"
  static let abstract = "run a saved session again and go on from there"
  static let discussion = """
    Each cell of the file is run in a new session, whose numbers, undo and history go on behind them. A cell that comes \
    out another way than the file has it is told. Ctrl-C stops between two cells and keeps what has run. No file is \
    written again. Where the session at hand has cells that are not saved nothing is done: save FILE.md keeps them, \
    open FILE.md replace gives them up. Files with data are looked for in the folder in which the program runs.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("file", .rest, "a file that save wrote, or a lesson", offers: .files)
  ]
  static let examples = [
    Example(
      "open session.md", shows: "the session of yesterday", gives: .request(.file(.open("session.md", replaces: false)))
    )
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let target = FileTarget(arguments, "file") else { throw arguments.failure("open needs a file") }
    return .ask(.file(.open(target.path, replaces: target.replaces)))
  }
}
