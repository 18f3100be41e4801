import Glibc

/// Writes files whole or not at all: into a temporary file beside the target, which then takes its name.
public enum AtomicFile {
  /// A file that is there keeps its permissions, and a link that leads to it stays one.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if isThere, status.st_mode & S_IFMT != S_IFREG { throw FileRefusal("\(path) is there and no file") }
    let target = isThere ? resolved(path) : path
    let temporary = "\(target).\(getpid()).new"
    let permissions = isThere ? status.st_mode & 0o777 : 0o666
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw FileRefusal("cannot write \(path): \(systemMessage(errno))") }
    if isThere { fchmod(descriptor, permissions) }
    var failure = writeAll(bytes, to: descriptor) ?? (fsync(descriptor) == 0 ? nil : errno)
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure = failure ?? (rename(temporary, target) == 0 ? nil : errno) {
      unlink(temporary)
      throw FileRefusal("cannot write \(path): \(systemMessage(failure))")
    }
  }

  /// The path without links.
  private static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }
}

/// Writes all bytes, whatever signals come meanwhile; the number of the error where that fails.
public func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var done = 0
  while done < bytes.count {
    let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count >= 0 { done += count } else if errno != EINTR { return errno }
  }
  return nil
}

/// The system's words for an error number.
public func systemMessage(_ number: Int32) -> String {
  strerror(number).map { String(cString: $0) } ?? "error \(number)"
}
