import CommandKit
import Commands
import Testing

@testable import chainrule

struct LineColouringTests {
  private let colouring = LineColouring(Interpreter(commands: .standard))

  @Test func everyCharacterHasItsKind() {
    let line = EditedLine("δ + 🎉 12", cursor: 0)
    let kinds = colouring.kinds(of: line, isTyped: true)
    #expect(kinds.count == line.scalars.count)
    #expect(kinds[2] == .sign && kinds[6...] == [.number, .number])
  }

  @Test func onlyATypedLineMatchesBrackets() {
    let line = EditedLine("(1)", cursor: 3)
    #expect(colouring.kinds(of: line, isTyped: true) == [.matchingBracket, .number, .matchingBracket])
    #expect(colouring.kinds(of: line, isTyped: false) == [.plain, .number, .plain])
  }

  @Test func aLongTextHasNoColours() {
    let text = String(repeating: "1 ", count: LineColouring.mostScalars)
    #expect(colouring.kinds(of: EditedLine(text, cursor: 0), isTyped: true).isEmpty)
  }
}
