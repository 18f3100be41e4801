import CommandKit
import SessionCore
import Renderers
import Views

extension RenderStyle {
  /// The style for a terminal, with the session's digits and the user's display settings.
  init(_ terminal: Terminal, digits: Int = 6, display: DisplaySettings = DisplaySettings(), isError: Bool = false) {
    let style = RenderStyle(
      width: terminal.width, height: terminal.pictureHeight, format: NumberFormat(digits: digits),
      unicode: terminal.unicode,
      colour: isError ? terminal.errorColour : terminal.colour, background: terminal.background,
      redraws: terminal.redraws, isSpoken: terminal.isSpoken)
    self = style.with(display)
  }

  /// The style with the user's display settings.
  func with(_ display: DisplaySettings) -> RenderStyle {
    var style = self
    style.width = display.width ?? width
    style.amount = display.amount
    style.format.notation = display.notation
    style.background = display.background ?? background
    return style
  }

  /// The text of a view, with the colours of the style.
  func text(of view: View) -> String {
    colour == .none ? plainText(of: view) : ANSIRenderer(self).render(view)
  }

  /// The style for a view: in plain characters if the setting says so and the view has a picture.
  func forPictures(_ graphics: Graphics, in view: View) -> RenderStyle {
    guard graphics == .ascii, view.hasPicture else { return self }
    var plain = self
    plain.colour = .none
    plain.unicode = false
    return plain
  }

  func plainText(of view: View) -> String { PlainTextRenderer(self).render(view) }
}

/// The choice of colour on the command line.
enum ColourChoice: String, CaseIterable {
  case auto, always, never

  /// The colours to use, by convention: an explicit choice, then NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, CLICOLOR,
  /// TERM, and finally whether the output is a terminal.
  ///
  /// - Parameter variable: a variable of the environment; `nil` if it is not set or empty.
  func depth(isTerminal: Bool, variable: (String) -> String?) -> ColourDepth {
    isOn(isTerminal: isTerminal, variable: variable) ? Self.depth(variable) : .none
  }

  private func isOn(isTerminal: Bool, variable: (String) -> String?) -> Bool {
    func isForced(_ name: String) -> Bool { variable(name).map { $0 != "0" && $0 != "false" } ?? false }
    switch self {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if variable("NO_COLOR") != nil { return false }
    if isForced("CLICOLOR_FORCE") || isForced("FORCE_COLOR") { return true }
    if variable("CLICOLOR") == "0" { return false }
    return isTerminal && variable("TERM").map { $0 != "dumb" } ?? false
  }

  private static func depth(_ variable: (String) -> String?) -> ColourDepth {
    if let name = variable("COLORTERM"), name == "truecolor" || name == "24bit" { return .trueColour }
    return variable("TERM")?.hasSuffix("256color") == true ? .ansi256 : .ansi16
  }
}
