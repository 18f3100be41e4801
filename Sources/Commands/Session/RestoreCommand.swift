import CommandKit
import Language
import SessionCore
import Views

/// Returns to a snapshot or a cell.
struct RestoreCommand: Command {
  static let name = "restore"
  static let abstract = "return to a snapshot, or to the session as a cell left it: restore best, restore 3"
  static let discussion = "`restore 0` returns to the start. Cells and snapshots stay, and undo reverts it."
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand("moment", .word, "a snapshot or the number of a cell", offers: .moments)
  ]
  static let examples = [
    Example("x = 1", "snapshot first", "x = 2", "restore first", "x", shows: "x is 1 again", gives: 1),
    Example("x = 1", "x = 2", "restore 1", "undo", "x", shows: "x is 2: the return is undone", gives: 2),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let (revision, name) = try Revisions.revision(
      named: arguments.word("moment") ?? "", at: "moment", arguments, in: context)
    let change = SessionChange(from: context.session, to: revision.session)
    context.session = revision.session
    context.provenance = revision.provenance
    return .shown(Revisions.text("back at \(name)", change))
  }
}
