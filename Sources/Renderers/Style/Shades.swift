import Views

/// Maps a value to its place in a palette, and that to a colour or to characters.
struct Shades {
  let palette: Palette
  let low: Double
  let high: Double

  /// The ends of the range, or of the data without one; a diverging palette has zero in the middle.
  init(_ palette: Palette, range: ClosedRange<Double>?, data: [Double]) {
    self.palette = palette
    let finite = data.filter(\.isFinite)
    var low = range?.lowerBound ?? finite.min() ?? 0
    var high = range?.upperBound ?? finite.max() ?? 1
    if palette == .diverging {
      high = max(abs(low), abs(high))
      low = -high
    }
    self.low = low
    self.high = high
  }

  /// 0…1 from the lowest to the highest; `nil` for NaN.
  func share(_ value: Double) -> Double? {
    guard !value.isNaN else { return nil }
    guard high > low else { return palette == .diverging ? 0.5 : 0 }
    return min(1, max(0, (value / 2 - low / 2) / (high / 2 - low / 2)))
  }

  /// Sequential: from black to white. Diverging: from blue to orange, with the background's neutral between.
  func colour(_ value: Double, on background: Background) -> RGB {
    colour(share: share(value), on: background)
  }

  /// The colour of a place in the palette; NaN is purple.
  func colour(share: Double?, on background: Background) -> RGB {
    guard let share else { return RGB(128, 0, 128) }
    guard palette == .diverging else { return RGB(16, 16, 16).mixed(with: RGB(245, 245, 245), share) }
    let neutral = background == .light ? RGB(245, 245, 245) : RGB(28, 28, 28)
    let ends = background == .light ? (RGB(5, 80, 180), RGB(200, 90, 0)) : (RGB(60, 150, 255), RGB(255, 150, 30))
    return neutral.mixed(with: share < 0.5 ? ends.0 : ends.1, abs(share - 0.5) * 2)
  }

  /// Two characters for a pixel on a medium without colour.
  ///
  /// Sequential: from blank to full, ` ░▒▓█` or ` .:-=+*#%@`. Diverging: blank near zero, above it ` +`, `++`, `xx`,
  /// `##`, below it ` -`, `--`, `==`, `@@`. Crossed strokes are positive, flat and round ones negative; more ink means a
  /// larger magnitude, as much on either side.
  func characters(_ value: Double, unicode: Bool) -> String {
    guard let share = share(value) else { return "??" }
    guard palette == .diverging else {
      let ramp = unicode ? Self.blocks : Self.ramp
      return String(repeating: ramp[level(share, of: ramp.count)], count: 2)
    }
    let signed = share * 2 - 1
    return (signed < 0 ? Self.negative : Self.positive)[level(abs(signed), of: Self.positive.count)]
  }

  private func level(_ share: Double, of count: Int) -> Int { min(count - 1, Int(share * Double(count))) }

  private static let blocks: [Character] = Array(" ░▒▓█")
  private static let ramp: [Character] = Array(" .:-=+*#%@")
  private static let positive = ["  ", " +", "++", "xx", "##"]
  private static let negative = ["  ", " -", "--", "==", "@@"]
}
