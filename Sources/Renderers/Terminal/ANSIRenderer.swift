import Views

/// Views for a terminal: the layout of `PlainTextRenderer`, coloured by role.
///
/// With `ColourDepth.none` it gives what `PlainTextRenderer` gives. No line leaves a colour switched on.
public struct ANSIRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle) { self.style = style }

  /// The lines joined by line feeds, without one at the end.
  public func render(_ view: View) -> String {
    Layout(style: style).lines(view).map(render).joined(separator: "\n")
  }

  private func render(_ line: Line) -> String { line.spans.map(render).joined() }

  private func render(_ span: Span) -> String {
    let codes = ANSIColours(style: style).codes(span.ink)
    guard style.colour != .none, !span.text.isEmpty, !codes.isEmpty else { return span.text }
    return "\u{1B}[" + codes.joined(separator: ";") + "m" + span.text + "\u{1B}[0m"
  }
}

/// Maps inks to the parameters of the "select graphic rendition" sequence (ECMA-48, 8.3.117).
struct ANSIColours {
  let style: RenderStyle

  func codes(_ ink: Ink) -> [String] {
    switch ink {
    case .role(let role): codes(role)
    case .series(let index):
      front(
        SeriesColours.colour(index, on: style.background),
        sixteen: code(SeriesColours.sixteen(on: style.background)[index % 4]))
    case .paint(let front, let back):
      (front.map { self.front($0, sixteen: code(nearest($0))) } ?? [])
        + (back.map { self.back($0, sixteen: code(nearest($0), base: 40)) } ?? [])
    }
  }

  private func codes(_ role: Role) -> [String] {
    switch role {
    case .plain, .number, .measured: []
    case .heading, .emphasis: ["1"]
    case .name, .code, .good: [code(RoleColours.quiet(on: style.background))]
    case .warning: [code(RoleColours.loud(on: style.background))]
    case .bad: ["1", code(RoleColours.loud(on: style.background))]
    case .faint: extended(RoleColours.faint(on: style.background), "38") ?? ["2"]
    }
  }

  /// The parameter of one of the sixteen colours.
  private func code(_ entry: Int, base: Int = 30) -> String { "\(entry < 8 ? base + entry : base + 52 + entry)" }

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

  private func nearest(_ colour: RGB) -> Int {
    Self.sixteen.indices.min { Self.sixteen[$0].distance(to: colour) < Self.sixteen[$1].distance(to: colour) } ?? 0
  }

  /// xterm's sixteen colours.
  static let sixteen = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205),
    RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255),
    RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}
