import CommandKit
import SessionCore
import Renderers
import Views

extension RenderStyle {
  /// What a terminal can show, with the digits that the session asks for and what the person wishes.
  init(_ terminal: Terminal, digits: Int = 6, display: DisplaySettings = DisplaySettings(), isError: Bool = false) {
    let style = RenderStyle(
      width: terminal.width, format: NumberFormat(digits: digits), unicode: terminal.unicode,
      colour: isError ? terminal.errorColour : terminal.colour, background: terminal.background,
      redraws: terminal.redraws, isSpoken: terminal.isSpoken)
    self = style.with(display)
  }

  /// The same with the settings of the user on top.
  func with(_ display: DisplaySettings) -> RenderStyle {
    var style = self
    style.width = display.width ?? width
    style.amount = display.amount
    style.format.notation = display.notation
    style.background = display.background ?? background
    return style
  }

  /// The text of a view in this style, with colours where the style has any.
  func text(of view: View) -> String {
    colour == .none ? plainText(of: view) : ANSIRenderer(self).render(view)
  }

  /// For a view that is a picture or has one: in plain characters where those were asked for.
  func forPictures(_ graphics: Graphics, in view: View) -> RenderStyle {
    guard graphics == .ascii, view.hasPicture else { return self }
    var plain = self
    plain.colour = .none
    plain.unicode = false
    return plain
  }

  func plainText(of view: View) -> String { PlainTextRenderer(self).render(view) }
}

/// What the person says about colour on the command line.
enum ColourChoice: String, CaseIterable {
  case auto, always, never

  /// Which colours to use, by convention: an explicit choice, then NO_COLOR, CLICOLOR_FORCE and FORCE_COLOR, CLICOLOR,
  /// TERM, and last whether anybody looks.
  ///
  /// - Parameter variable: a variable of the environment, `nil` where it is not set or empty.
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
