/// A block fenced as `chainrule`: cells and their expected outputs.
public struct Transcript: Equatable, Sendable {
  public private(set) var cells: [Cell] = []
  let fence: MarkdownScan.Fence

  /// From the opening to the closing fence, counted from 0.
  public var lines: Range<Int> { fence.lines }
}

extension Transcript {
  init(_ fence: MarkdownScan.Fence, in lines: SourceLines) throws(NotebookError) {
    self.fence = fence
    var continuation = CellContinuation()
    for line in fence.lines.lowerBound + 1..<fence.lines.upperBound - 1 {
      let text = lines.text(line, withoutIndentation: fence.indentation)
      if let typed = Cell.typed(text) {
        add(typed: typed, at: line, &continuation)
      } else {
        try add(output: text, at: line)
      }
    }
  }

  private mutating func add(typed: Substring, at line: Int, _ continuation: inout CellContinuation) {
    if let last = cells.indices.last, cells[last].sourceLines.upperBound == line, continuation.isOpen {
      cells[last].source += "\n" + typed
      cells[last].sourceLines = cells[last].sourceLines.lowerBound..<line + 1
      cells[last].outputLines = line + 1..<line + 1
    } else {
      let end = line + 1..<line + 1
      cells.append(Cell(source: String(typed), expected: [], sourceLines: line..<line + 1, outputLines: end))
      continuation = CellContinuation()
    }
    continuation.read(typed)
  }

  private mutating func add(output text: String, at line: Int) throws(NotebookError) {
    if withoutTrailingBlanks(text).isEmpty { return }
    guard let last = cells.indices.last else {
      throw NotebookError("a chainrule block starts with a cell: a line that starts with `> `", line: line + 1)
    }
    cells[last].add(output: text, at: line)
  }
}

extension Cell {
  /// Adds a line of expected output and the blank lines before it.
  fileprivate mutating func add(output text: String, at line: Int) {
    let blanks = line - outputLines.upperBound
    expected += Array(repeating: "", count: blanks) + [text]
    outputLines = outputLines.lowerBound..<line + 1
  }
}

extension SourceLines {
  /// The text of a line inside an indented fence.
  func text(_ line: Int, withoutIndentation indentation: Int) -> String {
    let text = text(line)
    if indentation == 0 { return text }
    return String(text.dropFirst(text.prefix(indentation).prefix { $0 == " " }.count))
  }
}

extension Transcript {
  /// The line, with `…` for what would make it read as a cell, as `...` or as the closing fence.
  static func escaped(_ line: String, in fence: MarkdownScan.Fence? = nil) -> String {
    let line = withoutTrailingBlanks(line)
    if Cell.typed(line) != nil { return "…" + line.dropFirst() }
    if LinePattern.isAnyLines(line) { return "…" }
    guard let fence else { return line }
    let blanks = line.prefix { $0 == " " }
    let rest = line.dropFirst(blanks.count)
    let run = rest.prefix { $0 == Character(UnicodeScalar(fence.character)) }
    return blanks.count <= 3 && run.count >= fence.length ? blanks + "…" + rest.dropFirst(run.count) : line
  }
}
