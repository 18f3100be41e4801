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
    colour == .none ? plainText(of: view) : ANSIRenderer(style: self).render(view)
  }

  /// For a view that is a picture or has one: in plain characters where those were asked for.
  func forPictures(_ graphics: Graphics, in view: View) -> RenderStyle {
    guard graphics == .ascii, view.hasPicture else { return self }
    var plain = self
    plain.colour = .none
    plain.unicode = false
    return plain
  }

  func plainText(of view: View) -> String { PlainTextRenderer(style: self).render(view) }
}
