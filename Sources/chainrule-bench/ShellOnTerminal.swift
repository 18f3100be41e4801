import Foundation

/// The program on a pseudo terminal, for measuring what a person waits for.
///
/// A class: it owns a process and a descriptor.
final class ShellOnTerminal {
  private let controller: Int32
  private let process: pid_t

  /// - Parameter home: where the program keeps its history; `nil` where it cannot start.
  init?(_ program: URL, home: URL) {
    var (controller, other) = (Int32(-1), Int32(-1))
    var name = [CChar](repeating: 0, count: 128)
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&controller, &other, &name, nil, &size) == 0 else { return nil }
    defer { close(other) }
    _ = fcntl(controller, F_SETFD, FD_CLOEXEC)
    _ = fcntl(other, F_SETFD, FD_CLOEXEC)
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawnattr_setflags(&attributes, 0x80)  // POSIX_SPAWN_SETSID: the terminal is the process's own
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    let variables = ["HOME=\(home.path)", "TERM=xterm-256color", "LANG=C.UTF-8"]
    let environment: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    let arguments = [strdup(program.path), nil]
    defer { for text in environment + arguments { free(text) } }
    var process = pid_t()
    guard posix_spawn(&process, program.path, &actions, &attributes, arguments, environment) == 0 else { return nil }
    (self.controller, self.process) = (controller, process)
  }

  deinit {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
    close(controller)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(controller, bytes, bytes.count)
  }

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
    var request = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, milliseconds) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = read(controller, &buffer, buffer.count)
    return count > 0 ? Data(buffer[..<count]) : nil
  }

  /// Reads until the program waits.
  func settle() { while output(within: 20) != nil {} }
}
