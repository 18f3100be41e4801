@testable import Renderers

/// A small reader of sixels: colours in percent, runs, carriage returns and line feeds, as DEC's manual of the VT340
/// describes them.
struct SixelImage {
  private(set) var width = 0
  private(set) var height = 0
  private var pixels: [[Int: RGB]] = []
  private var colours: [Int: RGB] = [:]

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.starts(with: [0x1B, UInt8(ascii: "P")]), bytes.suffix(2) == [0x1B, UInt8(ascii: "\\")],
      let start = bytes.firstIndex(of: UInt8(ascii: "q"))
    else { return nil }
    var rest = bytes[(start + 1)...].dropLast(2)
    var (x, y, colour) = (0, 0, 0)
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""):
        let sizes = Self.numbers(&rest)
        (width, height) = (sizes[2], sizes[3])
        pixels = Array(repeating: [:], count: height + 6)
      case UInt8(ascii: "#"):
        let parts = Self.numbers(&rest)
        colour = parts[0]
        if parts.count == 5 {
          let share = parts[2...].map { ($0 * 255 + 50) / 100 }
          colours[colour] = RGB(share[0], share[1], share[2])
        }
      case UInt8(ascii: "$"): x = 0
      case UInt8(ascii: "-"): (x, y) = (0, y + 6)
      case UInt8(ascii: "!"):
        let count = Self.numbers(&rest)[0]
        guard let sixel = rest.popFirst() else { return nil }
        for _ in 0..<count { put(sixel, &x, y, colour) }
      case 0x3F...0x7E: put(byte, &x, y, colour)
      default: return nil
      }
    }
  }

  subscript(x: Int, y: Int) -> RGB? { pixels[y][x] }

  private mutating func put(_ sixel: UInt8, _ x: inout Int, _ y: Int, _ colour: Int) {
    for bit in 0..<6 where (sixel - 0x3F) >> bit & 1 == 1 && y + bit < pixels.count {
      pixels[y + bit][x] = colours[colour]
    }
    x += 1
  }

  private static func numbers(_ rest: inout ArraySlice<UInt8>) -> [Int] {
    let text = rest.prefix { $0 == UInt8(ascii: ";") || 0x30...0x39 ~= $0 }
    rest = rest.dropFirst(text.count)
    return text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
  }
}
