import Views

/// The colours of a drawn terminal, light or dark.
struct ScreenTheme {
  let background: Background

  struct Look: Equatable {
    var front: RGB
    /// The colour of the cell; `nil` for the ground.
    var back: RGB?
    var isBold = false
  }

  private var isDark: Bool { background == .dark }

  var ground: RGB { isDark ? RGB(21, 23, 28) : RGB(255, 255, 255) }
  var bar: RGB { isDark ? RGB(38, 41, 49) : RGB(232, 234, 238) }
  var text: RGB { isDark ? RGB(222, 226, 232) : RGB(28, 30, 34) }

  var prompt: RGB { isDark ? RGB(120, 205, 130) : RGB(20, 115, 45) }

  func look(_ ink: Ink) -> Look {
    switch ink {
    case .role(let role):
      Look(front: colour(role), isBold: role == .heading || role == .emphasis || role == .bad)
    case .series(let index): Look(front: SeriesColours.colour(index, on: background))
    case .paint(let front, let back): Look(front: front ?? text, back: back)
    }
  }

  /// Cyan and yellow on dark, blue and purple on light: the choice of `ANSIColours`.
  func colour(_ role: Role) -> RGB {
    switch role {
    case .plain, .number, .measured, .heading, .emphasis: text
    case .name, .code, .good: isDark ? RGB(104, 198, 236) : RGB(5, 80, 174)
    case .bad, .warning: isDark ? RGB(240, 196, 84) : RGB(150, 40, 130)
    case .faint: isDark ? RGB(144, 151, 164) : RGB(100, 106, 117)
    }
  }
}

/// The cells of a drawn terminal in pixels: everything has a column and a line, so that no font can shift it.
enum ScreenGrid {
  static let width = 8
  static let height = 17
  /// The baseline of the letters from the top of a line.
  static let baseline = 13
  static let margin = 12

  static func x(_ column: Int) -> Int { margin + column * width }
}
