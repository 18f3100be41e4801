import Renderers
import Testing

@testable import chainrule

/// Whatever was drawn before, the screen shows the text and the cursor as if it had been drawn at once.
@Suite struct BlockScreenTests {
  private let prompt = Prompt(number: 12, colour: .ansi16)

  @Test(arguments: [(10, 40), (4, 17), (24, 80)])
  func changesComeToTheSame(_ rows: Int, _ columns: Int) {
    let size = ScreenSize(rows: rows, columns: columns)
    var generator = SystemRandomNumberGenerator()
    var drawing = BlockScreen()
    drawing.forget()
    var screen = Screen(rows: size.rows, columns: size.columns)
    for _ in 0..<400 {
      let line = Self.anyLine(using: &generator)
      screen.write(drawing.draw(line, prompt: prompt, size: size))
      let layout = EditorLayout(line, prompt: prompt, columns: size.columns)
      let first = screen.row - layout.cursorRow
      for (index, row) in layout.rows.enumerated() where (0..<size.rows).contains(first + index) {
        let shown = index + first < screen.lines.count ? screen.lines[first + index] : ""
        #expect(Self.trimmed(shown) == Self.trimmed(plain(row)))
      }
      #expect(screen.column == Self.column(layout, size))
    }
  }

  @Test func typingWritesTheLetterOnly() {
    var drawing = BlockScreen()
    drawing.forget()
    let size = ScreenSize(rows: 24, columns: 80)
    _ = drawing.draw(EditedLine("ab", cursor: 2), prompt: prompt, size: size)
    #expect(drawing.draw(EditedLine("abc", cursor: 3), prompt: prompt, size: size) == "c")
  }

  @Test func aTextTallerThanTheScreenIsWrittenInFullAtTheEnd() {
    let lines = (0..<30).map { "line \($0)" }
    var drawing = BlockScreen()
    drawing.forget()
    var screen = Screen(rows: 5, columns: 40)
    let size = ScreenSize(rows: 5, columns: 40)
    screen.write(drawing.draw(EditedLine(lines.joined(separator: "\n"), cursor: 100), prompt: prompt, size: size))
    screen.write(drawing.finish())
    let all = (screen.scrolled + screen.lines).map { $0.drop { !$0.isLetter }.drop { $0 != "l" } }
    #expect(all.suffix(30).map(String.init) == lines.map { String($0) })
  }

  private func plain(_ row: EditorRow) -> String {
    let prompt = String(decoding: Array(row.prompt.text.utf8).withoutEscapes, as: UTF8.self)
    return prompt + row.text
  }

  private static func trimmed(_ text: String) -> String {
    var text = text
    while text.last == " " { text.removeLast() }
    return text
  }

  private static func column(_ layout: EditorLayout, _ size: ScreenSize) -> Int {
    let row = layout.rows[layout.cursorRow]
    let head = row.text(0..<layout.cursorIndex, .plain).unicodeScalars.reduce(0) { $0 + Glyph($1, column: 0).width }
    return min(row.prompt.width + head, size.columns - 1)
  }

  /// A text with everything that is hard to measure; the cursor anywhere.
  private static func anyLine(using generator: inout some RandomNumberGenerator) -> EditedLine {
    let pieces = ["a", "b", "W[1]", " ", "三", "é", "e\u{301}", "🧠", "👩‍🔬", "🇯🇵", "\n", "δ", "x = 1", "\u{3}"]
    let length = Int.random(in: 0...40, using: &generator)
    let text = (0..<length).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
    let count = text.unicodeScalars.count
    return EditedLine(text, cursor: Int.random(in: 0...count, using: &generator))
  }
}
