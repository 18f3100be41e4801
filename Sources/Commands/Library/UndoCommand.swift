import Language
import Views

/// Goes back.
struct UndoCommand: Command {
  static let name = "undo"
  static let abstract = "take back the last cell that changed something"
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1_000), "how many", required: false, fallback: "1")
  ]
  static let examples = [Example("x = 1", "x = 2", "undo", "x", shows: "x is 1 again")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    var undone: [String] = []
    for _ in 0..<(arguments.integer("count") ?? 1) {
      guard let source = context.timeline.undo(&context.session) else { break }
      undone.append(source)
    }
    if undone.isEmpty { throw arguments.failure("there is nothing to undo") }
    return .text("undone: \(undone.joined(separator: "; "))")
  }
}
