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
    var failure = writeAll(bytes, to: descriptor) ?? (fsync(descriptor) == 0 ? nil : errno)
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure = failure ?? (rename(temporary, path) == 0 ? nil : errno) {
      unlink(temporary)
      throw FileRefusal("cannot write \(path): \(systemMessage(failure))")
    }
  }
}
