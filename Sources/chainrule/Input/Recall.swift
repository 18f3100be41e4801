/// Up and Down: the earlier cells that start with the text before the cursor.
struct Recall {
  /// The earlier cells, oldest first.
  private(set) var entries: [String]
  /// The entry that is shown, `entries.count` for the line as it was typed.
  private var position: Int
  private var typed = ""
  private var prefix = ""
  private var shown: String?

  init(_ entries: [String] = []) {
    self.entries = entries
    position = entries.count
  }

  /// What the newest entry that starts with a line continues with; `nil` if none does.
  func continuation(of line: String) -> Substring? {
    guard let entry = entries.last(where: { $0.utf8.count > line.utf8.count && $0.hasPrefix(line) }) else { return nil }
    return entry.dropFirst(line.count)
  }

  /// An entry that already exists moves to the end.
  mutating func add(_ entry: String) {
    if entries.last != entry {
      entries.removeAll { $0 == entry }
      entries.append(entry)
    }
    reset()
  }

  /// Starts a new line.
  mutating func reset() {
    position = entries.count
    shown = nil
  }

  /// Continues from an entry that a search found.
  mutating func resume(at entry: String) {
    guard let index = entries.lastIndex(of: entry) else { return }
    (typed, prefix, shown, position) = ("", "", entry, index)
  }

  /// The next older entry; `nil` if none is left.
  ///
  /// - Parameter head: the text before the cursor.
  mutating func older(than line: String, head: String) -> String? {
    start(line, head)
    guard let index = entries[..<position].lastIndex(where: isCandidate) else { return nil }
    return show(index)
  }

  /// The next newer entry, then the line as it was typed; `nil` after that.
  mutating func newer(than line: String, head: String) -> String? {
    start(line, head)
    if position >= entries.count { return nil }
    return show(entries[(position + 1)...].firstIndex(where: isCandidate) ?? entries.count)
  }

  /// A line that is not the one shown last starts a new search.
  private mutating func start(_ line: String, _ head: String) {
    if line == shown { return }
    typed = line
    prefix = head
    position = entries.count
  }

  private func isCandidate(_ entry: String) -> Bool { entry.hasPrefix(prefix) && entry != shown }

  private mutating func show(_ index: Int) -> String {
    position = index
    let text = index < entries.count ? entries[index] : typed
    shown = text
    return text
  }
}
