import Glibc
import Renderers
import Views

/// Keeps a text that is being edited on the screen: each call returns what to write for it.
protocol EditorScreen {
  mutating func draw(_ line: EditedLine, prompt: Prompt, size: ScreenSize) -> String

  /// Leaves the text as it is, with the cursor at the start of the row below.
  mutating func finish() -> String

  /// Takes the text away after the terminal has changed its size.
  mutating func resize(to size: ScreenSize) -> String

  /// The next text is drawn where the cursor is: at the start of an empty row.
  mutating func forget()

  /// Clears the screen.
  mutating func clear() -> String
}

/// Rows and columns of a terminal.
struct ScreenSize: Equatable {
  var rows: Int
  var columns: Int

  init(rows: Int, columns: Int) {
    self.rows = max(rows, 1)
    self.columns = max(columns, 4)
  }

  /// Of the terminal at a descriptor, 24 × 80 where it does not say.
  init(of descriptor: Int32) {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    self.init(
      rows: isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24,
      columns: isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80)
  }
}

/// What stands in front of a line: `In [1]: `, or `...: ` in front of the further lines of a cell.
struct Prompt: Equatable {
  /// With escape sequences where it has a colour.
  let text: String
  let width: Int

  init(number: Int, colour: ColourDepth) {
    let plain = "In [\(number)]:"
    // Magenta can be read on any background.
    self.init(text: (colour == .none ? plain : "\u{1B}[35m\(plain)\u{1B}[0m") + " ", width: plain.count + 1)
  }

  /// In front of what a search has found.
  init(searching pattern: String, found: Bool, style: RenderStyle) {
    let plain = "\(found ? "search" : "nothing like") \"\(pattern)\":"
    var style = style
    style.width = .max
    self.init(
      text: style.text(of: .text(StyledText(plain, found ? .name : .warning))) + " ",
      width: style.clean(plain).displayWidth + 1)
  }

  private init(text: String, width: Int) {
    self.text = text
    self.width = width
  }

  static let none = Prompt(text: "", width: 0)

  /// In front of the further lines, as wide as this one.
  var continuation: Prompt {
    let dots = "...: "
    return Prompt(text: String(repeating: " ", count: max(width - dots.count, 0)) + dots, width: max(width, dots.count))
  }
}
