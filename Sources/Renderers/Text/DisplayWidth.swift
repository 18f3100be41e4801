extension StringProtocol {
  /// How many columns the text takes on a terminal.
  public var displayWidth: Int {
    utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }

  /// The longest prefix that takes at most N columns.
  func prefix(columns: Int) -> SubSequence {
    var left = columns
    return prefix {
      left -= $0.displayWidth
      return left >= 0
    }
  }

  /// The full text if it fits in N columns, else its start and `mark`.
  public func truncated(to columns: Int, mark: String) -> String {
    guard displayWidth > columns else { return String(self) }
    let room = columns - mark.displayWidth
    return room < 0 ? String(prefix(columns: columns)) : String(prefix(columns: room)) + mark
  }

  /// Followed by blanks up to N columns.
  public func padded(to columns: Int) -> String { self + .blank(columns - displayWidth) }

  /// After blanks up to N columns.
  func rightAligned(to columns: Int) -> String { .blank(columns - displayWidth) + self }
}

extension String {
  /// N blanks; none for a negative count.
  static func blank(_ count: Int) -> String { count > 0 ? String(repeating: " ", count: count) : "" }
}

extension Character {
  /// 0 for a lone combining mark, 2 for East Asian wide characters and emoji, else 1.
  var displayWidth: Int {
    guard let first = unicodeScalars.first, !first.isMark, first.properties.generalCategory != .format else { return 0 }
    if Self.isWide(first) { return 2 }
    let isEmoji = unicodeScalars.dropFirst().contains { $0.value == 0xFE0F || 0x1F3FB...0x1F3FF ~= $0.value }
    return isEmoji && first.properties.isEmoji ? 2 : 1
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    return wideRanges.contains { $0.contains(scalar.value) } || scalar.properties.isEmojiPresentation
  }

  /// The blocks whose East_Asian_Width is W or F (Unicode, EastAsianWidth.txt); emoji are tested separately.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]
}
