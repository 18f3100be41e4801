/// A character that is drawn as a shape and not taken from a font: fonts disagree on how boxes, blocks and dots join.
///
/// Unicode's blocks Box Drawing, Block Elements and Braille Patterns.
enum DrawnCharacter: Equatable {
  /// Lines from the centre of the cell to its edges.
  case lines(up: Bool, right: Bool, down: Bool, left: Bool)
  case doubleLine
  /// A part of the cell; the edges are 0…1 from the left and the top.
  case block(left: Double, top: Double, right: Double, bottom: Double)
  /// The full cell with this opacity.
  case shade(Double)
  /// Bit n is dot n + 1.
  case dots(UInt8)

  init?(_ character: Character) {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    switch scalar.value {
    case 0x2800...0x28FF: self = .dots(UInt8(scalar.value - 0x2800))
    case 0x2580: self = .block(left: 0, top: 0, right: 1, bottom: 0.5)
    case 0x2581...0x2588: self = .block(left: 0, top: 1 - Double(scalar.value - 0x2580) / 8, right: 1, bottom: 1)
    case 0x2589...0x258F: self = .block(left: 0, top: 0, right: Double(0x2590 - scalar.value) / 8, bottom: 1)
    case 0x2590: self = .block(left: 0.5, top: 0, right: 1, bottom: 1)
    case 0x2591...0x2593: self = .shade(Double(scalar.value - 0x2590) / 4)
    case 0x2550: self = .doubleLine
    default:
      guard let arms = Self.arms[character] else { return nil }
      self = .lines(
        up: arms.contains("u"), right: arms.contains("r"), down: arms.contains("d"), left: arms.contains("l"))
    }
  }

  private static let arms: [Character: String] = [
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ur", "┘": "ul", "├": "urd", "┤": "uld", "┬": "lrd", "┴": "lru",
    "┼": "udlr", "╭": "rd", "╮": "ld", "╰": "ur", "╯": "ul",
  ]
}

extension DrawnCharacter {
  private static let width = Double(ScreenGrid.width)
  private static let height = Double(ScreenGrid.height)

  /// The attributes that make the path visible, up to its colour.
  var paint: String {
    switch self {
    case .lines, .doubleLine: "fill=\"none\" stroke-width=\"1\" stroke"
    case .dots: "fill=\"none\" stroke-width=\"2.4\" stroke-linecap=\"round\" stroke"
    case .block: "shape-rendering=\"crispEdges\" fill"
    case .shade(let share): "shape-rendering=\"crispEdges\" fill-opacity=\"\(SVG.number(share))\" fill"
    }
  }

  /// The commands of an SVG path for `count` of them side by side, the top left corner of the first at x and y.
  func path(x: Int, y: Int, count: Int) -> String {
    let isStretched =
      switch self {
      case .block(let left, _, let right, _): left == 0 && right == 1
      case .shade: true
      case .lines, .doubleLine, .dots: false
      }
    if isStretched { return path(x: Double(x), y: Double(y), width: Self.width * Double(count)) }
    return (0..<count).map { path(x: Double(x + $0 * ScreenGrid.width), y: Double(y), width: Self.width) }.joined()
  }

  private func path(x: Double, y: Double, width: Double) -> String {
    switch self {
    case .lines(let up, let right, let down, let left):
      let (middle, centre) = (x + 4, y + 8.5)
      return (up || down ? Self.vertical(middle, up ? y : centre, down ? y + Self.height : centre) : "")
        + (left || right ? Self.horizontal(left ? x : middle, centre, right ? x + width : middle) : "")
    case .doubleLine:
      return Self.horizontal(x, y + 7.5, x + width) + Self.horizontal(x, y + 10.5, x + width)
    case .block(let left, let top, let right, let bottom):
      return Self.box(x + left * width, y + top * Self.height, (right - left) * width, (bottom - top) * Self.height)
    case .shade: return Self.box(x, y, width, Self.height)
    case .dots(let bits):
      return (0..<8).filter { bits >> $0 & 1 == 1 }.map { Self.dot($0, x: x, y: y) }.joined()
    }
  }

  /// Dots 1 to 3 and 7 are on the left, 4 to 6 and 8 on the right.
  private static func dot(_ bit: Int, x: Double, y: Double) -> String {
    let column = bit < 3 || bit == 6 ? 0 : 1
    let row = bit > 5 ? 3 : bit % 3
    return "M\(SVG.number(x + 2 + 4 * Double(column))) \(SVG.number(y + 2.125 + 4.25 * Double(row)))h0"
  }

  private static func horizontal(_ x: Double, _ y: Double, _ end: Double) -> String {
    "M\(SVG.number(x)) \(SVG.number(y))H\(SVG.number(end))"
  }

  private static func vertical(_ x: Double, _ y: Double, _ end: Double) -> String {
    "M\(SVG.number(x)) \(SVG.number(y))V\(SVG.number(end))"
  }

  private static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
    "M\(SVG.number(x)) \(SVG.number(y))h\(SVG.number(width))v\(SVG.number(height))h\(SVG.number(-width))z"
  }
}
