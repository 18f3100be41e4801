import CommandKit
import SessionCore

/// What was shown and done in a lesson, to be kept as a lesson of its own.
struct PlayRecord: Sendable {
  private var logbook = Logbook()
  private var seen: Set<Int> = []
  var cellCount: Int { logbook.cellCount }

  /// CommonMark with the cells in `chainrule` blocks.
  var markdown: String { logbook.markdown }

  /// A step that was done before.
  mutating func add(_ step: Lesson.Step) {
    logbook.addProse(step.prose)
    if case .cell(let cell) = step.task {
      logbook.addCell(cell.source, CellOutput(cell.expected.joined(separator: "\n")))
    }
  }

  /// A step that is shown, once.
  mutating func begin(_ step: Lesson.Step, at position: Int) {
    if seen.insert(position).inserted { logbook.addProse(step.prose) }
  }

  mutating func ask(_ question: String) {
    let lines = "**Exercise.** \(question)".split(separator: "\n", omittingEmptySubsequences: false)
    logbook.addProse(lines.map { "> \($0)" }.joined(separator: "\n"))
  }

  mutating func add(_ outcome: CellOutcome, remark: String? = nil) {
    logbook.add(outcome)
    if let remark { logbook.addProse(remark) }
  }
}
