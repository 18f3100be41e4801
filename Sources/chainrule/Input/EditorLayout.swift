import CLineEditor

/// The rows of the screen that a text takes, and the position of the cursor.
///
/// The ranges of the rows are computed at once, their contents only when needed: a pasted text may have thousands of
/// rows, of which the screen shows a few.
struct EditorLayout {
  /// A part of the text, and the prompt before it.
  private struct Part {
    let range: Range<Int>
    let prompt: Prompt
  }

  private let line: EditedLine
  private let scalars: [Unicode.Scalar]
  private let columns: Int
  private var parts: [Part] = []
  private(set) var cursorRow = 0
  /// The number of scalars before the cursor in its row.
  private(set) var cursorIndex = 0

  /// - Parameter columns: of the screen; a longer line continues in the next row.
  init(_ line: EditedLine, prompt: Prompt, columns: Int) {
    self.line = line
    scalars = line.shown
    self.columns = max(columns, 4)
    let room = columns - 4
    let first = prompt.width <= room ? prompt : .none
    findRows(first, further: prompt.width <= room ? prompt.continuation : .none)
    cursorIndex = indexOfCursor
  }

  var rowCount: Int { parts.count }

  var rows: [EditorRow] { (0..<rowCount).map(row) }

  func row(_ number: Int) -> EditorRow { row(parts[number].range, of: number) }

  private func row(_ range: Range<Int>, of number: Int) -> EditorRow {
    var row = EditorRow(parts[number].prompt)
    for index in range { row.append(Glyph(scalars[index], column: row.width), line.kind(at: index)) }
    return row
  }

  private mutating func findRows(_ first: Prompt, further: Prompt) {
    var start = 0
    var prompt = first
    var column = first.width

    func endRow(at index: Int, next: Prompt, from nextStart: Int) {
      parts.append(Part(range: start..<index, prompt: prompt))
      (start, prompt, column) = (nextStart, next, next.width)
    }
    /// At the end of a line; after a full row that is the start of the next row.
    func placeCursor(at index: Int) {
      if column >= columns { endRow(at: index, next: .none, from: index) }
      cursorRow = parts.count
    }

    for (index, scalar) in scalars.enumerated() {
      if scalar == "\n" {
        if index == line.cursor { placeCursor(at: index) }
        endRow(at: index, next: further, from: index + 1)
      } else {
        var width = Glyph.width(of: scalar, column: column)
        if column + width > columns {
          endRow(at: index, next: .none, from: index)
          width = Glyph.width(of: scalar, column: 0)
        }
        if index == line.cursor { cursorRow = parts.count }
        column += width
      }
    }
    if line.cursor >= scalars.count { placeCursor(at: scalars.count) }
    endRow(at: scalars.count, next: .none, from: scalars.count)
  }

  /// The cursor is after a complete character: writing part of one would remove its accents.
  private var indexOfCursor: Int {
    let range = parts[cursorRow].range
    var index = row(range.lowerBound..<min(line.cursor, range.upperBound), of: cursorRow).scalars.count
    let scalars = row(cursorRow).scalars
    while index < scalars.count, line_editor_width(scalars[index].value) == 0 { index += 1 }
    return index
  }
}
