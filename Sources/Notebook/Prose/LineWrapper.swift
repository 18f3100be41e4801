import Renderers
import Views

/// Breaks styled text into lines.
struct LineWrapper {
  /// A word, perhaps with several roles.
  private typealias Word = [StyledText.Run]

  private let room: TextWidth
  private var lines: [[StyledText.Run]] = [[]]
  private var column = 0
  private var word: Word = []
  private var isBlankPending = false

  /// The lines of the runs. A word longer than a line gets a line of its own; a line feed breaks the line.
  static func lines(of runs: [StyledText.Run], in room: TextWidth) -> [StyledText] {
    var wrapper = LineWrapper(room: room)
    for run in runs { wrapper.add(run) }
    wrapper.endWord()
    return wrapper.lines.map { StyledText(runs: joined($0)) }
  }

  private init(room: TextWidth) { self.room = room }

  private mutating func add(_ run: StyledText.Run) {
    var piece = ""
    for character in run.text {
      if character == " " || character.isNewline {
        if !piece.isEmpty { word.append(.init(piece, run.role)) }
        piece = ""
        endWord()
        isBlankPending = true
        if character.isNewline { breakLine() }
      } else {
        piece.append(character)
      }
    }
    if !piece.isEmpty { word.append(.init(piece, run.role)) }
  }

  private mutating func endWord() {
    guard !word.isEmpty else { return }
    let length = word.reduce(0) { $0 + room.columns(of: $1.text) }
    if column > 0, column + 1 + length > max(1, room.width) { breakLine() }
    if column > 0, isBlankPending { append([.init(" ", blankRole)]) }
    append(word)
    word = []
    isBlankPending = false
  }

  /// A blank between two words of one role has that role.
  private var blankRole: Role {
    let before = lines[lines.count - 1].last?.role
    return before == word.first?.role ? before ?? .plain : .plain
  }

  private mutating func append(_ runs: Word) {
    lines[lines.count - 1] += runs
    column += runs.reduce(0) { $0 + room.columns(of: $1.text) }
  }

  private mutating func breakLine() {
    lines.append([])
    column = 0
    isBlankPending = false
  }

  private static func joined(_ runs: [StyledText.Run]) -> [StyledText.Run] {
    runs.reduce(into: []) { joined, run in
      if let last = joined.indices.last, joined[last].role == run.role {
        joined[last].text += run.text
      } else {
        joined.append(run)
      }
    }
  }
}

/// The width that text may have, and how wide it is on the medium.
public struct TextWidth: Sendable {
  public var width: Int
  /// Whether the medium shows more than ASCII; in ASCII some signs are longer.
  public var unicode: Bool

  public init(width: Int, unicode: Bool = true) {
    self.width = width
    self.unicode = unicode
  }

  public init(_ style: RenderStyle) { self.init(width: style.width, unicode: style.unicode) }

  func narrowed(by columns: Int) -> TextWidth { TextWidth(width: width - columns, unicode: unicode) }

  /// The columns that a text takes.
  func columns(of text: String) -> Int {
    unicode ? text.displayWidth : RenderStyle(unicode: false).clean(text).displayWidth
  }
}
