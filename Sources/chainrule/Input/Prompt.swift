import Renderers
import Views

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
