/// New output lines in which what an author left open stays open.
enum KeptElisions {
  /// The new lines, with the old ones in their places that have `…` and still fit, and with the old `...` where one
  /// stood among lines that have a place in the new output.
  static func lines(old: [String], new: [String]) -> [String] {
    guard let gap = old.firstIndex(where: LinePattern.isAnyLines),
      gap == old.lastIndex(where: LinePattern.isAnyLines), old.count > 1, old.count - 1 <= new.count
    else { return old.count == new.count ? merged(old[...], new[...]) : new }
    let tail = old.count - gap - 1
    return merged(old[..<gap], new[..<gap]) + [old[gap]] + merged(old[(gap + 1)...], new.suffix(tail))
  }

  private static func merged(_ old: ArraySlice<String>, _ new: ArraySlice<String>) -> [String] {
    zip(old, new).map { $0.contains("…") && LinePattern($0).matches($1) ? $0 : $1 }
  }
}
