import Language
import Views

/// Goes forward again.
struct RedoCommand: Command {
  static let name = "redo"
  static let abstract = "do again what undo took back"
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1_000), "how many", required: false, fallback: "1")
  ]
  static let examples = [Example("x = 1", "x = 2", "undo", "redo", "x", shows: "x is 2 again")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    var redone: [String] = []
    for _ in 0..<(arguments.integer("count") ?? 1) {
      guard let source = context.timeline.redo(&context.session) else { break }
      redone.append(source)
    }
    if redone.isEmpty { throw arguments.failure("there is nothing to redo") }
    return .text("done again: \(redone.joined(separator: "; "))")
  }
}
