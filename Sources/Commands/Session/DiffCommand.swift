import CommandKit
import Language
import SessionCore
import Views

struct DiffCommand: Command {
  static let name = "diff"
  static let abstract = "what changed: diff, diff 3, diff 3 7, diff 3..7, diff NAME"
  static let discussion = """
    Alone it shows what the last cell changed that changed something. One moment is compared with the present \
    session, two with each other. A moment is the number of a cell (the session after that cell; 0 is the start) \
    or the name of a snapshot.

    Numbers are compared bit for bit; of a matrix with more than three changed entries, the one that changed most \
    is named.
    """
  static let topic = Topic.session
  static let parameters: [Parameter] = [
    .operand(
      "from", .word, "a cell or a snapshot", required: false, fallback: "before the last change", offers: .moments),
    .operand("to", .word, "a cell or a snapshot", required: false, fallback: "now", offers: .moments),
  ]
  static let examples = [
    Example(
      "network 2 2 1", "init constant 0.5", "input [[1, 2]]", "target [[1]]", "backward;", "update rate 0.5", "diff",
      shows: "the parameters before and after the update",
      gives: .column("after", [0.513604, 0.00680203, 0.00680203, 0.520406, 0.520406, 0.0136041])),
    Example("x = 1", "x = 2", "diff 1", shows: "x was 1 after cell 1", gives: .column("change", ["+1"])),
  ]

  static func run(_ arguments: Arguments, in context: inout Context) throws(Diagnostic) -> CommandResult {
    guard var from = arguments.word("from") else { return .shown(try lastChange(arguments, in: context)) }
    var to = arguments.word("to")
    if to == nil, let range = CellRange.numbers(from), let first = range.first, let last = range.last {
      (from, to) = ("\(first)", "\(last)")
    }
    let old = try Revisions.revision(named: from, at: "from", arguments, in: context)
    var (session, name) = (context.session, "now")
    if let to {
      let new = try Revisions.revision(named: to, at: arguments.contains("to") ? "to" : "from", arguments, in: context)
      (session, name) = (new.revision.session, new.name)
    }
    return .shown(view(of: SessionChange(from: old.revision.session, to: session), "from \(old.name) to \(name)"))
  }

  private static func lastChange(_ arguments: Arguments, in context: Context) throws(Diagnostic) -> View {
    guard let cell = context.cells.last(where: { $0.use.before != $0.use.after }) else {
      return .text("no cell has changed anything yet")
    }
    guard let before = context.timeline[cell.use.before], let after = context.timeline[cell.use.after] else {
      throw arguments.failure("the session before cell \(cell.number) is no longer kept", hint: Revisions.forgotten)
    }
    return view(of: SessionChange(from: before.session, to: after.session), "by cell \(cell.number), \(cell.line)")
  }

  private static func view(of change: SessionChange, _ span: String) -> View {
    change.isEmpty ? .text("nothing changed \(span)") : .table(change.table(title: "changed \(span)"))
  }
}
