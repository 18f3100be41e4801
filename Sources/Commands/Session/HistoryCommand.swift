import CommandKit
import Language
import SessionCore
import Views

struct HistoryCommand: Command {
  static let name = "history"
  static let abstract = "the cells of this session, with those that are stale: history, history 5, history search W[1]"
  static let discussion = """
    A cell marked * is stale: something it used has changed since, so that it would now give or set something \
    else. `rerun stale` runs these again.

    What a cell uses is recorded while it runs. It counts as changed when it has another value, comes from a stale \
    cell, or is out of date itself. Cells that failed, cells that change what they use (step, update, train, x = x \
    + 1) and cells whose effects are gone are never stale.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand("count", .integer(1...1_000_000), "how many, from the last", required: false, fallback: "all"),
    .named("search", .rest, "only cells that hold this text"),
  ]
  static let examples = [
    Example("x = 1", "history", shows: "In[1] is x = 1", gives: .column("source", ["x = 1"])),
    Example(
      "x = 1", "x + 1", "x = 2", "history", shows: "cell 2 is stale: x changed",
      gives: .column("state", ["", "* stale: x changed", ""])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    var cells = context.cells
    if let text = arguments.word("search") {
      cells = cells.filter { $0.source.lowercased().contains(text.lowercased()) }
      if cells.isEmpty { return .shown(.text("no cell holds \(text)")) }
    }
    cells = cells.suffix(arguments.integer("count") ?? cells.count)
    if cells.isEmpty { return .shown(.text("no cells yet")) }
    let remarks = remarks(on: context)
    let isPlain = cells.allSatisfy { !$0.failed && remarks[$0.number] == nil }
    return .shown(
      .table(
        Table(
          columns: ["cell", "source"] + (isPlain ? [] : ["state"]),
          rows: cells.flatMap { rows(of: $0, remark: remarks[$0.number], hasState: !isPlain) })))
  }

  /// The remarks on stale cells, by their numbers.
  private static func remarks(on context: Context) -> [Int: String] {
    let newest = CellRecord.newest(of: context.cells)
    return Dictionary(
      uniqueKeysWithValues: context.staleness.causes.map { number, cause in
        let last = CellRecord.cell(number, of: context.cells).flatMap { newest[$0.line] } ?? number
        return (number, "* stale: \(cause)" + (last > number ? "; run again as \(last)" : ""))
      })
  }

  /// A row for each line of the cell, the number and the state on the first.
  private static func rows(of cell: CellRecord, remark: String?, hasState: Bool) -> [[Table.Cell]] {
    let lines = cell.source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let state: Table.Cell =
      cell.failed ? .text("failed", .bad) : remark.map { .text($0, .warning) } ?? .text("")
    return lines.enumerated().map { index, line in
      [index == 0 ? .integer(cell.number) : .text(""), .text(String(line), cell.failed ? .faint : .code)]
        + (hasState ? [index == 0 ? state : .text("")] : [])
    }
  }
}
