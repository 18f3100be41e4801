/// The text that is being edited and the place of the cursor in it.
struct EditedLine {
  let text: String
  /// An offset in UTF-8 bytes.
  let cursor: Int

  init(_ text: String, cursor: Int) {
    self.text = text
    self.cursor = cursor
  }

  init(_ text: UnsafePointer<CChar>?, cursor: Int) {
    self.init(text.map { String(cString: $0) } ?? "", cursor: cursor)
  }

  /// What is in front of the cursor.
  var head: String { String(decoding: Array(text.utf8.prefix(cursor)), as: UTF8.self) }

  /// The characters between two offsets, as libedit counts them: scalars. Negative for a range that cannot be.
  func characters(_ range: Range<Int>) -> Int {
    let bytes = Array(text.utf8)
    return String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self).unicodeScalars.count
  }

  /// How far to move to come to the same column of the line above; `nil` on the first line.
  var distanceUp: Int? {
    let head = Array(self.head.unicodeScalars)
    guard let newline = head.lastIndex(of: "\n") else { return nil }
    let column = head.count - newline - 1
    let above = newline - (head[..<newline].lastIndex(of: "\n").map { $0 + 1 } ?? 0)
    return min(column, above) - above - 1 - column
  }

  /// How far to move to come to the same column of the line below; `nil` on the last line.
  var distanceDown: Int? {
    let head = Array(self.head.unicodeScalars)
    let rest = Array(text.unicodeScalars.dropFirst(head.count))
    guard let newline = rest.firstIndex(of: "\n") else { return nil }
    let column = head.count - (head.lastIndex(of: "\n").map { $0 + 1 } ?? 0)
    let below = rest[(newline + 1)...].prefix { $0 != "\n" }.count
    return newline + 1 + min(column, below)
  }
}
