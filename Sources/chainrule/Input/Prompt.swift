import Renderers

/// What stands in front of a line: `In [1]: `, or `...: ` in front of the further lines of a cell.
struct Prompt: Equatable {
  /// With escape sequences where it has a colour.
  let text: String
  let width: Int

  init(number: Int, colour: ColourDepth) {
    self.init("In [\(number)]:", colour: colour, escape: "32")
  }

  /// In front of what a search has found.
  init(searching pattern: String, found: Bool, colour: ColourDepth) {
    self.init("\(found ? "search" : "nothing like") \"\(pattern)\":", colour: colour, escape: found ? "36" : "33")
  }

  private init(_ plain: String, colour: ColourDepth, escape: String) {
    width = plain.displayWidth + 1
    text = colour == .none ? plain + " " : "\u{1B}[\(escape)m\(plain)\u{1B}[0m "
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
