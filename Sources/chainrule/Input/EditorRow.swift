import CLineEditor

/// A row of the screen with a part of the text that is being edited.
struct EditorRow: Equatable {
  let prompt: Prompt
  /// What is shown behind the prompt: a control character as `^X`, a tab as blanks.
  private(set) var scalars: [Unicode.Scalar] = []
  /// With the prompt.
  private(set) var width: Int
  /// How much of the row every terminal measures alike: up to the first accent or emoji.
  private(set) var sureCount = 0
  private var isSure = true
  private var marks = 0

  /// More marks on one character than any writing needs run over the rows above and below.
  private static let mostMarks = 4

  init(_ prompt: Prompt) {
    self.prompt = prompt
    width = prompt.width
  }

  var text: String { text(0..<scalars.count) }

  func text(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  mutating func append(_ glyph: Glyph) {
    marks = glyph.width == 0 ? marks + 1 : 0
    if marks > Self.mostMarks { return }
    if glyph.isSure, isSure { sureCount += glyph.scalars.count } else { endSurety() }
    scalars += glyph.scalars
    width += glyph.width
  }

  /// A mark belongs to the character in front of it, and nobody knows how wide they are together.
  private mutating func endSurety() {
    if isSure { sureCount = max(sureCount - 1, 0) }
    isSure = false
  }

  /// The column behind so many scalars, of which all are sure.
  func column(behind count: Int) -> Int {
    prompt.width + scalars[..<count].reduce(0) { $0 + max(Int(line_editor_width($1.value)), 0) }
  }

  var isWhollySure: Bool { isSure }
}
