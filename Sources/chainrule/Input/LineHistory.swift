/// The states of the line before its changes, for undo within the line.
struct LineHistory {
  private struct State {
    var text: [Unicode.Scalar]
    var cursor: Int
  }

  /// The oldest first.
  private var states: [State] = []
  private var current = State(text: [], cursor: 0)
  /// Whether the last change was a letter that was typed: the letters of a word are undone together.
  private var isTyping = false

  /// Notes the line as it is now.
  mutating func note(_ line: EditedLine) {
    if line.scalars == current.text {
      if line.cursor != current.cursor { isTyping = false }
      return current.cursor = line.cursor
    }
    let isLetter = Self.isLetterTyped(line, after: current)
    if !(isLetter && isTyping) { states.append(current) }
    isTyping = isLetter
    current = State(text: line.scalars, cursor: line.cursor)
  }

  /// The line before the last change; `nil` if nothing was changed.
  mutating func undo() -> EditedLine? {
    guard let state = states.popLast() else { return nil }
    current = state
    isTyping = false
    return EditedLine(String(state.text), cursor: state.cursor)
  }

  /// A blank starts a new word.
  private static func isLetterTyped(_ line: EditedLine, after state: State) -> Bool {
    let place = state.cursor
    return line.cursor == place + 1 && line.scalars.count == state.text.count + 1
      && !line.scalars[place].properties.isWhitespace && line.scalars[..<place] == state.text[..<place]
      && line.scalars[(place + 1)...] == state.text[place...]
  }
}
