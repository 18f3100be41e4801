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
    .operand("file", .file, "a file to write", required: false, fallback: "shows it"),
    .named("replace", .flag, "overwrite an existing file"),
  ]
  static let examples = [Example("transcript", shows: "the Markdown")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    .ask(.lesson(.transcript(arguments.word("file"), replaces: arguments.contains("replace"))))
  }
}
