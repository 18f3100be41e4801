/// A block fenced as `chainrule`: cells and what is to come of each.
public struct Transcript: Equatable, Sendable {
  /// From the opening to the closing fence, counted from 0.
  public var lines: Range<Int>
  public var cells: [Cell]
  /// Blanks before each line, where the fence has them.
  public var indentation: Int
  /// The character and length of the fence, which no output may hold at the start of a line.
  public var fence: Fence

  public struct Fence: Equatable, Sendable {
    public var character: UInt8
    public var length: Int
  }
}

extension Transcript {
  init(_ fence: MarkdownScan.Fence, in lines: SourceLines) throws(NotebookError) {
    self.lines = fence.lines
    indentation = fence.indentation
    self.fence = Fence(character: fence.character, length: fence.length)
    cells = []
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
      throw NotebookError("a chainrule block begins with a cell: a line that starts with `> `", line: line + 1)
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
  /// The text of a line inside a fence that is indented itself.
  func text(_ line: Int, withoutIndentation indentation: Int) -> String {
    let text = text(line)
    if indentation == 0 { return text }
    return String(text.dropFirst(text.prefix(indentation).prefix { $0 == " " }.count))
  }
}

extension Transcript.Fence {
  /// A line of output that would read as a cell, as the closing fence or as `...`, with `…` for what makes it so.
  func escaped(_ line: String) -> String {
    let line = withoutTrailingBlanks(line)
    if Cell.typed(line) != nil { return "…" + line.dropFirst() }
    if LinePattern.isAnyLines(line) { return "…" }
    let blanks = line.prefix { $0 == " " }
    let rest = line.dropFirst(blanks.count)
    let run = rest.prefix { $0 == Character(UnicodeScalar(character)) }
    return blanks.count <= 3 && run.count >= length ? blanks + "…" + rest.dropFirst(run.count) : line
  }
}
