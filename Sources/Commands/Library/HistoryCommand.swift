import Language
import Views

/// Lists the cells.
struct HistoryCommand: Command {
  static let name = "history"
  static let abstract = "the cells of this session"
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1_000_000), "the last so many", required: false, fallback: "all")
  ]
  static let examples = [Example("x = 1", "history", shows: "In[1] is x = 1")]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> View? {
    let cells = context.cells.suffix(arguments.integer("count") ?? context.cells.count)
    if cells.isEmpty { return .text("no cells yet") }
    return .table(
      Table(
        columns: ["cell", "source"],
        rows: cells.map { [.integer($0.number), .text($0.source, $0.failed ? .faint : .code)] }))
  }
}
