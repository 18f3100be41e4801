import SessionCore
import Views

extension FileReport {
  /// The report as text: each finding with `file:line`, the expected line and the actual one.
  public var view: View {
    switch status {
    case .passed: .text(StyledText("\(file): ", .name) + StyledText("as expected", .good))
    case .skipped(let reason): .text(StyledText("\(file): ", .name) + StyledText("skipped: \(reason)", .warning))
    case .failed: .stack(findings.map { .text(text(of: $0)) })
    }
  }

  private func text(of finding: Finding) -> StyledText {
    let place = StyledText("\(file):\(finding.line): ", .name)
    switch finding.problem {
    case .message(let message): return place + StyledText(message, .bad)
    case .output(let cell, let expected, let got):
      return place + StyledText("> " + firstLine(of: cell), .code)
        + StyledText("\n  expected  ") + side(expected, .good) + StyledText("\n  got       ") + side(got, .bad)
    }
  }

  private func side(_ line: String?, _ role: Role) -> StyledText {
    line.map { StyledText($0, role) } ?? StyledText("(no further line)", .faint)
  }

  /// The changes of accepting; `nil` if there are none.
  public var acceptanceView: View? {
    guard let acceptance else { return nil }
    return .stack(acceptance.changes.map { .text(text(of: $0)) })
  }

  private func text(of change: Acceptance.Change) -> StyledText {
    let head = StyledText("\(file):\(change.line): ", .name) + StyledText("> " + firstLine(of: change.cell), .code)
    let removed = change.removed.map { StyledText("\n- \($0)", .bad) }
    let added = change.added.map { StyledText("\n+ \($0)", .good) }
    return (removed + added).reduce(head, +)
  }

  /// The numbers of files, cells and exercises, of skipped files and of those that are not as expected.
  public static func summary(of reports: [FileReport]) -> View {
    func count(_ isCounted: (FileReport) -> Bool) -> Int { reports.count(where: isCounted) }
    let skipped = count { if case .skipped = $0.status { true } else { false } }
    let failed = count { $0.status == .failed }
    let run = reports.filter { if case .skipped = $0.status { false } else { true } }
    var text =
      "\(Description.count(run.count, "file")), \(Description.count(run.reduce(0) { $0 + $1.cells }, "cell")), "
      + "\(Description.count(run.reduce(0) { $0 + $1.exercises }, "exercise"))"
    if skipped > 0 { text += ", \(Description.count(skipped, "file")) skipped" }
    let verdict = failed == 0 ? StyledText("all as expected", .good) : StyledText("\(failed) not as expected", .bad)
    return .text(StyledText(text + ": ") + verdict)
  }
}

private func firstLine(of cell: String) -> String {
  let lines = cell.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.count > 1 ? lines[0] + " …" : cell
}
