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
    if let number = Int(word) {
      try require(number, arguments, in: context)
      guard cells.contains(where: { $0.number == number }) else {
        throw arguments.failure("cell \(number) runs other cells again itself", at: "cells")
      }
      return [number]
    }
    guard let range = CellRange.numbers(word) else { throw notCells(word, arguments) }
    for number in [range.first, range.last].compactMap(\.self) { try require(number, arguments, in: context) }
    let chosen = Set(range)
    return cells.filter { chosen.contains($0.number) && !$0.failed }.map(\.number)
  }

  private static func require(_ number: Int, _ arguments: Arguments, in context: Context) throws(Diagnostic) {
    if CellRecord.cell(number, of: context.cells) != nil { return }
    throw arguments.failure(
      "there is no cell \(number)", at: "cells", hint: context.cells.last.map { "cells are 1 to \($0.number)" })
  }

  private static func notCells(_ word: String, _ arguments: Arguments) -> Diagnostic {
    let bounds = word.split(separator: "..").map { Int($0) }
    if bounds.count == 2, let first = bounds[0], let last = bounds[1], first > last {
      return arguments.failure("\(word) is empty", at: "cells", hint: "\(last)..\(first) is a range")
    }
    return arguments.failure(
      "\(word) is not a cell", at: "cells",
      hint: Suggestions.question(word, among: ["stale", "all"]) ?? "rerun 3, 3..7, stale or all")
  }

  /// Stale cells; of those with the same text only the last one.
  private static func stale(_ cells: [CellRecord], _ staleness: Staleness) -> [Int] {
    let newest = CellRecord.newest(of: cells)
    return cells.filter { staleness.causes[$0.number] != nil && newest[$0.line] == $0.number }.map(\.number)
  }

  private static func isRerun(_ cell: CellRecord) -> Bool { Statement.firstWord(cell.source)?.word == name }
}
