/// Draws a text without escape sequences: the line with the cursor in one row, cut if it is too long, other lines below.
/// For terminals without capabilities and for users who prefer plain text.
struct RowScreen: EditorScreen {
  /// The text in the row, and the column of the cursor.
  private var shown: [Unicode.Scalar] = []
  private var column = 0
  private var prompt: Prompt?
  private var linesAbove: [Substring] = []

  mutating func draw(_ line: EditedLine, prompt: Prompt, size: ScreenSize) -> String {
    let lines = line.text.split(separator: "\n", omittingEmptySubsequences: false)
    let index = line.scalars[..<line.cursor].count { $0 == "\n" }
    let above = Array(lines.prefix(index))
    var output = above == linesAbove ? "" : drawLines(above, prompt: prompt, columns: size.columns)
    output += drawRow(line, prompt: index == 0 ? prompt : waiting(line, prompt), columns: size.columns)
    return output
  }

  /// The prompt of an empty line says which bracket is open.
  private func waiting(_ line: EditedLine, _ prompt: Prompt) -> Prompt {
    guard let note = LineNote.openBracket(of: line) else { return prompt.continuation }
    return Prompt(text: note + " ...: ", width: note.count + " ...: ".count)
  }

  /// The lines above the one with the cursor: the row becomes the first new one, or all of them are written again below.
  private mutating func drawLines(_ above: [Substring], prompt: Prompt, columns: Int) -> String {
    var output = ""
    var first = 0
    if self.prompt != nil {
      if above.count > linesAbove.count, above.starts(with: linesAbove) {
        let text = String(above[linesAbove.count])
        let line = EditedLine(text, cursor: text.unicodeScalars.count)
        output = drawRow(line, prompt: linesAbove.isEmpty ? prompt : prompt.continuation, columns: columns)
        first = linesAbove.count + 1
      }
      output += "\r\n"
    }
    for (number, text) in above.enumerated().dropFirst(first) {
      let shown = Glyph.shown(text.unicodeScalars)
      output += (number == 0 ? prompt : prompt.continuation).text + String(shown[...]) + "\r\n"
    }
    linesAbove = above
    (self.prompt, shown, column) = (nil, [], 0)
    return output
  }

  private mutating func drawRow(_ line: EditedLine, prompt: Prompt, columns: Int) -> String {
    let (text, cursor) = Self.window(line, room: max(columns - prompt.width - 1, 4))
    var output = ""
    if self.prompt != prompt {
      let old = (self.prompt?.width ?? 0) + Self.width(shown[...])
      output += "\r" + prompt.text
      output += blanks(old - prompt.width)
      (shown, column) = ([], 0)
      self.prompt = prompt
    }
    var same = zip(text, shown).prefix { $0 == $1 }.count
    // A mark is drawn with its character.
    while same > 0, same < text.count, Self.width(text[same...same]) == 0 { same -= 1 }
    let start = Self.width(text[..<same])
    output += move(to: start, in: text)
    output += String(text[same...])
    column = Self.width(text[...])
    output += blanks(Self.width(shown[...]) - column)
    shown = text
    return output + move(to: Self.width(text[..<cursor]), in: text)
  }

  mutating func finish() -> String {
    forget()
    return "\r\n"
  }

  mutating func resize(to size: ScreenSize) -> String { finish() }

  mutating func forget() { self = RowScreen() }

  mutating func clear() -> String { finish() }

  /// The part of the line that fits, and the cursor in it.
  private static func window(_ line: EditedLine, room: Int) -> (text: [Unicode.Scalar], cursor: Int) {
    let text = Glyph.shown(line.scalars[line.lineStart..<line.lineEnd])
    let cursor = Glyph.shown(line.scalars[line.lineStart..<line.cursor]).count
    var start = cursor
    var left = room * 3 / 4
    while start > 0, left > 0 {
      start -= 1
      left -= width(text[start...start])
    }
    var end = start
    left = room
    while end < text.count, left >= width(text[end...end]) {
      left -= width(text[end...end])
      end += 1
    }
    return (Array(text[start..<max(end, cursor)]), cursor - start)
  }

  private mutating func move(to target: Int, in text: [Unicode.Scalar]) -> String {
    defer { column = target }
    if target <= column { return String(repeating: "\u{08}", count: column - target) }
    var end = 0
    while end < text.count, Self.width(text[..<end]) < target { end += 1 }
    let start = text.indices.first { Self.width(text[..<$0]) >= column } ?? 0
    return String(text[start..<end])
  }

  /// Overwrites text with blanks, and moves back.
  private func blanks(_ count: Int) -> String {
    count > 0 ? String(repeating: " ", count: count) + String(repeating: "\u{08}", count: count) : ""
  }

  private static func width(_ text: ArraySlice<Unicode.Scalar>) -> Int {
    text.reduce(0) { $0 + Glyph($1, column: 0).width }
  }
}
