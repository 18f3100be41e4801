import Testing

@testable import chainrule

/// Without escape sequences the row with the cursor shows its line all the same.
@Suite struct RowScreenTests {
  private let prompt = Prompt(number: 1, colour: .none)
  private let size = ScreenSize(rows: 24, columns: 40)

  private func screen(_ lines: [EditedLine]) -> Screen {
    var drawing = RowScreen()
    var screen = Screen(rows: 24, columns: 40)
    for line in lines { screen.write(drawing.draw(line, prompt: prompt, size: size)) }
    return screen
  }

  @Test func changesComeToTheSame() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["a", "W[1]", " ", "三", "é", "x = 1"]
    let lines = (0..<300).map { _ in
      let length = Int.random(in: 0...9, using: &generator)
      let text = (0..<length).compactMap { _ in pieces.randomElement(using: &generator) }
      let count = text.joined().unicodeScalars.count
      return EditedLine(text.joined(), cursor: Int.random(in: 0...count, using: &generator))
    }
    for count in 1...lines.count {
      let (changed, fresh) = (screen(Array(lines[..<count].suffix(12))), screen([lines[count - 1]]))
      #expect(changed.lines == fresh.lines)
      #expect(changed.column == fresh.column)
    }
  }

  @Test func aBlockGrowsBelow() {
    let block = "[[1,\n2],\n[3, 4]]"
    let lines = [EditedLine("x", cursor: 1), EditedLine(block, cursor: 16)]
    #expect(screen(lines).lines == ["In [1]: [[1,", "   ...: 2],", "   ...: [3, 4]]"])
    let further = [EditedLine("[1,", cursor: 3), EditedLine("[1,\n", cursor: 4), EditedLine("[1,\n2\n3", cursor: 7)]
    #expect(screen(further).lines == ["In [1]: [1,", "   ...: 2", "   ...: 3"])
  }

  @Test func aLongLineShowsThePartWithTheCursor() {
    let text = (0..<100).map { "\($0)" }.joined(separator: " ")
    for cursor in [0, 100, text.count] {
      let screen = screen([EditedLine(text, cursor: cursor)])
      #expect(screen.lines.count == 1)
      let shown = Array(screen.line.dropFirst(8))
      let index = screen.column - 8
      #expect(String(Array(text)[max(cursor - 4, 0)..<cursor]) == String(shown[max(index - 4, 0)..<index]))
    }
  }
}
