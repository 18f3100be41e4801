import Language
import Views

/// Keeps what was done.
struct TranscriptCommand: Command {
  static let name = "transcript"
  static let abstract = "what was done in the lesson, as Markdown; with a file, written there"
  static let discussion = """
    The text is a lesson itself: chainrule check FILE replays it.
    """
  static let topic = Topic.lessons
  static let parameters: [Parameter] = [.operand("file", .path, "a file to write", required: false)]
  static let examples = [Example("transcript", shows: "the Markdown")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    context.request = .lesson(.transcript(arguments.word("file")))
    return nil
  }
}
