import Renderers

/// Draws a text of several lines in place and writes only the changes.
///
/// The cursor is moved to its column if all terminals agree on the width of the text before it. After accents and emoji,
/// which terminals measure differently, that text is written again instead, so the terminal itself finds the column.
struct BlockScreen: EditorScreen {
  var palette = SyntaxPalette.plain
  var isColoured: Bool { palette != .plain }
  private var shown: [EditorRow] = []
  /// All rows; those that fit are shown.
  private var layout: EditorLayout?
  private var firstRow = 0
  /// The row of the cursor among the shown rows.
  private var row = 0
  /// `nil` if only the terminal knows it.
  private var column: Int?
  private var output = ""

  mutating func draw(_ line: EditedLine, prompt: Prompt, size: ScreenSize) -> String {
    let layout = EditorLayout(line, prompt: prompt, columns: size.columns)
    self.layout = layout
    let count = layout.rowCount
    firstRow = min(max(firstRow, layout.cursorRow - size.rows + 1), layout.cursorRow, max(count - size.rows, 0))
    update(to: (firstRow..<min(firstRow + size.rows, count)).map(layout.row))
    go(to: layout.cursorRow - firstRow)
    setColumn(after: layout.cursorIndex, of: shown[layout.cursorRow - firstRow], columns: size.columns)
    return takeOutput()
  }

  mutating func finish() -> String {
    if let layout, layout.rowCount > shown.count {
      // Rows that were never shown go into the terminal's own history.
      go(to: 0)
      output += "\r\u{1B}[J" + layout.rows.map(text).joined(separator: "\r\n")
    } else {
      go(to: shown.count - 1)
    }
    output += "\r\n"
    forget()
    return takeOutput()
  }

  mutating func resize(to size: ScreenSize) -> String {
    // A terminal that becomes narrower breaks rows that are too long.
    let above = shown.prefix(row).reduce(0) { $0 + max(($1.width + size.columns - 1) / size.columns, 1) }
    let own = (column ?? 0) / size.columns
    let up = min(above + own, size.rows - 1)
    output += (up > 0 ? "\u{1B}[\(up)A" : "") + "\r\u{1B}[J"
    forget()
    return takeOutput()
  }

  mutating func forget() {
    shown = []
    layout = nil
    (firstRow, row) = (0, 0)
    column = 0
  }

  mutating func clear() -> String {
    forget()
    return "\u{1B}[H\u{1B}[2J"
  }

  private mutating func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  // MARK: Rows

  private mutating func update(to new: [EditorRow]) {
    for (index, text) in new.enumerated() {
      if index < shown.count {
        if shown[index] == text { continue }
        go(to: index)
        change(shown[index], into: text)
      } else {
        if index > 0 {
          go(to: index - 1)
          output += "\r\n"
        }
        row = index
        write(text)
      }
    }
    if new.count < shown.count {
      go(to: new.count)
      output += "\r\u{1B}[J"
      column = 0
    }
    shown = new
  }

  private mutating func go(to target: Int) {
    if target < row { output += "\u{1B}[\(row - target)A" }
    if target > row { output += "\u{1B}[\(target - row)B" }
    row = target
  }

  private func text(_ row: EditorRow) -> String {
    row.prompt.text + row.text(0..<row.scalars.count, palette)
  }

  private mutating func write(_ row: EditorRow) {
    output += text(row)
    column = row.isSure ? row.width : nil
  }

  /// Writes a row over another, from the first difference on.
  private mutating func change(_ old: EditorRow, into new: EditorRow) {
    let most = old.prompt == new.prompt ? min(old.sureCount, new.sureCount) : -1
    let same = new.commonStart(with: old, atMost: most)
    set(column: most < 0 ? 0 : new.column(after: same))
    // Before the text: after a full row the cursor would be on its last character.
    if !old.isSure || !new.isSure || new.width < old.width { output += "\u{1B}[K" }
    if most < 0 { output += new.prompt.text }
    output += new.text(same..<new.scalars.count, palette)
    column = new.isSure ? new.width : nil
  }

  // MARK: Columns

  private mutating func set(column target: Int) {
    if column == target { return }
    output += target > 0 ? "\r\u{1B}[\(target)C" : "\r"
    column = target
  }

  private mutating func setColumn(after count: Int, of text: EditorRow, columns: Int) {
    if count <= text.sureCount {
      let target = text.column(after: count)
      // After the last column the cursor stays in it.
      set(column: min(target, columns - 1))
    } else {
      output += "\r" + text.prompt.text + text.text(0..<count, palette)
      column = nil
    }
  }
}
