import Notebook
import Views

/// What is said of a transcript that was run again.
enum ReopeningView {
  private static let mostChanges = 5

  static func view(of reopening: Reopening, named name: String) -> View {
    let count = Count.of(reopening.cellsRun, "cell")
    let head =
      reopening.isStopped
      ? StyledText("stopped after \(count) of \(reopening.cellCount) of \(name)", .warning)
      : StyledText("ran the \(count) of \(name)")
    let shown = reopening.changes.prefix(mostChanges).map(line)
    let rest = reopening.changes.count - shown.count
    let more = rest > 0 ? [View.text(StyledText("… and \(Count.of(rest, "cell")) more", .warning))] : []
    return .stack([.text(head)] + shown + more)
  }

  private static func line(_ change: Reopening.Change) -> View {
    let cell = change.cell.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let expected = change.difference.expected.map { "the file has “\($0)”" } ?? "the file has no more"
    let got = change.difference.got.map { "this time it is “\($0)”" } ?? "this time there is no more"
    return .text(
      StyledText("line \(change.line): ", .warning) + StyledText(cell, .code)
        + StyledText(" comes out another way: \(expected), \(got)", .warning))
  }
}
