/// A range as `rerun` and `diff` take it: `3..7` with its end, `3:7` without, `1..9:2` with a step.
enum CellRange {
  /// The numbers of a range, at least one; `nil` if the word is not a range.
  static func numbers(_ word: String) -> [Int]? {
    let isClosed = word.contains("..")
    let parts = word.replacing("..", with: ":").split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let first = parts[0], let last = parts[1],
      let step = parts.count == 3 ? parts[2] : 1, step > 0, first >= 0
    else { return nil }
    let end = isClosed ? last : last - 1
    guard first <= end, end - first < 1_000_000 else { return nil }
    return Array(stride(from: first, through: end, by: step))
  }
}
