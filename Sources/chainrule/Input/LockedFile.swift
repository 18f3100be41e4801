import Files
import Glibc

/// A file to which several programs add lines.
struct LockedFile: ~Copyable {
  private let descriptor: Int32
  let isLocked: Bool

  /// - Throws: the system's reason.
  init(_ path: String) throws(ProgramError) {
    // The locked file may have been replaced in the meantime.
    for _ in 0..<8 {
      let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      if descriptor < 0 { throw ProgramError(system: errno) }
      let isLocked = Self.lock(descriptor)
      var (own, named) = (stat(), stat())
      if !isLocked || fstat(descriptor, &own) != 0 || stat(path, &named) != 0 || own.st_ino == named.st_ino {
        self.descriptor = descriptor
        self.isLocked = isLocked
        return
      }
      close(descriptor)
    }
    throw ProgramError(system: EBUSY)
  }

  deinit { close(descriptor) }

  /// Waits a moment for a lock; keeping the cell matters more than the order of the lines.
  private static func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<20 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      if errno != EWOULDBLOCK && errno != EINTR { return false }
      usleep(5_000)
    }
    return false
  }

  /// Adds a line in one write, after a header if the file is empty; returns the size of the file.
  func append(_ line: [UInt8], header: [UInt8]) throws(ProgramError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ProgramError(system: errno) }
    let bytes = status.st_size == 0 ? header + line : line
    let written = write(descriptor, bytes, bytes.count)
    guard written == bytes.count else { throw ProgramError(system: written < 0 ? errno : ENOSPC) }
    return Int(status.st_size) + bytes.count
  }
}
