import Glibc
import Renderers
import Views

/// Shows the text being edited. Each call returns the output that does it.
protocol EditorScreen {
  /// Whether it shows colours, and text that is not typed.
  var isColoured: Bool { get }

  mutating func draw(_ line: EditedLine, prompt: Prompt, size: ScreenSize) -> String

  /// Leaves the text as it is, with the cursor at the start of the row below.
  mutating func finish() -> String

  /// Removes the text after the size of the terminal has changed.
  mutating func resize(to size: ScreenSize) -> String

  /// The next text is drawn at the cursor, which is at the start of an empty row.
  mutating func forget()

  mutating func clear() -> String
}

extension EditorScreen {
  var isColoured: Bool { false }
}

/// Rows and columns of a terminal.
struct ScreenSize: Equatable {
  var rows: Int
  var columns: Int

  init(rows: Int, columns: Int) {
    self.rows = max(rows, 1)
    self.columns = max(columns, 4)
  }

  /// The size of the terminal at a descriptor; 24 × 80 if it does not say.
  init(of descriptor: Int32) {
    let size = winsize(of: descriptor)
    self.init(rows: size.ws_row > 0 ? Int(size.ws_row) : 24, columns: size.ws_col > 0 ? Int(size.ws_col) : 80)
  }
}

/// The text before a line: `In [1]: `, or `...: ` before the other lines of a cell.
struct Prompt: Equatable {
  /// With escape sequences if it has a colour.
  let text: String
  let width: Int

  static let none = Prompt(text: "", width: 0)

  /// The prompt before the other lines, as wide as this one.
  var continuation: Prompt {
    let dots = "...: "
    return Prompt(text: String(repeating: " ", count: max(width - dots.count, 0)) + dots, width: max(width, dots.count))
  }
}

extension Prompt {
  init(number: Int, colour: ColourDepth) {
    let plain = "In [\(number)]:"
    // Magenta is readable on any background.
    self.init(text: (colour == .none ? plain : "\u{1B}[35m\(plain)\u{1B}[0m") + " ", width: plain.count + 1)
  }

  /// The prompt of a search.
  init(searching pattern: String, found: Bool, style: RenderStyle) {
    let plain = "\(found ? "search" : "nothing like") \"\(pattern)\":"
    var style = style
    style.width = .max
    self.init(
      text: style.text(of: .text(StyledText(plain, found ? .name : .warning))) + " ",
      width: style.clean(plain).displayWidth + 1)
  }
}
