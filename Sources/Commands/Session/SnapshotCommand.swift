import CommandKit
import Language
import SessionCore
import Views

struct SnapshotCommand: Command {
  static let name = "snapshot"
  static let abstract = "keep the session under a name, to compare with or return to; alone it lists them"
  static let discussion = """
    `diff NAME` says what changed since, `restore NAME` returns to it. Undo leaves snapshots alone. A snapshot shares \
    with the session what has not changed since, so it costs little.
    """
  static let topic = Topic.session
  static let actsOnNotebook = true
  static let parameters: [Parameter] = [.operand("name", .word, "a name of your own", required: false)]
  static let examples = [
    Example("x = 1", "snapshot first", "x = 2", "diff first", "restore first", "x", shows: "x is 1 again", gives: 1)
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard let name = arguments.word("name") else { return .shown(list(context.timeline.snapshots)) }
    guard isName(name) else {
      throw arguments.failure(
        "the name of a snapshot is a word: a letter, then letters, numbers, - or _", at: "name", hint: "snapshot best")
    }
    let cell = context.cells.last?.number ?? 0
    let old = context.timeline.keep(Timeline.Snapshot(name: name, revision: context.timeline.current, cell: cell))
    let replaced = old.map { "; it takes the place of the one after \(Revisions.place($0.cell))" } ?? ""
    return .shown(
      .text(StyledText(name, .name) + StyledText(" is the session after \(Revisions.place(cell))\(replaced)")))
  }

  private static func isName(_ word: String) -> Bool {
    word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }

  private static func list(_ snapshots: [Timeline.Snapshot]) -> View {
    if snapshots.isEmpty { return .text("no snapshots yet: snapshot NAME makes one") }
    return .table(
      Table(
        columns: ["snapshot", "after cell", "holds"],
        rows: snapshots.map {
          [.text($0.name, .name), .integer($0.cell), .text(Description.of($0.revision.session))]
        }))
  }
}
