import CommandKit
import Language
import SessionCore
import Views

/// Continues a saved session.
struct OpenCommand: Command {
  static let name = "open"
  static let abstract = "run a saved session again and continue it"
  static let discussion = """
    The cells of the file run in a new session, whose numbers, undo and history continue after them. Cells with another \
    output than in the file are listed. Ctrl-C stops between two cells and keeps what has run. No file is written \
    again. If the present session has cells that are not saved, nothing happens: save FILE.md keeps them, open FILE.md \
    replace gives them up. Relative paths of data start in the folder in which the program runs.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand("file", .file, "a file that save wrote, or a lesson"),
    .named("replace", .flag, "give up the cells that are not saved"),
  ]
  static let examples = [
    Example(
      "open session.md", shows: "yesterday's session", gives: .request(.file(.open("session.md", replaces: false)))
    )
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let file = arguments.word("file") ?? ""
    let isNumbers = [".npz", ".npy"].contains(where: file.hasSuffix)
    if let line = isNumbers ? "load weights from \(file)" : FileUse.reading(file), !line.hasPrefix("open") {
      throw arguments.failure("open reads sessions and lessons, not \(file)", at: "file", hint: "write \(line)")
    }
    return .ask(.file(.open(file, replaces: arguments.contains("replace"))))
  }
}
