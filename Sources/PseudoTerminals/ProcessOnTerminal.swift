import Foundation
import Glibc

/// A program that leads a session of its own on a pseudo terminal, for tests and measurements.
///
/// A class: it owns a process and a descriptor.
public final class ProcessOnTerminal {
  /// The end that a user's keyboard and screen would be at.
  public let controller: Int32
  public let process: pid_t

  /// - Parameters:
  ///   - arguments: the path of the program first.
  ///   - environment: `NAME=value`.
  /// - Returns: `nil` if no terminal is available or the program cannot start.
  public init?(_ arguments: [String], environment: [String], rows: Int = 24, columns: Int = 80) {
    var (controller, other) = (Int32(-1), Int32(-1))
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&controller, &other, &name, nil, &size) == 0 else { return nil }
    defer { close(other) }
    _ = fcntl(controller, F_SETFD, FD_CLOEXEC)
    _ = fcntl(other, F_SETFD, FD_CLOEXEC)
    guard let process = Self.spawn(arguments, environment, terminal: name) else {
      close(controller)
      return nil
    }
    (self.controller, self.process) = (controller, process)
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(controller)
  }

  private static func spawn(_ arguments: [String], _ environment: [String], terminal: [CChar]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID: the terminal is the session's own
    posix_spawnattr_setflags(&attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var defaults = sigset_t()
    sigfillset(&defaults)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let words = (arguments + environment).map { strdup($0) }
    defer { for word in words { free(word) } }
    var process = pid_t()
    let result = posix_spawn(
      &process, arguments[0], &actions, &attributes, words[..<arguments.count] + [nil],
      words[arguments.count...] + [nil])
    return result == 0 ? process : nil
  }

  public func type(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What the program writes next: empty if it writes nothing in time, `nil` if the terminal is closed.
  public func output(within milliseconds: Int32) -> [UInt8]? {
    var request = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return [] }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(controller, &buffer, buffer.count)
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}
