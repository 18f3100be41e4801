import Foundation
import PseudoTerminals

/// The program on a pseudo terminal, for measuring what a person waits for.
struct ShellOnTerminal {
  private let terminal: ProcessOnTerminal

  /// - Parameter home: where the program keeps its history; `nil` where it cannot start.
  init?(_ program: URL, home: URL) {
    let environment = ["HOME=\(home.path)", "TERM=xterm-256color", "LANG=C.UTF-8"]
    guard let terminal = ProcessOnTerminal([program.path], environment: environment) else { return nil }
    self.terminal = terminal
  }

  func type(_ text: String) { terminal.type(bytes: Array(text.utf8)) }

  /// Reads on until the program has written a text; returns whether it has.
  func wait(for text: String) -> Bool {
    let pattern = Data(text.utf8)
    var seen = Data()
    while let more = output(within: 10_000) {
      seen += more
      if seen.range(of: pattern) != nil { return true }
    }
    return false
  }

  /// What the program writes next, `nil` where it writes nothing.
  func output(within milliseconds: Int32) -> Data? {
    guard let bytes = terminal.output(within: milliseconds), !bytes.isEmpty else { return nil }
    return Data(bytes)
  }

  /// Reads until the program waits.
  func settle() { while output(within: 20) != nil {} }
}
