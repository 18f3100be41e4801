import CommandKit
import Language

struct UndoCommand: Command {
  static let name = "undo"
  static let abstract = "take back the last cell that changed something, and say what changes with it"
  static let discussion = """
    Everything comes back: weights, data, batch, variables, settings, formulas, runs and the random stream. Cells, \
    their results and snapshots stay. `redo` goes forward again until another cell changes something; `restore 3` goes \
    back to the session as cell 3 left it.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1_000), "how many", required: false, fallback: "1")
  ]
  static let examples = [Example("x = 1", "x = 2", "undo", "x", shows: "x is 1 again", gives: 1)]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let failure = arguments.failure(
      "there is nothing to undo", hint: context.timeline.hasForgotten ? Revisions.forgotten : nil)
    return try Revisions.move("undone", arguments, in: &context, ifNone: failure) { $0.undo()?.source }
  }
}

struct RedoCommand: Command {
  static let name = "redo"
  static let abstract = "do again what undo took back, and say what changes with it"
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters = UndoCommand.parameters
  static let examples = [Example("x = 1", "x = 2", "undo", "redo", "x", shows: "x is 2 again", gives: 2)]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let failure = arguments.failure("there is nothing to redo")
    return try Revisions.move("done again", arguments, in: &context, ifNone: failure) { $0.redo()?.source }
  }
}
