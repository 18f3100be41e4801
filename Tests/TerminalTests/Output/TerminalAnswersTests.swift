import CommandKit
import Renderers
import SessionCore
import Testing

@testable import chainrule

@Suite struct TerminalAnswersTests {
  /// As the terminals' manuals have them.
  private static let kitty = "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}P>|kitty(0.32.2)\u{1B}\\\u{1B}[6;18;9t\u{1B}[?62;c"
  private static let xterm = "\u{1B}P>|XTerm(390)\u{1B}\\\u{1B}[6;13;6t\u{1B}[?64;1;2;4;6;9;15;22c"
  private static let refusing = "\u{1B}_Gi=31;ENOTSUPPORTED:no\u{1B}\\\u{1B}[?62;c"
  private static let iterm = "\u{1B}P>|iTerm2 3.5.0\u{1B}\\\u{1B}[?62;4c"

  private func answers(_ text: String) -> TerminalAnswers {
    var answers = TerminalAnswers()
    answers.take(text.utf8)
    answers.end()
    return answers
  }

  @Test func whatTheTerminalsSay() {
    #expect(answers(Self.kitty).takesKitty && answers(Self.kitty).cell == CellSize(width: 9, height: 18))
    #expect(answers(Self.xterm).takesSixels && answers(Self.xterm).name == "XTerm(390)")
    #expect(!answers(Self.refusing).takesKitty && answers(Self.refusing).isComplete)
    #expect(!answers("\u{1B}[?64;14c").takesSixels, "14 is not 4")
  }

  @Test func anAnswerMayArriveInPiecesOfAnySize() {
    let whole = answers(Self.kitty)
    for size in 1...8 {
      var pieces = TerminalAnswers()
      let bytes = Array(Self.kitty.utf8)
      for start in stride(from: 0, to: bytes.count, by: size) {
        pieces.take(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(pieces == whole)
    }
  }

  @Test func keysAmongTheAnswersAreKept() {
    let typed = "1+" + Self.kitty + "2\u{1B}[A\u{1B}bé\r"
    #expect(String(decoding: answers(typed).keys, as: UTF8.self) == "1+2\u{1B}[A\u{1B}bé\r")
  }

  @Test func anAnswerWithoutItsEndIsDroppedAKeyIsNot() {
    for end in ["\u{1B}_Gi=31;O", "\u{1B}P>|kit", "\u{1B}[?62", "\u{1B}[6;18"] {
      #expect(answers("a" + end).keys == [0x61])
    }
    #expect(answers("\u{1B}").keys == [0x1B], "Escape was pressed")
  }

  private static let choices: [(Graphics, String, PixelProtocol?)] = [
    (.auto, kitty, .kitty), (.auto, xterm, .sixel), (.auto, iterm, .iterm), (.auto, refusing, nil), (.auto, "", nil),
    (.kitty, kitty, .kitty), (.kitty, xterm, nil), (.sixel, xterm, .sixel), (.sixel, kitty, nil),
    (.iterm, iterm, .iterm), (.iterm, kitty, nil), (.iterm, "", nil), (.blocks, kitty, nil), (.ascii, kitty, nil),
  ]

  @Test(arguments: choices)
  func onlyWhatTheTerminalTakesIsChosen(wish: Graphics, text: String, way: PixelProtocol?) {
    let choice = GraphicsChoice(wish, answers: answers(text), variable: { _ in nil })
    if way == .sixel, way?.missingPackage != nil { return }
    #expect(choice.pixels == way)
    #expect((choice.notice == nil) == (wish == .blocks || wish == .ascii))
  }

  @Test func aNameInTheEnvironmentCountsOnlyWithAnAnswer() {
    let variable = { (name: String) in name == "TERM_PROGRAM" ? "WezTerm" : nil }
    #expect(GraphicsChoice(.auto, answers: answers("\u{1B}[?62c"), variable: variable).pixels == .iterm)
    #expect(GraphicsChoice(.auto, answers: answers(""), variable: variable).pixels == nil)
  }
}
