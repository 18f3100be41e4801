import Views

/// Images and heat maps as text: two columns a pixel, in shades that need no colour.
struct ImageLayout {
  let style: RenderStyle

  func lines(of map: HeatMap) -> [StyledText] {
    let range = map.range ?? Self.range(of: map.data, map.palette)
    let body = (0..<map.rows).map { row in
      StyledText("  " + shades(Array(map.data[row * map.columns..<(row + 1) * map.columns]), map.palette, range))
    }
    let note = map.note.map { [StyledText($0, .faint).visible] } ?? []
    return [StyledText(map.title, .heading).visible] + body + note
  }

  func lines(of grid: ImageGrid) -> [StyledText] {
    let width = 2 * grid.width
    let fitting = max((style.width - 2 + 2) / (width + 2), 1)
    let columns = min(grid.columns ?? fitting, fitting)
    var result = [StyledText(grid.title, .heading).visible]
    for start in stride(from: 0, to: grid.images.count, by: columns) {
      let row = Array(grid.images[start..<min(start + columns, grid.images.count)])
      for line in 0..<grid.height {
        let pieces = row.map { image in
          shades(
            Array(image.pixels[line * grid.width..<(line + 1) * grid.width]), grid.palette,
            grid.range ?? Self.range(of: image.pixels, grid.palette))
        }
        result.append(StyledText(("  " + pieces.joined(separator: "  ")).trimmedEnd))
      }
      let captions = row.map { (($0.isMarked ? "* " : "") + $0.caption.visible).padded(to: width) }
      result.append(StyledText(("  " + captions.joined(separator: "  ")).trimmedEnd, .faint))
    }
    return result
  }

  private func shades(_ values: [Double], _ palette: Palette, _ range: ClosedRange<Double>) -> String {
    values.map { value in
      let share =
        range.upperBound > range.lowerBound ? (value - range.lowerBound) / (range.upperBound - range.lowerBound) : 0
      let sign = palette == .sequential ? sequential(share) : diverging(2 * share - 1)
      return String(repeating: sign, count: 2)
    }.joined()
  }

  /// From a blank to a full block.
  private func sequential(_ share: Double) -> Character {
    guard share.isFinite else { return "?" }
    let ramp: [Character] =
      style.unicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", ":", "-", "=", "+", "*", "#", "%", "@"]
    return ramp[min(max(Int(share * Double(ramp.count)), 0), ramp.count - 1)]
  }

  /// Positive values as shades, negative ones as strokes: the sign is seen without colour.
  private func diverging(_ value: Double) -> Character {
    guard value.isFinite else { return "?" }
    let positive: [Character] = style.unicode ? [" ", "░", "▒", "▓", "█"] : [" ", ".", "o", "O", "@"]
    let negative: [Character] = style.unicode ? [" ", "·", "-", "=", "≡"] : [" ", "'", "-", "=", "#"]
    let ramp = value < 0 ? negative : positive
    return ramp[min(Int(abs(value) * Double(ramp.count)), ramp.count - 1)]
  }

  /// The data's own limits; symmetric about 0 for a diverging palette.
  private static func range(of data: [Double], _ palette: Palette) -> ClosedRange<Double> {
    let finite = data.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    if palette == .sequential { return low...high }
    let limit = max(abs(low), abs(high))
    return -limit...limit
  }
}
