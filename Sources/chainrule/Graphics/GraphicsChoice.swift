import CommandKit
import SessionCore
import Renderers
import Views

/// How pictures are shown in a terminal, after what was wished and what the terminal says.
///
/// A terminal that does not say that it takes pixels gets none: what it cannot read it would print as letters.
struct GraphicsChoice: Equatable {
  var pixels: PixelProtocol?
  /// What the person should know.
  var notice: String?

  /// - Parameter answers: `nil` where the terminal was not asked.
  init(_ wish: Graphics, answers: TerminalAnswers?, variable: (String) -> String?) {
    guard wish.wantsPixels, let answers else { return }
    let possible = PixelProtocol.allCases.filter { Self.takes($0, answers, variable) }
    pixels = wish == .auto ? possible.first : possible.first { $0.rawValue == wish.rawValue }
    notice = Self.notice(wish, pixels, answers)
    if let package = pixels?.missingPackage {
      notice = "\(pixels?.rawValue ?? "") needs Debian's package \(package): pictures stay blocks"
      pixels = nil
    }
  }

  private init(obstacle: String) { notice = "\(obstacle): pictures stay blocks" }

  /// Asks the terminal where a question makes sense.
  ///
  /// - Returns: the choice, the size of a character where it was told, and what was typed meanwhile.
  static func made(_ wish: Graphics, on terminal: Terminal) -> (choice: GraphicsChoice, answers: TerminalAnswers) {
    guard wish.wantsPixels else {
      return (GraphicsChoice(wish, answers: nil, variable: environmentVariable), TerminalAnswers())
    }
    if let obstacle = obstacle(terminal, variable: environmentVariable) {
      return (GraphicsChoice(obstacle: obstacle), TerminalAnswers())
    }
    let answers = TerminalAnswers.ask()
    return (GraphicsChoice(wish, answers: answers, variable: environmentVariable), answers)
  }

  /// Why the terminal is not even asked.
  static func obstacle(_ terminal: Terminal, variable: (String) -> String?) -> String? {
    guard terminal.isInput, terminal.isOutput else { return "there is no terminal" }
    let name = variable("TERM") ?? ""
    guard terminal.redraws, name != "linux" else { return "the terminal takes text only" }
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
      // There is no question for these pictures; who answers at all and has such a name takes them.
      let names = [answers.name, variable("TERM_PROGRAM") ?? "", variable("LC_TERMINAL") ?? ""]
      return answers.isComplete
        && names.contains { name in ["iTerm", "WezTerm", "mintty"].contains { name.hasPrefix($0) } }
    }
  }

  private static func notice(_ wish: Graphics, _ pixels: PixelProtocol?, _ answers: TerminalAnswers) -> String {
    if let pixels { return "pictures are pixels now, as \(pixels.rawValue) takes them" }
    if !answers.isComplete { return "this terminal does not answer: pictures stay blocks" }
    let what = wish == .auto ? "pixels" : "pixels as \(wish.rawValue)"
    return "this terminal does not say that it takes \(what): pictures stay blocks"
  }
}

extension Graphics {
  fileprivate var wantsPixels: Bool { self != .blocks && self != .ascii }
}

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
