import CLineEditor
import CommandKit
import Files
import SessionCore
import Glibc
import Renderers

/// Shows results longer than the screen: page by page, or by the program $CHAINRULE_PAGER or $PAGER.
struct Pager {
  /// `nil` for our own pages.
  private let command: String?
  private let terminal: Terminal
  private let style: RenderStyle

  /// `nil` if the pager is turned off or cannot be used. `cat` turns it off: it only prints.
  init?(_ choice: DisplaySettings.Pager, terminal: Terminal, style: RenderStyle) {
    let isOn = choice == .on || (choice == .auto && terminal.redraws)
    command = environmentVariable("CHAINRULE_PAGER") ?? environmentVariable("PAGER")
    guard isOn, terminal.isInteractive, terminal.isOutput, command != "cat" else { return nil }
    self.terminal = terminal
    self.style = style
  }

  /// Shows a text if it is longer than the screen.
  ///
  /// - Returns: the keys that were typed for the input line; `nil` if the text was not shown.
  func show(_ text: String) -> [UInt8]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rows = lines.reduce(0) { $0 + ScreenPager.rows(of: $1, columns: terminal.width) }
    // The prompt takes a row.
    guard rows + 1 > terminal.height else { return nil }
    guard let command else {
      return ScreenPager(output: .standard, style: style, height: terminal.height).show(text)
    }
    let shown = Self.understandsColours(command) ? text : ANSIEscapes.removed(from: text)
    return Self.run(command, input: Array((shown + "\n").utf8)) ? [] : nil
  }

  private static func understandsColours(_ command: String) -> Bool {
    let program = command.split(separator: " ").first?.split(separator: "/").last
    return program == "less" && (environmentVariable("LESS").map { $0.contains("R") } ?? true)
  }

  /// Runs a shell command on an input, with the terminal's original modes, and waits for it; returns whether the command
  /// exists.
  private static func run(_ command: String, input: [UInt8]) -> Bool {
    // At the end, Enter ends it, as it does with our own pages.
    setenv("LESS", "FRXe", 0)
    let hasLeft = terminal_modes_leave()
    defer { if hasLeft { terminal_modes_return() } }
    guard let pipe = popen(command, "we") else { return false }
    // Quitting the pager early must not end the program.
    let before = signal(SIGPIPE, SIG_IGN)
    _ = writeAll(input, to: fileno(pipe))
    let status = pclose(pipe)
    signal(SIGPIPE, before)
    signals_clear_interrupts()
    return !(126...127 ~= status >> 8 & 0xFF)
  }
}
