/// A colour, each part 0…255.
struct RGB: Equatable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The point at `share` (0…1) of the way to `other`.
  func mixed(with other: RGB, _ share: Double) -> RGB {
    func mix(_ from: Int, _ to: Int) -> Int { Int((Double(from) + share * Double(to - from)).rounded()) }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }
}

extension RGB {
  /// The squared distance of the parts.
  func distance(to other: RGB) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return red * red + green * green + blue * blue
  }

  /// `#rrggbb`.
  var hexadecimal: String {
    "#"
      + [red, green, blue].map { part in
        let digits = String(part, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
      }.joined()
  }
}
