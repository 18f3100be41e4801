import Commands
import Glibc

/// Writes files whole or not at all: into a temporary file beside the target, which then takes its name.
enum AtomicFile {
  static func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw FileRefusal("\(path) is there and no file")
    }
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileRefusal("cannot write \(path): \(systemMessage(errno))") }
    let failure = fill(descriptor, bytes) ?? (close(descriptor) == 0 ? nil : errno)
    if let failure = failure ?? (rename(temporary, path) == 0 ? nil : errno) {
      unlink(temporary)
      throw FileRefusal("cannot write \(path): \(systemMessage(failure))")
    }
  }

  /// Writes all bytes to the disk; what went wrong, if anything did. The descriptor is closed where it did.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> Int32? {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      if count <= 0 {
        let failure = errno
        close(descriptor)
        return failure
      }
      done += count
    }
    guard fsync(descriptor) != 0 else { return nil }
    let failure = errno
    close(descriptor)
    return failure
  }
}
