import Renderers
import Views

/// What belongs to the person: undo and lessons leave it alone.
extension Setting {
  static let displaySettings = [width, display, numbers, graphics, background, pager]

  private static let width = Setting(
    "width", "columns of the output", .integer(20...1_000, orOne: [.init("auto", "those of the terminal")]),
    isPersonal: true, read: { $0.display.width.map { .integer($0) } ?? .text("auto") }
  ) { value, _, context in
    if case .integer(let width) = value { context.display.width = width } else { context.display.width = nil }
  }

  private static let display = Setting(
    "display", "how much of matrices and tables is shown",
    .choice([
      .init("short", "the first and the last rows and columns"), .init("full", "all rows and columns"),
      .init("shape", "of a matrix its shape, range and mean"),
    ]), isPersonal: true, read: { .text($0.display.amount.rawValue) }
  ) { value, _, context in
    if case .word(let word) = value { context.display.amount = DisplayAmount(rawValue: word) ?? .short }
  }

  private static let numbers = Setting(
    "numbers", "how numbers are written",
    .choice([
      .init("auto", "an exponent where it is shorter"), .init("fixed", "so many digits behind the point"),
      .init("scientific", "always with an exponent"),
    ]), isPersonal: true, read: { .text($0.display.notation.rawValue) }
  ) { value, _, context in
    if case .word(let word) = value { context.display.notation = NumberFormat.Notation(rawValue: word) ?? .auto }
  }

  private static let graphics = Setting(
    "graphics", "pictures in a terminal, as pixels or as characters",
    .choice(Graphics.allCases.map { .init($0.rawValue, $0.meaning) }), isPersonal: true,
    read: { .text($0.display.graphics.rawValue) }
  ) { value, _, context in
    if case .word(let word) = value { context.display.graphics = Graphics(rawValue: word) ?? .blocks }
  }

  private static let background = Setting(
    "background", "of the terminal, for colours that can be read on it",
    .choice([
      .init("auto", "what the terminal says"), .init("dark", "light on dark"), .init("light", "dark on light"),
    ]), isPersonal: true, read: { .text($0.display.background?.rawValue ?? "auto") }
  ) { value, _, context in
    if case .word(let word) = value { context.display.background = Background(rawValue: word) }
  }

  private static let pager = Setting(
    "pager", "whether results go through $CHAINRULE_PAGER, $PAGER or less",
    .choice([
      .init("auto", "those longer than the screen"), .init("on", "those longer than the screen, on any terminal"),
      .init("off", "none"),
    ]), isPersonal: true, read: { .text($0.display.pager.rawValue) }
  ) { value, _, context in
    if case .word(let word) = value { context.display.pager = DisplaySettings.Pager(rawValue: word) ?? .auto }
  }
}
