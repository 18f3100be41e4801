import CommandKit
import Language
import SessionCore

struct ResetCommand: Command {
  static let name = "reset"
  static let abstract = "start with a fresh session: no network, no data, no variables"
  static let discussion = """
    It says what is gone. Settings of the session are as at the start too; those of the display, cells and snapshots \
    stay. One undo brings everything back. delete removes single names.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let examples = [
    Example("x = 1", "reset", "x = 2", "undo 2", "x", shows: "undo brings x back", gives: 1)
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let fresh = Timeline.Revision()
    let change = SessionChange(from: context.session, to: fresh.session)
    if change.isEmpty { return .shown(.text("the session is fresh already")) }
    context.session = fresh.session
    context.provenance = fresh.provenance
    return .shown(Revisions.text("a fresh session; undo brings back", change))
  }
}
