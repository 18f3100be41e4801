import CLineEditor

/// The text that is being edited and the place of the cursor in it, both in Unicode scalars, as libedit counts them.
struct EditedLine {
  let scalars: [Unicode.Scalar]
  let cursor: Int

  init(_ text: String, cursor: Int) {
    scalars = Array(text.unicodeScalars)
    self.cursor = cursor
  }

  init(_ text: LineEditorText) {
    scalars = UnsafeBufferPointer(start: text.scalars, count: text.count).map { Unicode.Scalar($0) ?? "\u{FFFD}" }
    cursor = text.cursor
  }

  var text: String { Self.text(scalars[...]) }

  /// What is in front of the cursor.
  var head: String { Self.text(scalars[..<cursor]) }

  func text(_ range: Range<Int>) -> String { Self.text(scalars[range]) }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }
}

// MARK: Lines

extension EditedLine {
  /// Where the line with the cursor starts.
  var lineStart: Int { start(before: cursor) }

  /// Where the line with the cursor ends.
  var lineEnd: Int { end(behind: cursor) }

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
    return min(end + 1 + (cursor - lineStart), self.end(behind: end + 1))
  }

  private func start(before index: Int) -> Int {
    scalars[..<index].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  private func end(behind index: Int) -> Int {
    scalars[index...].firstIndex(of: "\n") ?? scalars.count
  }
}

// MARK: Characters and words

extension EditedLine {
  /// Where the character in front of the cursor starts, with its accents.
  var previousCharacter: Int {
    let head = Self.text(scalars[max(cursor - 64, 0)..<cursor])
    return cursor - (head.last?.unicodeScalars.count ?? 0)
  }

  /// Where the character behind the cursor ends.
  var nextCharacter: Int {
    let tail = Self.text(scalars[cursor..<min(cursor + 64, scalars.count)])
    return cursor + (tail.first?.unicodeScalars.count ?? 0)
  }

  /// Where the word in front of the cursor starts.
  var previousWord: Int {
    guard let end = scalars[..<cursor].lastIndex(where: Self.isWord) else { return 0 }
    return (scalars[..<end].lastIndex { !Self.isWord($0) } ?? -1) + 1
  }

  /// Where the word behind the cursor ends.
  var nextWord: Int {
    guard let start = scalars[cursor...].firstIndex(where: Self.isWord) else { return scalars.count }
    return scalars[start...].firstIndex { !Self.isWord($0) } ?? scalars.count
  }

  /// Where the word between blanks in front of the cursor starts.
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
  /// How many scalars come before an offset in UTF-8.
  func characters(toOffset offset: Int) -> Int {
    var left = offset
    return scalars.prefix {
      left -= UTF8.width($0)
      return left >= 0
    }.count
  }
}
