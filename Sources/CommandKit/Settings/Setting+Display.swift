import SessionCore
import Views

/// The settings of the user: undo and lessons leave them alone.
extension Setting {
  static let displaySettings = [width, display, numbers, graphics, background, pager]

  private static let width = Setting(
    name: "width", meaning: "columns of the output",
    values: .integer(20...1_000, orOne: [.init("auto", "those of the terminal")]),
    isPersonal: true, read: { $0.display.width.map { .integer($0) } ?? .text("auto") }
  ) { value, _, context in
    if case .integer(let width) = value { context.display.width = width } else { context.display.width = nil }
  }

  private static let display = choice(
    "display", "how much of matrices and tables is shown",
    [
      .init("short", "the first and the last rows and columns"), .init("full", "all rows and columns"),
      .init("shape", "of a matrix its shape, range and mean"),
    ], \.amount)

  private static let numbers = choice(
    "numbers", "how numbers are written",
    [
      .init("auto", "an exponent if it is shorter"), .init("fixed", "a fixed number of digits after the point"),
      .init("scientific", "always with an exponent"),
    ], \.notation)

  private static let graphics = choice(
    "graphics", "pictures in a terminal, as pixels or as characters",
    Graphics.allCases.map { .init($0.rawValue, $0.meaning) }, \.graphics)

  private static let background = Setting(
    name: "background", meaning: "of the terminal, for colours that can be read on it",
    values: .choice([
      .init("auto", "what the terminal says"), .init("dark", "light on dark"), .init("light", "dark on light"),
    ]), isPersonal: true, read: { .text($0.display.background?.rawValue ?? "auto") }
  ) { value, _, context in
    if case .word(let word) = value { context.display.background = Background(rawValue: word) }
  }

  private static let pager = choice(
    "pager", "whether long results are shown page by page, or by $CHAINRULE_PAGER or $PAGER",
    [
      .init("auto", "those longer than the screen"), .init("on", "those longer than the screen, on any terminal"),
      .init("off", "none"),
    ], \.pager)

  private static func choice<Choice: RawRepresentable<String> & SendableMetatype>(
    _ name: String, _ meaning: String, _ words: [Parameter.Choice],
    _ path: WritableKeyPath<DisplaySettings, Choice> & Sendable
  ) -> Setting {
    choice(name, meaning, words, isPersonal: true, read: { $0.display[keyPath: path] }) { choice, _, context in
      context.display[keyPath: path] = choice
    }
  }
}
