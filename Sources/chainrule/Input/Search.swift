/// Ctrl-R: the earlier cells that contain what is typed, letter by letter.
struct Search {
  enum Step: Equatable {
    case none, beep
    /// Puts the found entry into the line.
    case accept
    /// Puts it into the line, and the key has its usual meaning.
    case acceptAndPress
    case run
    /// Restores the line.
    case abort
  }

  /// The line at the start of the search.
  let original: EditedLine
  private(set) var pattern = ""
  private(set) var isFound = true
  private let entries: [String]
  /// The entry that is shown, `nil` for the line itself.
  private var position: Int?

  init(_ entries: [String], from line: EditedLine) {
    self.entries = entries
    original = line
  }

  /// The found entry, with the cursor at the start of the pattern.
  var line: EditedLine {
    guard let position else { return original }
    let entry = entries[position]
    let cursor = entry.firstRange(of: pattern).map { entry[..<$0.lowerBound].unicodeScalars.count }
    return EditedLine(entry, cursor: cursor ?? 0)
  }

  /// - Parameter character: 0 for the start of an arrow key or a similar one.
  mutating func press(_ character: Unicode.Scalar) -> Step {
    switch character.value {
    case 0x12: return find(before: position ?? entries.count, orStay: true)
    case 0x08, 0x7F:
      if pattern.isEmpty { return .beep }
      pattern.removeLast()
      position = nil
      isFound = true
      return pattern.isEmpty ? .none : find(before: entries.count, orStay: false)
    case 0x07, 0x1B: return .abort
    case 0x0A, 0x0D: return .run
    case ..<0x20: return .acceptAndPress
    default:
      pattern.unicodeScalars.append(character)
      return find(before: position.map { $0 + 1 } ?? entries.count, orStay: false)
    }
  }

  /// - Parameter orStay: whether the search keeps its entry if there is no older one.
  private mutating func find(before end: Int, orStay: Bool) -> Step {
    guard !pattern.isEmpty else { return .none }
    let shown = position.map { entries[$0] }
    if let index = entries[..<end].lastIndex(where: { $0.contains(pattern) && !(orStay && $0 == shown) }) {
      position = index
      isFound = true
      return .none
    }
    isFound = orStay && position != nil
    return .beep
  }
}
