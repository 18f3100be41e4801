import CommandKit
import Language
import SessionCore

/// Runs cells again.
struct RerunCommand: Command {
  static let name = "rerun"
  static let abstract = "run cells again, as new cells: rerun 3, rerun 3..7, rerun 3 5 9, rerun stale, rerun all"
  static let discussion = """
    The cells run on the present session, in order, as if they were typed; the first error stops them. stale means all \
    cells that history marks so, each text once; all and ranges leave out cells that failed. To run everything from \
    the start, type `restore 0` first.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [
    .operand(
      "cells", .word, "numbers, ranges such as 3..7, stale, or all", repeats: true,
      offers: .words([.init("stale", "those that used what has changed"), .init("all", "every cell")]) + .cells)
  ]
  static let examples = [
    Example("x = 1", "y = 2 * x", "x = 5", "rerun 2", "y", shows: "y is 10", gives: 10),
    Example("x = 1", "x + 1", "x = 5", "rerun stale", shows: "x + 1 is 6 now", gives: 6),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    var numbers: [Int] = []
    for word in arguments.words("cells") { numbers += try Self.numbers(word, arguments, in: context) }
    if !numbers.isEmpty { return .rerun(numbers) }
    return .shown(.text(arguments.words("cells") == ["stale"] ? "no cell is stale" : "there is nothing to run again"))
  }

  private static func numbers(
    _ word: String, _ arguments: Arguments, in context: Context
  ) throws(Diagnostic) -> [Int] {
    let cells = context.cells.filter { !isRerun($0) }
    switch word {
    case "all": return cells.filter { !$0.failed }.map(\.number)
    case "stale": return stale(cells, context.staleness)
    default: break
    }
    let bounds = word.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = bounds.first ?? nil, let last = bounds.last ?? nil, bounds.count <= 2 else {
      let near = Suggestions.question(word, among: ["stale", "all"])
      throw arguments.failure(
        "\(word) is not a cell", at: "cells", hint: near ?? "rerun 3, 3..7, stale or all")
    }
    for number in [first, last] where CellRecord.cell(number, of: context.cells) == nil {
      throw arguments.failure(
        "there is no cell \(number)", at: "cells", hint: context.cells.last.map { "cells are 1 to \($0.number)" })
    }
    guard first <= last else {
      throw arguments.failure("\(word) is empty", at: "cells", hint: "\(last)..\(first) is a range")
    }
    if bounds.count == 1, !cells.contains(where: { $0.number == first }) {
      throw arguments.failure("cell \(first) runs other cells again itself", at: "cells")
    }
    return cells.filter { first...last ~= $0.number && (!$0.failed || bounds.count == 1) }.map(\.number)
  }

  /// Stale cells; of those with the same text only the last one.
  private static func stale(_ cells: [CellRecord], _ staleness: Staleness) -> [Int] {
    let newest = CellRecord.newest(of: cells)
    return cells.filter { staleness.causes[$0.number] != nil && newest[$0.line] == $0.number }.map(\.number)
  }

  private static func isRerun(_ cell: CellRecord) -> Bool { Statement.firstWord(cell.source)?.word == name }
}
