import Glibc

/// The contents of a data file, unpacked where they were gzipped, and known to be neither empty nor a web page.
public struct DataFile {
  /// The path as it was given: errors name it.
  let name: String
  let bytes: [UInt8]

  /// The most bytes that are read of a file, or unpacked: what the largest network takes.
  public static let largest = 1 << 31

  /// - Parameter limit: the most bytes that the file may have, packed and unpacked.
  /// - Throws: `DataError` where the file cannot be read, holds no data or is too large.
  init(path: String, limit: Int = largest) throws(DataError) {
    let raw = try Self.read(path, limit: limit)
    try Self.refuseImpostor(raw, file: path)
    if Gzip.isGzip(raw) {
      bytes = try Gzip.decompress(raw, file: path, limit: limit)
      try Self.refuseImpostor(bytes, file: path)
    } else {
      bytes = raw
    }
    name = path
  }

  /// The bytes of a file as they are, gzipped or not.
  public static func contents(of path: String) throws(DataError) -> [UInt8] {
    try read(path, limit: largest)
  }

  /// What people save in place of data: nothing, a web page, or the pointer that Git LFS leaves.
  public static func refuseImpostor(_ bytes: [UInt8], file: String) throws(DataError) {
    if bytes.isEmpty {
      throw DataError(file: file, "the file is empty (0 bytes)", hint: "the download failed; fetch the file again")
    }
    let start = String(decoding: bytes.prefix(512), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let lower = start.lowercased()
    if ["<!", "<html", "<head", "<?xml"].contains(where: lower.hasPrefix) {
      throw DataError(
        file: file, place: .byte(0), "the file looks like a web page (\(bytes.count) bytes), not data",
        hint: "the server sent an error page; fetch the file from another mirror")
    }
    if lower.hasPrefix("version https://git-lfs") {
      throw DataError(
        file: file, place: .byte(0), "the file is a Git LFS pointer (\(bytes.count) bytes), not the data",
        hint: "run `git lfs pull` where it came from")
    }
  }

  private static func read(_ path: String, limit: Int) throws(DataError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    if FileKind(status) == .folder { throw DataError(file: path, "is a folder, not a file") }
    guard status.st_size <= limit else { throw tooLarge(path, limit: limit) }
    return try read(descriptor, path: path, sizeHint: Int(status.st_size), limit: limit)
  }

  /// Reads to the end, whatever the stated size: a pipe states none, and a device may have no end.
  private static func read(
    _ descriptor: Int32, path: String, sizeHint: Int, limit: Int
  ) throws(DataError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(sizeHint + 1, 1 << 16))
    var count = 0
    while true {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw failure(path) }
      if got == 0 { break }
      count += got
      guard count <= limit else { throw tooLarge(path, limit: limit) }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: min(count, limit + 1 - count))) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  private static func tooLarge(_ path: String, limit: Int) -> DataError {
    DataError(file: path, place: .byte(limit), "the file goes on; the most read is \(limit) bytes")
  }

  private static func failure(_ path: String) -> DataError {
    DataError(file: path, errno == ENOENT ? "no such file" : String(cString: strerror(errno)).lowercased())
  }
}

/// What a path leads to.
enum FileKind {
  case file
  case folder
  case missing

  init(_ status: stat) { self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .file }

  init(path: String) {
    var status = stat()
    self = stat(path, &status) == 0 ? FileKind(status) : .missing
  }
}
