import Views

/// From inks to the parameters of the terminal's "select graphic rendition" sequence (ECMA-48, 8.3.117).
struct ANSIColours {
  let style: RenderStyle

  func codes(_ ink: Ink) -> [String] {
    switch ink {
    case .role(let role): codes(role)
    case .series(let index):
      front(SeriesColours.colour(index, on: style.background), sixteen: ["34", "33", "36", "35"][index % 4])
    case .paint(let front, let back):
      (front.map { self.front($0, sixteen: nearest($0, base: 30)) } ?? [])
        + (back.map { self.back($0, sixteen: nearest($0, base: 40)) } ?? [])
    }
  }

  /// The sixteen colours follow the reader's own theme; blue is hard to read on black, so names are cyan there.
  private func codes(_ role: Role) -> [String] {
    let isDark = style.background == .dark
    return switch role {
    case .plain, .number, .measured: []
    case .heading: ["1"]
    case .emphasis: ["1"]
    case .name: [isDark ? "36" : "34"]
    case .code: [isDark ? "36" : "34"]
    case .good: [isDark ? "36" : "34"]
    case .bad: ["1", isDark ? "33" : "35"]
    case .warning: [isDark ? "33" : "35"]
    case .faint: ["2"]
    }
  }

  private func front(_ colour: RGB, sixteen: String) -> [String] { extended(colour, "38") ?? [sixteen] }
  private func back(_ colour: RGB, sixteen: String) -> [String] { extended(colour, "48") ?? [sixteen] }

  private func extended(_ colour: RGB, _ target: String) -> [String]? {
    switch style.colour {
    case .trueColour: [target, "2", "\(colour.red)", "\(colour.green)", "\(colour.blue)"]
    case .ansi256: [target, "5", "\(Self.index256(colour))"]
    case .ansi16, .none: nil
    }
  }

  /// The nearest entry of the 6×6×6 cube or the grey ramp.
  static func index256(_ colour: RGB) -> Int {
    let levels = [0, 95, 135, 175, 215, 255]
    func level(_ part: Int) -> Int { levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0 }
    let (r, g, b) = (level(colour.red), level(colour.green), level(colour.blue))
    let grey = min(23, max(0, ((colour.red + colour.green + colour.blue) / 3 - 3) / 10))
    let cube = RGB(levels[r], levels[g], levels[b])
    let ramp = RGB(8 + 10 * grey, 8 + 10 * grey, 8 + 10 * grey)
    return colour.distance(to: ramp) < colour.distance(to: cube) ? 232 + grey : 16 + 36 * r + 6 * g + b
  }

  private func nearest(_ colour: RGB, base: Int) -> String {
    let index = Self.sixteen.indices.min {
      Self.sixteen[$0].distance(to: colour) < Self.sixteen[$1].distance(to: colour)
    }
    let entry = index ?? 0
    return "\(entry < 8 ? base + entry : base + 52 + entry)"
  }

  /// The colours that xterm gives the sixteen names.
  private static let sixteen = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
    RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255),
    RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}

/// The colours of curves: blue, orange, teal, pink: told apart by readers who do not see red and green.
///
/// After Okabe and Ito, "Color universal design", 2008.
enum SeriesColours {
  static func colour(_ index: Int, on background: Background) -> RGB {
    let colours = background == .dark ? dark : light
    return colours[index % colours.count]
  }

  static let dark = [RGB(86, 180, 233), RGB(230, 159, 0), RGB(0, 190, 150), RGB(214, 140, 190), RGB(240, 228, 66)]
  static let light = [RGB(0, 114, 178), RGB(190, 90, 0), RGB(0, 130, 100), RGB(160, 80, 130), RGB(110, 100, 0)]
}
