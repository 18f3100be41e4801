/// A character that is drawn as a shape and not taken from a font: fonts disagree on how boxes, blocks and dots meet.
///
/// Unicode's blocks Box Drawing, Block Elements and Braille Patterns.
enum DrawnCharacter: Equatable {
  /// Lines from the middle of the cell to its edges.
  case lines(up: Bool, right: Bool, down: Bool, left: Bool)
  case doubleLine
  /// A part of the cell, each edge 0…1 from the left or from the top.
  case block(left: Double, top: Double, right: Double, bottom: Double)
  /// The whole cell, so much of its colour.
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
