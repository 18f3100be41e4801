/// "Did you mean": the nearest of the names that exist.
public enum Suggestions {
  /// The name with the fewest edits, at most a third of the word's length (or 1); else the only name that the word
  /// abbreviates; else `nil`.
  public static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let lowered = word.lowercased()
    let limit = max(1, word.count / 3)
    let scored = names.map { (name: $0, distance: distance(lowered, $0.lowercased())) }
    let near = scored.filter { $0.distance <= limit && $0.name != word }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    let begun = lowered.count > 2 ? scored.filter { $0.name != word && $0.name.lowercased().hasPrefix(lowered) } : []
    let abbreviated = begun.count == 1 ? begun[0].name : nil
    if word.count <= 3, let near, scored.contains(where: { $0.name == near && $0.distance > 0 }) {
      return abbreviated ?? near
    }
    return near ?? abbreviated
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
  /// - Source: optimal string alignment (Damerau 1964).
  static func distance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var table = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for j in 0...b.count { table[0][j] = j }
    for i in a.indices.map({ $0 + 1 }) {
      for j in b.indices.map({ $0 + 1 }) {
        let cost = a[i - 1] == b[j - 1] ? 0 : 1
        table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }
}
