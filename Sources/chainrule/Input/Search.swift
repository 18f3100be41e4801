/// Ctrl-R: the earlier cells that contain what is typed, letter by letter.
struct Search {
  enum Step: Equatable {
    case none, beep
    /// Takes what was found into the line.
    case accept
    /// Takes it, and the key means what it means elsewhere.
    case acceptAndPress
    case run
    /// The line as it was.
    case abort
  }

  /// The line when the search began.
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

  /// What is found, with the cursor where the pattern begins.
  var line: EditedLine {
    guard let position else { return original }
    let entry = entries[position]
    let cursor = entry.firstRange(of: pattern).map { entry[..<$0.lowerBound].unicodeScalars.count }
    return EditedLine(entry, cursor: cursor ?? 0)
  }

  /// - Parameter character: 0 for the beginning of an arrow key or its like.
  mutating func press(_ character: Unicode.Scalar) -> Step {
    switch character.value {
    case 0x12: return find(before: position ?? entries.count, orStay: true)
    case 0x08, 0x7F:
      if pattern.isEmpty { return .beep }
      pattern.removeLast()
      position = nil
      return pattern.isEmpty ? forget() : find(before: entries.count, orStay: false)
    case 0x07, 0x1B: return .abort
    case 0x0A, 0x0D: return .run
    case ..<0x20: return .acceptAndPress
    default:
      pattern.unicodeScalars.append(character)
      return find(before: position.map { $0 + 1 } ?? entries.count, orStay: false)
    }
  }

  private mutating func forget() -> Step {
    isFound = true
    return .none
  }

  /// - Parameter orStay: whether the search for an older entry keeps the one it has where there is none.
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
