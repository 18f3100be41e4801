import Commands

/// What was shown and done in a lesson, to be kept as a lesson of its own.
struct PlayRecord: Sendable {
  private enum Item: Sendable {
    case prose(String)
    case cell(source: String, output: String)
  }

  private var items: [Item] = []
  private var seen: Set<Int> = []
  var cellCount: Int { items.count { if case .cell = $0 { true } else { false } } }

  /// A step that was done before.
  mutating func add(_ step: Lesson.Step) {
    addProse(step.prose)
    if case .cell(let cell) = step.task {
      items.append(.cell(source: cell.source, output: cell.expected.joined(separator: "\n")))
    }
  }

  /// A step that is shown, once.
  mutating func begin(_ step: Lesson.Step, at position: Int) {
    if seen.insert(position).inserted { addProse(step.prose) }
  }

  mutating func ask(_ question: String) {
    let lines = "**Exercise.** \(question)".split(separator: "\n", omittingEmptySubsequences: false)
    addProse(lines.map { "> \($0)" }.joined(separator: "\n"))
  }

  mutating func add(_ outcome: CellOutcome, digits: Int, remark: String? = nil) {
    let output = InterpreterRunner.output(of: outcome, digits: digits).text
    items.append(.cell(source: outcome.source, output: output))
    if let remark { addProse(remark) }
  }

  private mutating func addProse(_ text: String) {
    let text = withoutTrailingBlanks(text.drop(while: \.isNewline))
    if !text.isEmpty { items.append(.prose(text)) }
  }

  /// CommonMark with the cells in `chainrule` blocks.
  var markdown: String {
    var result = ""
    var isInBlock = false
    for item in items {
      switch item {
      case .prose(let text):
        result += (isInBlock ? "```\n\n" : "") + text + "\n\n"
        isInBlock = false
      case .cell(let source, let output):
        if !isInBlock { result += "```chainrule\n" }
        isInBlock = true
        let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        result += lines.map { "> \($0)\n" }.joined()
        if !output.isEmpty { result += output + "\n" }
      }
    }
    return result + (isInBlock ? "```\n" : "")
  }
}
