import CLineEditor
import CommandKit
import Files
import SessionCore
import Glibc
import Renderers

/// The program that shows results longer than the screen: $CHAINRULE_PAGER, $PAGER, or less if it is installed.
struct Pager {
  private let command: String
  private let terminal: Terminal

  /// `nil` if the pager is turned off or cannot be used.
  init?(_ choice: DisplaySettings.Pager, terminal: Terminal) {
    let isOn = choice == .on || (choice == .auto && terminal.redraws)
    guard isOn, terminal.isInteractive, terminal.isOutput, let command = Self.command else { return nil }
    self.command = command
    self.terminal = terminal
  }

  /// Shows a text if it is longer than the screen; returns whether it did.
  func show(_ text: String) -> Bool {
    guard text.count(where: { $0 == "\n" }) + 2 > terminal.height else { return false }
    let shown = understandsColours ? text : ANSIEscapes.removed(from: text)
    return Self.run(command, input: Array((shown + "\n").utf8))
  }

  /// `nil` also for `cat`, which only prints.
  private static var command: String? {
    let named = environmentVariable("CHAINRULE_PAGER") ?? environmentVariable("PAGER")
    let command = named ?? (isInstalled("less") ? "less" : nil)
    return command == "cat" ? nil : command
  }

  private static func isInstalled(_ program: String) -> Bool {
    (environmentVariable("PATH") ?? "").split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
  }

  private var understandsColours: Bool {
    let program = command.split(separator: " ").first?.split(separator: "/").last
    return program == "less" && (environmentVariable("LESS").map { $0.contains("R") } ?? true)
  }

  /// Runs a shell command on an input, with the terminal's original modes, and waits for it; returns whether the command
  /// exists.
  private static func run(_ command: String, input: [UInt8]) -> Bool {
    setenv("LESS", "FRX", 0)
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
