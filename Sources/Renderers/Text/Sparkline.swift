/// A curve in one line of text: eight heights of block, or six ASCII marks from low to high.
enum Sparkline {
  private static let blocks: [Character] = Array("▁▂▃▄▅▆▇█")
  private static let marks: [Character] = Array("_.-=*#")

  /// At most `width` values of the curve, its newest last; values that are not finite are blanks.
  static func text(_ curve: [Double], width: Int, unicode: Bool) -> String {
    let values = sampled(curve, count: width)
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return "" }
    let levels = unicode ? blocks : marks
    return String(
      values.map { value in
        guard value.isFinite else { return " " }
        let share = high > low ? value / (high - low) - low / (high - low) : 0
        return levels[min(levels.count - 1, max(0, Int(share * Double(levels.count))))]
      })
  }

  /// The last value of each of `count` equal stretches.
  private static func sampled(_ curve: [Double], count: Int) -> [Double] {
    guard curve.count > count else { return curve }
    return (0..<max(0, count)).map { curve[($0 + 1) * curve.count / count - 1] }
  }
}
