import CommandKit
import SessionCore
import Views

/// Finds what each character of the line is, for one session: names are looked up in a vocabulary made once.
struct LineColouring {
  /// A longer text is not coloured: it is pasted, not typed.
  static let mostScalars = 20_000

  private let highlighter: Highlighter

  init(_ interpreter: Interpreter) { highlighter = Highlighter(Vocabulary(interpreter)) }

  /// - Parameter isTyped: whether the cursor is shown; in a text that is entered no bracket matches another.
  func kinds(of line: EditedLine, isTyped: Bool) -> [SyntaxKind] {
    guard line.scalars.count <= Self.mostScalars else { return [] }
    let cursor = line.head.utf8.count
    let text = line.text
    let spans = highlighter.spans(of: text, cursor: isTyped ? cursor : nil)
    let brackets = isTyped ? highlighter.matchingBrackets(in: text, cursor: cursor) : []
    var bytes = [SyntaxKind](repeating: .plain, count: text.utf8.count)
    for span in spans + brackets.map({ SyntaxSpan($0, .matchingBracket) }) {
      for index in span.range { bytes[index] = span.kind }
    }
    var offset = 0
    return line.scalars.map { scalar in
      defer { offset += UTF8.width(scalar) }
      return bytes[offset]
    }
  }
}
