import Glibc
import Interruption

/// The files of this machine.
enum Disk {
  static func kind(of path: String) -> FileStore.Kind {
    var status = stat()
    return stat(path, &status) == 0 ? kind(status) : .missing
  }

  private static func kind(_ status: stat) -> FileStore.Kind { status.st_mode & S_IFMT == S_IFDIR ? .folder : .file }

  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    if kind(status) == .folder { throw FileError(file: path, "is a folder, not a file") }
    guard status.st_size <= limit else { throw FileError.tooLarge(path, limit: limit) }
    // Reads to the end, whatever the stated size: a pipe states none, and a device may have no end.
    var (bytes, count) = ([UInt8](repeating: 0, count: max(Int(status.st_size) + 1, 1 << 16)), 0)
    while true {
      if Work.current.isStopped { throw FileError.stopped(path) }
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, min(buffer.count - count, piece))
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      if got == 0 { break }
      count += got
      guard count <= limit else { throw FileError.tooLarge(path, limit: limit) }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: min(count, limit + 1 - count))) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// The bytes that are read at once, in some milliseconds.
  private static let piece = 1 << 24

  private static func failure(_ path: String) -> FileError {
    FileError(file: path, errno == ENOENT ? "no such file" : systemMessage(errno).lowercased())
  }
}
