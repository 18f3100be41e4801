import CLineEditor
import Views

/// The text being edited and the position of the cursor, in Unicode scalars, as libedit counts.
struct EditedLine {
  let scalars: [Unicode.Scalar]
  let cursor: Int
  /// What each scalar is, for its colour; empty without colours.
  var kinds: [SyntaxKind] = []
  /// What is shown after the text and is not part of it.
  var suggestion: [Unicode.Scalar] = []

  init(_ text: String, cursor: Int) {
    scalars = Array(text.unicodeScalars)
    self.cursor = cursor
  }

  init(_ text: LineEditorText) {
    scalars = UnsafeBufferPointer(start: text.scalars, count: text.count).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    cursor = text.cursor
  }

  var text: String { String(scalars) }

  /// The text before the cursor.
  var head: String { String(scalars[..<cursor]) }

  func text(_ range: Range<Int>) -> String { String(scalars[range]) }

  /// The text and what is shown after it.
  var shown: [Unicode.Scalar] { suggestion.isEmpty ? scalars : scalars + suggestion }

  /// What a scalar of `shown` is.
  func kind(at index: Int) -> SyntaxKind {
    if index >= scalars.count { return .suggestion }
    return index < kinds.count ? kinds[index] : .plain
  }
}

// MARK: Lines

extension EditedLine {
  /// The start of the line with the cursor.
  var lineStart: Int { start(before: cursor) }

  /// The end of the line with the cursor.
  var lineEnd: Int { end(after: cursor) }

  /// The same column of the line above; `nil` on the first line.
  var above: Int? {
    let start = lineStart
    guard start > 0 else { return nil }
    let other = self.start(before: start - 1)
    return min(other + (cursor - start), start - 1)
  }

  /// The same column of the line below; `nil` on the last line.
  var below: Int? {
    let end = lineEnd
    guard end < scalars.count else { return nil }
    return min(end + 1 + (cursor - lineStart), self.end(after: end + 1))
  }

  private func start(before index: Int) -> Int {
    scalars[..<index].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  private func end(after index: Int) -> Int {
    scalars[index...].firstIndex(of: "\n") ?? scalars.count
  }
}

// MARK: Characters and words

extension EditedLine {
  /// The start of the character before the cursor, which includes its accents.
  var previousCharacter: Int {
    let head = String(scalars[max(cursor - 64, 0)..<cursor])
    return cursor - (head.last?.unicodeScalars.count ?? 0)
  }

  /// The end of the character after the cursor.
  var nextCharacter: Int {
    let tail = String(scalars[cursor..<min(cursor + 64, scalars.count)])
    return cursor + (tail.first?.unicodeScalars.count ?? 0)
  }

  /// The start of the word before the cursor.
  var previousWord: Int {
    guard let end = scalars[..<cursor].lastIndex(where: Self.isWord) else { return 0 }
    return (scalars[..<end].lastIndex { !Self.isWord($0) } ?? -1) + 1
  }

  /// The end of the word after the cursor.
  var nextWord: Int {
    guard let start = scalars[cursor...].firstIndex(where: Self.isWord) else { return scalars.count }
    return scalars[start...].firstIndex { !Self.isWord($0) } ?? scalars.count
  }

  /// The start of the word before the cursor, if only blanks separate words.
  var previousBlankWord: Int {
    guard let end = scalars[..<cursor].lastIndex(where: { !$0.properties.isWhitespace }) else { return 0 }
    return (scalars[..<end].lastIndex { $0.properties.isWhitespace } ?? -1) + 1
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }
}

extension EditedLine {
  /// The number of scalars before an offset in UTF-8.
  func characters(toOffset offset: Int) -> Int {
    var left = offset
    return scalars.prefix {
      left -= UTF8.width($0)
      return left >= 0
    }.count
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
