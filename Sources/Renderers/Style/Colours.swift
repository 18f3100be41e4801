import Views

/// The colours of text by its role: two hues, never red against green, which not every reader can tell apart.
///
/// Numbers mean the sixteen colours, which follow the reader's theme, as in `ANSIColours.sixteen`.
enum RoleColours {
  /// Names, code, what is right.
  static func quiet(on background: Background) -> Int { background.choose(dark: 6, light: 4, unknown: 12) }

  /// What is wrong, and warnings.
  static func loud(on background: Background) -> Int { background.choose(dark: 3, light: 5, unknown: 5) }

  static func faint(on background: Background) -> RGB {
    background.choose(dark: RGB(148, 148, 148), light: RGB(98, 98, 98), unknown: RGB(118, 118, 118))
  }
}

/// The colours of curves: blue, orange, teal and pink, which readers who do not see red and green can tell apart.
///
/// After Okabe and Ito, "Color universal design", 2008.
enum SeriesColours {
  static func colour(_ index: Int, on background: Background) -> RGB {
    let colours = colours(on: background)
    return colours[index % colours.count]
  }

  static func colours(on background: Background) -> [RGB] {
    background.choose(dark: dark, light: light, unknown: both)
  }

  /// Four of the sixteen colours, by number.
  static func sixteen(on background: Background) -> [Int] {
    background.choose(dark: [6, 3, 5, 7], light: [4, 5, 1, 0], unknown: [12, 5, 8, 1])
  }

  static let dark = [RGB(86, 180, 233), RGB(230, 159, 0), RGB(0, 190, 150), RGB(214, 140, 190), RGB(240, 228, 66)]
  static let light = [RGB(0, 114, 178), RGB(190, 90, 0), RGB(0, 130, 100), RGB(160, 80, 130), RGB(110, 100, 0)]
  static let both = [RGB(20, 130, 200), RGB(205, 95, 0), RGB(0, 145, 110), RGB(185, 95, 150), RGB(135, 125, 0)]
}

/// A colour; each part is 0…255.
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
  var hexadecimal: String { "#" + (red << 16 | green << 8 | blue).hexadecimal(digits: 6) }
}

extension Background {
  func choose<Value>(dark: Value, light: Value, unknown: Value) -> Value {
    switch self {
    case .dark: dark
    case .light: light
    case .unknown: unknown
    }
  }
}
