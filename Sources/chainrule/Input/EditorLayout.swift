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

/// What is shown for a scalar of the text.
struct Glyph {
  let scalars: [Unicode.Scalar]
  let width: Int
  /// Whether every terminal gives it this width, whatever stands beside it.
  let isSure: Bool

  /// - Parameter column: where it stands; a tab goes to the next multiple of 4.
  init(_ scalar: Unicode.Scalar, column: Int) {
    switch scalar.value {
    case 0x20..<0x7F:
      (scalars, width, isSure) = ([scalar], 1, true)
    case 0x09:
      width = 4 - column % 4
      (scalars, isSure) = (Array(repeating: " ", count: width), true)
    case ..<0x20:
      (scalars, width, isSure) = (["^", Unicode.Scalar(UInt8(scalar.value) + 0x40)], 2, true)
    default:
      let width = line_editor_width(scalar.value)
      if width < 0 || 0x7F..<0xA0 ~= scalar.value {
        (scalars, self.width, isSure) = (["\u{FFFD}"], 1, true)
      } else {
        let isVariation = 0xFE00...0xFE0F ~= scalar.value
        let isEmoji = scalar.value >= 0x1F000 && scalar.value < 0x20000
        (scalars, self.width) = ([scalar], Int(width))
        isSure = width > 0 && !isEmoji && !isVariation
      }
    }
  }
}

/// The rows of the screen that a text takes, and where the cursor stands.
struct EditorLayout {
  private(set) var rows: [EditorRow]
  private(set) var cursorRow = 0
  /// How many scalars of its row are in front of the cursor.
  private(set) var cursorIndex = 0
  private let columns: Int

  /// - Parameter columns: of the screen; a line that is longer goes on in the next row.
  init(_ line: EditedLine, prompt: Prompt, columns: Int) {
    self.columns = max(columns, 4)
    let room = columns - 4
    let first = prompt.width <= room ? prompt : .none
    let further = prompt.width <= room ? prompt.continuation : .none
    rows = [EditorRow(first)]
    for (index, scalar) in line.scalars.enumerated() {
      if scalar == "\n" {
        if index == line.cursor { placeCursor() }
        rows.append(EditorRow(further))
      } else {
        place(scalar, hasCursor: index == line.cursor)
      }
    }
    if line.cursor >= line.scalars.count { placeCursor() }
    stepOverMarks()
  }

  /// The cursor stands behind a whole character: writing half of one takes its accents away.
  private mutating func stepOverMarks() {
    let scalars = rows[cursorRow].scalars
    while cursorIndex < scalars.count, line_editor_width(scalars[cursorIndex].value) == 0 { cursorIndex += 1 }
  }

  private mutating func place(_ scalar: Unicode.Scalar, hasCursor: Bool) {
    var glyph = Glyph(scalar, column: rows[rows.count - 1].width)
    if rows[rows.count - 1].width + glyph.width > columns {
      rows.append(EditorRow(.none))
      glyph = Glyph(scalar, column: 0)
    }
    if hasCursor { markCursor() }
    rows[rows.count - 1].append(glyph)
  }

  /// Behind the end of a line; behind a full row that is the next one.
  private mutating func placeCursor() {
    if rows[rows.count - 1].width >= columns { rows.append(EditorRow(.none)) }
    markCursor()
  }

  private mutating func markCursor() {
    cursorRow = rows.count - 1
    cursorIndex = rows[cursorRow].scalars.count
  }
}
