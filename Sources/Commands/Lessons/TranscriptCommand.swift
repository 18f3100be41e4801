import CommandKit
import Language
import SessionCore
import Views

/// Keeps what was done.
struct TranscriptCommand: Command {
  static let name = "transcript"
  static let abstract = "what was done in the lesson, as Markdown; with a file, written there"
  static let discussion = """
    The text is a lesson itself: chainrule check FILE replays it. A file that is there already is left alone unless \
    this shell wrote it: transcript FILE replace writes over it.
    """
  static let topic = Topic.lessons
  static let parameters: [Parameter] = [
    .operand("file", .rest, "a file to write", required: false, offers: .files)
  ]
  static let examples = [Example("transcript", shows: "the Markdown")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let target = FileTarget(arguments, "file")
    return .ask(.lesson(.transcript(target?.path, replaces: target?.replaces ?? false)))
  }
}
