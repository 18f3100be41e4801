import Views

/// An image of values as lines of text.
///
/// With 256 colours or more and Unicode, a character is two pixels, one above the other (`▀`); with colours only, two
/// painted blanks are a pixel; without colours, two characters are a pixel, more ink for a larger value.
struct ImageCanvas {
  let style: RenderStyle
  let shades: Shades

  private var isPainted: Bool { style.colour.rawValue >= ColourDepth.ansi256.rawValue }
  private var isHalved: Bool { isPainted && style.unicode }

  /// The columns that a pixel takes.
  var columnsPerPixel: Int { isHalved ? 1 : 2 }
  /// The rows of pixels in a line.
  var pixelsPerLine: Int { isHalved ? 2 : 1 }

  func lines(_ raster: Raster) -> [Line] {
    stride(from: 0, to: raster.height, by: pixelsPerLine).map { y in
      Line((0..<raster.width).map { x in span(raster, x, y) }).merged
    }
  }

  private func span(_ raster: Raster, _ x: Int, _ y: Int) -> Span {
    let colour = shades.colour(raster[x, y], on: style.background)
    if isHalved {
      let below = y + 1 < raster.height ? shades.colour(raster[x, y + 1], on: style.background) : nil
      return Span(text: "▀", ink: .paint(front: colour, back: below))
    }
    if isPainted { return Span(text: "  ", ink: .paint(front: nil, back: colour)) }
    let text = shades.characters(raster[x, y], unicode: style.unicode)
    return Span(text: text, ink: shades.palette == .diverging ? .series(raster[x, y] < 0 ? 0 : 1) : .role(.plain))
  }

  /// The raster at the size to show it: at most `columns` by `lines`; a small one is doubled if pixels are small.
  func fitted(_ raster: Raster, columns: Int, lines: Int) -> Raster {
    let small = raster.shrunk(width: columns / columnsPerPixel, height: lines * pixelsPerLine)
    return isHalved && small.width <= 16 && small.width * 2 <= columns ? small.enlarged(2) : small
  }

  /// The palette between its lowest and its highest value.
  var legend: Line {
    let steps = 9
    let width = shades.high - shades.low
    let values = (0..<steps).map { shades.low + width * Double($0) / Double(steps - 1) }
    let bar = lines(Raster(width: steps, height: 1, pixels: values))[0]
    let format = style.format.with(digits: 3)
    return style.line(format.text(shades.low) + " ", .faint) + bar + style.line(" " + format.text(shades.high), .faint)
  }
}
