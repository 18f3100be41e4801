import CommandKit
import SessionCore
import Renderers
import Views

/// How pictures are shown, given the setting and the terminal's answers.
///
/// Pixels are used only if the terminal says that it takes them: it would print what it cannot read as letters.
struct GraphicsChoice: Equatable {
  var pixels: PixelProtocol?
  /// A message for the user.
  var notice: String?

  /// - Parameter answers: `nil` if the terminal was not asked.
  init(_ setting: Graphics, answers: TerminalAnswers?, variable: (String) -> String?) {
    guard setting.usesPixels, let answers else { return }
    let possible = PixelProtocol.allCases.filter { Self.takes($0, answers, variable) }
    pixels = setting == .auto ? possible.first : possible.first { $0.rawValue == setting.rawValue }
    notice = Self.notice(setting, pixels, answers)
    if let package = pixels?.missingPackage {
      notice = "\(pixels?.rawValue ?? "") needs Debian's package \(package): pictures stay blocks"
      pixels = nil
    }
  }

  /// Why the terminal is not asked.
  static func obstacle(_ terminal: Terminal, variable: (String) -> String?) -> String? {
    guard terminal.isInput, terminal.isOutput else { return "the output is not a terminal" }
    let name = variable("TERM") ?? ""
    guard terminal.redraws, name != "linux" else { return "the terminal shows only text" }
    guard !terminal.isPlain else { return "colours are off" }
    let isInside =
      variable("TMUX") != nil || variable("STY") != nil || name.hasPrefix("screen") || name.hasPrefix("tmux")
    return isInside ? "tmux and screen do not pass pixels on" : nil
  }

  private static func takes(
    _ way: PixelProtocol, _ answers: TerminalAnswers, _ variable: (String) -> String?
  ) -> Bool {
    switch way {
    case .kitty: return answers.takesKitty
    case .sixel: return answers.takesSixels
    case .iterm:
      // These terminals cannot be asked, but those that answer at all and have such a name take the pictures.
      let names = [answers.name, variable("TERM_PROGRAM") ?? "", variable("LC_TERMINAL") ?? ""]
      return answers.isComplete
        && names.contains { name in ["iTerm", "WezTerm", "mintty"].contains { name.hasPrefix($0) } }
    }
  }

  private static func notice(_ setting: Graphics, _ pixels: PixelProtocol?, _ answers: TerminalAnswers) -> String {
    if let pixels { return "pictures are pixels now, as \(pixels.rawValue) takes them" }
    if !answers.isComplete { return "this terminal does not answer: pictures stay blocks" }
    let what = setting == .auto ? "pixels" : "pixels as \(setting.rawValue)"
    return "this terminal does not say that it takes \(what): pictures stay blocks"
  }
}

extension Graphics {
  fileprivate var usesPixels: Bool { self != .blocks && self != .ascii }
}

/// Shows pictures as the setting says and as the terminal can.
struct PictureScreen {
  private var setting = Graphics.blocks
  private var choice = GraphicsChoice(.blocks, answers: nil, variable: { _ in nil })
  private var cell: CellSize?

  var arePixels: Bool { choice.pixels != nil }

  /// Applies the setting.
  ///
  /// - Returns: a message for the user, and the keys that were typed while the terminal was asked.
  mutating func follow(_ graphics: Graphics, on terminal: Terminal) -> (notice: String?, keys: [UInt8]) {
    guard graphics != setting else { return (nil, []) }
    setting = graphics
    let obstacle = graphics.usesPixels ? GraphicsChoice.obstacle(terminal, variable: environmentVariable) : nil
    let answers = graphics.usesPixels && obstacle == nil ? TerminalAnswers.ask() : nil
    choice = GraphicsChoice(graphics, answers: answers, variable: environmentVariable)
    cell = answers?.cell
    return (obstacle.map { "\($0): pictures stay blocks" } ?? choice.notice, answers?.keys ?? [])
  }

  /// The text of a result; a picture may be pixels.
  func text(of view: View, _ style: RenderStyle, on terminal: Terminal) -> String {
    let style = style.forPictures(setting, in: view)
    guard let pixels = choice.pixels else { return style.text(of: view) }
    let renderer = PixelRenderer(style, pixels, cell: terminal.cell ?? cell ?? CellSize())
    return renderer.render(view) ?? style.text(of: view)
  }
}
