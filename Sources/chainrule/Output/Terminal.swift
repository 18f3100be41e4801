import CLineEditor
import Glibc
import Renderers
import Views

/// The terminal, or what the program reads and writes instead.
struct Terminal {
  let isInput: Bool
  let isOutput: Bool
  let isErrors: Bool
  /// On standard output.
  var colour: ColourDepth
  /// On standard error.
  var errorColour: ColourDepth
  /// Whether a line may be redrawn in place.
  var redraws: Bool
  let unicode: Bool
  /// Whether the output is read aloud: ACCESSIBLE.
  let isSpoken: Bool
  /// The background of the text, if it is known.
  var background: Background

  init(colour choice: ColourChoice) {
    isInput = isatty(STDIN_FILENO) == 1
    isOutput = isatty(STDOUT_FILENO) == 1
    isErrors = isatty(STDERR_FILENO) == 1
    colour = choice.depth(isTerminal: isOutput, variable: environmentVariable)
    errorColour = choice.depth(isTerminal: isErrors, variable: environmentVariable)
    let isCapable = environmentVariable("TERM").map { $0 != "dumb" } ?? false
    isSpoken = environmentVariable("ACCESSIBLE").map { $0 != "0" } ?? false
    redraws = isCapable && !isSpoken
    unicode = !Locale.isASCII
    background = environmentVariable("COLORFGBG").flatMap { Background(colours: $0) } ?? .unknown
  }

  /// Whether a user types on standard input and sees it on standard output or at least on standard error.
  var isInteractive: Bool { isInput && (isOutput || isErrors) }

  /// Whether escape sequences are avoided even for moving the cursor: NO_COLOR means plain text.
  var isPlain: Bool { colour == .none }

  /// The columns of the terminal, else COLUMNS, else 80.
  var width: Int { size(\.ws_col, variable: "COLUMNS") ?? 80 }

  /// The lines of the terminal, else LINES, else 24.
  var height: Int { size(\.ws_row, variable: "LINES") ?? 24 }

  /// The lines that a picture may take: those of the terminal without the cell, the label and the prompt.
  var pictureHeight: Int? { isOutput ? max(8, height - 3) : nil }

  private func size(_ part: KeyPath<winsize, UInt16>, variable: String) -> Int? {
    let sizes = [STDOUT_FILENO, STDERR_FILENO].map { Int(winsize(of: $0)[keyPath: part]) }
    return (sizes + [environmentVariable(variable).flatMap { Int($0) } ?? 0]).first { $0 > 0 }
  }

  /// The size of a character in pixels, if the terminal reports it.
  var cell: CellSize? {
    let size = winsize(of: STDOUT_FILENO)
    guard size.ws_xpixel > 0, size.ws_ypixel > 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return CellSize(width: Int(size.ws_xpixel / size.ws_col), height: Int(size.ws_ypixel / size.ws_row))
  }

  /// Whether the terminal may be asked for its background: it either answers or stays silent.
  var answersQuestions: Bool {
    let kinds = [
      "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "contour", "ghostty", "st-",
    ]
    let name = environmentVariable("TERM") ?? ""
    return isInteractive && !isPlain && kinds.contains { name.hasPrefix($0) }
  }

  /// For a terminal that turns out to have no capabilities.
  mutating func forgetCapabilities() {
    colour = .none
    errorColour = .none
    redraws = false
  }
}

extension winsize {
  /// The size of the terminal at a descriptor; all 0 if it does not say.
  init(of descriptor: Int32) {
    self.init()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &self) != 0 { self = winsize() }
  }
}

extension Background {
  /// From COLORFGBG, `front;back` by the numbers of the sixteen colours: 7 and all above 8 are light.
  init?(colours text: String) {
    guard let back = text.split(separator: ";").last.flatMap({ Int($0) }), 0..<16 ~= back else { return nil }
    self = back == 7 || back > 8 ? .light : .dark
  }
}
