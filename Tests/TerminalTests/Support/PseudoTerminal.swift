import Foundation
import Glibc
import PseudoTerminals

/// The program on a pseudo terminal, and its user.
///
/// A class: the state of the terminal is shared.
final class PseudoTerminal {
  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  /// Everything the program wrote.
  private(set) var bytes: [UInt8] = []
  /// What the user sees.
  private(set) var screen: Screen
  private let terminal: ProcessOnTerminal
  private var seen = 0

  /// - Parameters:
  ///   - environment: on top of the standard one; an empty value is kept.
  ///   - without: variables of the standard environment that are not set.
  init(
    _ arguments: [String] = [], program: String = Program.path, rows: Int = 24, columns: Int = 80,
    environment: [String: String] = [:], without: Set<String> = [], home: TemporaryFolder
  ) throws {
    screen = Screen(rows: rows, columns: columns)
    let variables = Program.standardEnvironment(home: home).filter { !without.contains($0.key) }
      .merging(environment) { $1 }
    let environment = variables.map { "\($0.key)=\($0.value)" }
    guard
      let terminal = ProcessOnTerminal([program] + arguments, environment: environment, rows: rows, columns: columns)
    else { throw Problem(description: "cannot start \(program) on a terminal") }
    self.terminal = terminal
  }

  func type(_ text: String) { type(bytes: Array(text.utf8)) }

  func type(bytes: [UInt8]) { terminal.type(bytes: bytes) }

  /// Waits until the program has written a text, without escape sequences, after the text of the last wait.
  @discardableResult
  func wait(for text: String, seconds: Double = 120) throws -> String {
    let deadline = Date().addingTimeInterval(seconds)
    while true {
      let plain = Array(self.plain.utf8.dropFirst(seen))
      if let end = plain.endOfFirst(Array(text.utf8)) {
        seen += end
        return String(decoding: plain[..<end], as: UTF8.self)
      }
      guard Date() < deadline, read(milliseconds: 100) else {
        throw Problem(description: "no \(text.debugDescription) in \(String(decoding: plain, as: UTF8.self))")
      }
    }
  }

  /// Waits until the screen is as expected.
  func waitForScreen(seconds: Double = 60, _ isExpected: (Screen) -> Bool) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while !isExpected(screen) {
      guard Date() < deadline, read(milliseconds: 100) else {
        let text = screen.lines.joined(separator: "\n")
        throw Problem(description: "the screen shows\n\(text)\ncursor \(screen.row) \(screen.column)")
      }
    }
  }

  /// Waits until the row with the cursor is this one, with the cursor in a column.
  func waitForLine(_ line: String, column: Int? = nil) throws {
    try waitForScreen { $0.line == line && (column == nil || $0.column == column) }
  }

  /// Waits until the program has written these bytes, wherever.
  func waitForBytes(_ text: String, seconds: Double = 60) throws {
    let deadline = Date().addingTimeInterval(seconds)
    while bytes.endOfFirst(Array(text.utf8)) == nil {
      guard Date() < deadline, read(milliseconds: 100) else {
        let got = String(decoding: bytes, as: UTF8.self)
        throw Problem(description: "no \(text.debugDescription) in \(got.debugDescription)")
      }
    }
  }

  func resize(rows: Int, columns: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    screen.resize(rows: rows, columns: columns)
    _ = ioctl(terminal.controller, UInt(TIOCSWINSZ), &size)
  }

  /// Waits until the program is gone.
  ///
  /// - Returns: its exit status, or minus the signal that ended it.
  func exitStatus(seconds: Double = 120) throws -> Int32 {
    let deadline = Date().addingTimeInterval(seconds)
    while Date() < deadline {
      let isOpen = read(milliseconds: 50)
      var status: Int32 = 0
      if waitpid(terminal.process, &status, WNOHANG) == terminal.process {
        while read(milliseconds: 50), isOpen {}
        return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
      }
      if !isOpen { usleep(10_000) }
    }
    throw Problem(description: "the program is still running")
  }

  /// Reads for a moment what the program writes.
  func look() { _ = read(milliseconds: 1) }

  func send(_ signal: Int32) { kill(terminal.process, signal) }

  /// Whether the terminal shows what is typed and hands it over line by line, as a shell expects it.
  var isAsAShellExpects: Bool {
    var modes = termios()
    let both = tcflag_t(ECHO | ICANON)
    return tcgetattr(terminal.controller, &modes) == 0 && modes.c_lflag & both == both
  }

  /// Ends the program as the system does one that takes too much memory.
  func killNow() throws {
    send(SIGKILL)
    _ = try exitStatus()
  }

  /// What was written, without escape sequences.
  var plain: String { String(decoding: bytes.withoutEscapes, as: UTF8.self) }

  var escapes: Int { bytes.count { $0 == 0x1B } }

  /// Reads the output; returns whether the terminal is still open.
  private func read(milliseconds: Int32) -> Bool {
    guard let more = terminal.output(within: milliseconds) else { return false }
    bytes += more
    screen.write(more[...])
    return true
  }
}

extension Array<UInt8> {
  func endOfFirst(_ pattern: [UInt8]) -> Int? {
    guard count >= pattern.count else { return nil }
    return (0...(count - pattern.count)).first { self[$0..<($0 + pattern.count)].elementsEqual(pattern) }
      .map { $0 + pattern.count }
  }

  /// Without `ESC [ … letter` and `ESC ] … ESC \`.
  var withoutEscapes: [UInt8] {
    var result: [UInt8] = []
    var kind: UInt8?
    for byte in self {
      if byte == 0x1B {
        kind = 0x1B
      } else if kind == nil {
        result.append(byte)
      } else if kind == 0x1B, byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") {
        kind = byte
      } else if kind != UInt8(ascii: "]"), 0x40...0x7E ~= byte {
        kind = nil
      }
    }
    return result
  }
}
