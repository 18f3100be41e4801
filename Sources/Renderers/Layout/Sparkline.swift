/// A curve in one line of text.
enum Sparkline {
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// The last values, each column the mean of its share.
  static func text(_ values: [Double], width: Int) -> String {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), width > 0 else { return "" }
    let count = min(width, values.count)
    return String(
      (0..<count).map { column -> Character in
        let range =
          column * values.count / count..<max((column + 1) * values.count / count, column * values.count / count + 1)
        let mean = values[range].reduce(0, +) / Double(range.count)
        guard mean.isFinite else { return "?" }
        let share = high > low ? (mean - low) / (high - low) : 0
        return bars[min(Int(share * 8), 7)]
      })
  }
}
