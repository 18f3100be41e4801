/// Numbers of things in words.
enum Count {
  /// `1 cell`, `12 cells`.
  static func of(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }
}
