import CommandKit
import Language
import SessionCore
import Views

/// Goes forward again.
struct RedoCommand: Command {
  static let name = "redo"
  static let abstract = "do again what undo took back, and say what changes with it"
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1_000), "how many", required: false, fallback: "1")
  ]
  static let examples = [Example("x = 1", "x = 2", "undo", "redo", "x", shows: "x is 2 again")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    let failure = arguments.failure("there is nothing to redo")
    return try Revisions.move("done again", arguments, in: &context, ifNone: failure) { $0.redo()?.source }
  }
}
