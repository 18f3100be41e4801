import CLineEditor
import Renderers
import Views

/// A row of the screen with part of the text being edited.
struct EditorRow: Equatable {
  let prompt: Prompt
  /// The text shown after the prompt: a control character as `^X`, a tab as blanks.
  private(set) var scalars: [Unicode.Scalar] = []
  /// What each of them is.
  private(set) var kinds: [SyntaxKind] = []
  /// Including the prompt.
  private(set) var width: Int
  /// The number of scalars on whose width all terminals agree: up to the first accent or emoji.
  private(set) var sureCount = 0
  /// Whether all terminals agree on the width of the row.
  private(set) var isSure = true
  private var marks = 0

  /// More marks on one character than any script needs would cover the rows above and below.
  private static let mostMarks = 4

  init(_ prompt: Prompt) {
    self.prompt = prompt
    width = prompt.width
  }

  var text: String { String(scalars) }

  /// A part of the text with its colours, which are off at its end.
  func text(_ range: Range<Int>, _ palette: SyntaxPalette) -> String {
    var result = ""
    var start = range.lowerBound
    while start < range.upperBound {
      let kind = kinds[start]
      let end = kinds[start..<range.upperBound].firstIndex { $0 != kind } ?? range.upperBound
      result += palette.coloured(String(scalars[start..<end]), kind)
      start = end
    }
    return result
  }

  /// The number of scalars at the start, at most a number, that look the same in another row.
  func commonStart(with other: EditorRow, atMost most: Int) -> Int {
    var count = 0
    while count < most, scalars[count] == other.scalars[count], kinds[count] == other.kinds[count] { count += 1 }
    return count
  }

  mutating func append(_ glyph: Glyph, _ kind: SyntaxKind = .plain) {
    marks = glyph.width == 0 ? marks + 1 : 0
    if marks > Self.mostMarks { return }
    if glyph.isSure, isSure { sureCount += glyph.scalars.count } else { endSurety() }
    scalars += glyph.scalars
    kinds += repeatElement(kind, count: glyph.scalars.count)
    width += glyph.width
  }

  /// A mark belongs to the character before it, and terminals disagree on how wide they are together.
  private mutating func endSurety() {
    if isSure { sureCount = max(sureCount - 1, 0) }
    isSure = false
  }

  /// The column after a number of scalars, at most `sureCount`.
  func column(after count: Int) -> Int {
    prompt.width + scalars[..<count].reduce(0) { $0 + max(Int(line_editor_width($1.value)), 0) }
  }
}
