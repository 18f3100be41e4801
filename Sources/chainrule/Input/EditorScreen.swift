/// Keeps a text that is being edited on the screen: each call returns what to write for it.
protocol EditorScreen {
  mutating func draw(_ line: EditedLine, prompt: Prompt, size: ScreenSize) -> String

  /// Leaves the text as it is, with the cursor at the start of the row below.
  mutating func finish() -> String

  /// Takes the text away after the terminal has changed its size.
  mutating func resize(to size: ScreenSize) -> String

  /// The next text is drawn where the cursor is: at the start of an empty row.
  mutating func forget()

  /// Clears the screen.
  mutating func clear() -> String
}
