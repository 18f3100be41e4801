import Glibc
import Interruption

/// Writes a file completely or not at all: into a temporary file beside the target, which then takes its name.
public enum AtomicFile {
  /// An existing file keeps its permissions, and a link to it stays one. Stopped work leaves the target as it was.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG { throw FileRefusal("\(path) exists and is not a file") }
    let target = exists ? resolved(path) : path
    let temporary = "\(target).\(getpid()).new"
    let permissions = exists ? status.st_mode & 0o777 : 0o666
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw FileRefusal("cannot write \(path): \(systemMessage(errno))") }
    if exists { fchmod(descriptor, permissions) }
    var failure = store(bytes, in: descriptor)
    if close(descriptor) != 0, failure == nil { failure = errno }
    if let failure = failure ?? (rename(temporary, target) == 0 ? nil : errno) {
      unlink(temporary)
      throw FileRefusal("cannot write \(path): \(systemMessage(failure))")
    }
  }

  /// Brings all bytes to the disk, piece by piece, so that stopped work need not wait for a slow one.
  private static func store(_ bytes: [UInt8], in descriptor: Int32) -> Int32? {
    for block in WorkBlocks(bytes.count, of: piece) {
      if let failure = writeAll(Array(bytes[block]), to: descriptor) { return failure }
      if block.upperBound < bytes.count, fdatasync(descriptor) != 0 { return errno }
    }
    if bytes.count > piece, Work.current.isStopped { return ECANCELED }
    return fsync(descriptor) == 0 ? nil : errno
  }

  /// The bytes that are written at once.
  private static let piece = 1 << 22

  /// The path without links.
  private static func resolved(_ path: String) -> String {
    guard let target = realpath(path, nil) else { return path }
    defer { free(target) }
    return String(cString: target)
  }
}

/// Writes all bytes, whatever signals come meanwhile; gives the number of the error if that fails.
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
