import Views

/// A picture of values as lines of text.
///
/// With 256 colours or more and Unicode, a character is two pixels, one above the other (`▀`); with colours only, two
/// painted blanks are one pixel; without colours, two characters are one pixel, their ink its value.
struct ImageCanvas {
  let style: RenderStyle
  let shades: Shades

  private var isPainted: Bool { style.colour.rawValue >= ColourDepth.ansi256.rawValue }
  private var isHalved: Bool { isPainted && style.unicode }

  /// Columns that one pixel takes.
  var columnsPerPixel: Int { isHalved ? 1 : 2 }
  /// Pixels in one line.
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
    return Span(text: shades.characters(raster[x, y], unicode: style.unicode), ink: .role(.plain))
  }

  /// The raster as large as it should be shown: at most so many columns; small ones doubled where pixels are small.
  func fitted(_ raster: Raster, columns: Int, lines: Int) -> Raster {
    let small = raster.shrunk(width: columns / columnsPerPixel, height: lines * pixelsPerLine)
    return isHalved && small.width <= 16 && small.width * 2 <= columns ? small.enlarged(2) : small
  }

  /// The palette from its lowest to its highest value, between both numbers.
  var legend: Line {
    let steps = 9
    let width = shades.high - shades.low
    let values = (0..<steps).map { shades.low + width * Double($0) / Double(steps - 1) }
    let bar = lines(Raster(width: steps, height: 1, pixels: values)).first ?? Line()
    let format = style.format.with(digits: 3)
    return Line([style.span(format.text(shades.low) + " ", .faint)]) + bar
      + Line([style.span(" " + format.text(shades.high), .faint)])
  }
}

/// Values in rows.
struct Raster: Equatable {
  let width: Int
  let height: Int
  private let pixels: [Double]

  init(width: Int, height: Int, pixels: [Double]) {
    precondition(pixels.count == width * height)
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  subscript(x: Int, y: Int) -> Double { pixels[y * width + x] }

  /// At most so many pixels each way; a pixel is the mean of the block that it replaces.
  func shrunk(width limit: Int, height other: Int) -> Raster {
    let across = factor(width, limit)
    let down = factor(height, other)
    guard across > 1 || down > 1 else { return self }
    let size = ((width + across - 1) / across, (height + down - 1) / down)
    let means = (0..<size.1).flatMap { y in
      (0..<size.0).map { x in
        mean(x * across..<min(width, (x + 1) * across), y * down..<min(height, (y + 1) * down))
      }
    }
    return Raster(width: size.0, height: size.1, pixels: means)
  }

  /// The same, by one factor both ways: a picture keeps its proportions.
  func shrunk(toFit limit: Int, height other: Int) -> Raster {
    let both = max(factor(width, limit), factor(height, other))
    return shrunk(width: (width + both - 1) / both, height: (height + both - 1) / both)
  }

  /// Every pixel as a square of `factor` by `factor`.
  func enlarged(_ factor: Int) -> Raster {
    let pixels = (0..<height * factor).flatMap { y in (0..<width * factor).map { self[$0 / factor, y / factor] } }
    return Raster(width: width * factor, height: height * factor, pixels: pixels)
  }

  private func factor(_ count: Int, _ limit: Int) -> Int { max(1, (count + max(1, limit) - 1) / max(1, limit)) }

  private func mean(_ columns: Range<Int>, _ rows: Range<Int>) -> Double {
    let sum = rows.reduce(0.0) { sum, y in columns.reduce(sum) { $0 + self[$1, y] } }
    return sum / Double(columns.count * rows.count)
  }
}

extension Line {
  /// Neighbours of the same ink as one span.
  var merged: Line {
    var result: [Span] = []
    for span in spans {
      if let last = result.last, last.ink == span.ink {
        result[result.count - 1].text += span.text
      } else {
        result.append(span)
      }
    }
    return Line(result)
  }
}
