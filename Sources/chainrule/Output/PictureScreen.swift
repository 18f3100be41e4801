import CommandKit
import SessionCore
import Renderers
import Views

/// Pictures as the person wished them, on the terminal that is there.
struct PictureScreen {
  private var wish = Graphics.blocks
  private var choice = GraphicsChoice(.blocks, answers: nil, variable: { _ in nil })
  private var cell: CellSize?

  var arePixels: Bool { choice.pixels != nil }

  /// Follows the setting.
  ///
  /// - Returns: what the person should know, and what was typed while the terminal was asked.
  mutating func follow(_ graphics: Graphics, on terminal: Terminal) -> (notice: String?, keys: [UInt8]) {
    guard graphics != wish else { return (nil, []) }
    wish = graphics
    let (choice, answers) = GraphicsChoice.made(graphics, on: terminal)
    self.choice = choice
    cell = answers.cell
    return (choice.notice, answers.keys)
  }

  /// The text of a result, in which a picture may be pixels.
  func text(of view: View, _ style: RenderStyle, on terminal: Terminal) -> String {
    let style = style.forPictures(wish, in: view)
    guard let pixels = choice.pixels else { return style.text(of: view) }
    let renderer = PixelRenderer(style, pixels, cell: terminal.cell ?? cell ?? CellSize())
    return renderer.render(view) ?? style.text(of: view)
  }
}
