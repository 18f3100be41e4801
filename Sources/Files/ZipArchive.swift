import CZip
import Interruption

/// A zip archive that is open for reading. A class, since libzip keeps the address of its bytes.
final class ZipArchive {
  struct Entry {
    var name: String
    var index: Int
    var size: Int
  }

  private(set) var entries: [Entry] = []
  private let handle: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let file: String

  /// Opens an archive and checks what it states, before anything is unpacked.
  init(_ contents: [UInt8], file: String) throws(FileError) {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: contents.count)
    _ = bytes.initialize(from: contents)
    var message = CZipMessage()
    guard let handle = czip_open(bytes.baseAddress, bytes.count, &message) else {
      bytes.deallocate()
      throw FileError(file: file, "cannot be opened as a zip archive: \(message.string)")
    }
    (self.handle, self.bytes, self.file) = (handle, bytes, file)
    try list()
  }

  deinit {
    czip_close(handle)
    bytes.deallocate()
  }

  private func list() throws(FileError) {
    var (packed, unpacked) = (UInt64(0), UInt64(0))
    for index in 0..<czip_count(handle) {
      var (entry, message) = (CZipEntry(), CZipMessage())
      guard czip_entry(handle, index, &entry, &message) else { throw FileError(file: file, message.string) }
      let name = String(cString: entry.name)
      if let reason = FileError.refusal(ofName: name) { throw FileError(file: file, reason) }
      func error(_ text: String) -> FileError { FileError(file: file, "\(name): \(text)") }
      if entry.is_encrypted { throw error("is encrypted") }
      if entries.contains(where: { $0.name == name }) { throw error("occurs twice") }
      guard entry.packed_size <= UInt64(bytes.count) - packed else {
        throw error("the parts state more bytes than the archive has: they overlap")
      }
      packed += entry.packed_size
      guard entry.size <= entry.packed_size * UInt64(Gzip.bestRatio) + 64 else {
        throw error("\(entry.packed_size) bytes cannot unpack to \(entry.size)")
      }
      unpacked += entry.size
      guard unpacked <= UInt64(FileStore.largest) else {
        throw error("the archive unpacks to more than \(FileStore.largest) bytes")
      }
      entries.append(Entry(name: name, index: Int(index), size: Int(entry.size)))
    }
  }

  /// The first bytes of an entry, all of them at most.
  func contents(_ entry: Entry, prefix: Int = .max) throws(FileError) -> [UInt8] {
    var message = CZipMessage()
    var got: Int64 = 0
    let part = [UInt8](unsafeUninitializedCapacity: min(entry.size, prefix)) { buffer, count in
      got = czip_read(handle, entry.index, buffer.baseAddress, min(entry.size, prefix), &message)
      count = max(Int(got), 0)
    }
    if got < 0 { throw FileError(file: file, "\(entry.name): \(message.string)") }
    return part
  }
}

extension ZipArchive {
  /// The bytes of an archive of parts, not packed.
  /// - Throws: `FileError` if libzip is not installed.
  static func bytes(_ parts: [(name: String, bytes: [UInt8])], file: String) throws(FileError) -> [UInt8] {
    var (size, message) = (0, CZipMessage())
    let archive = withParts(parts[...], []) {
      czip_write($0, $0.count, { Work.current.isStopped }, &size, &message)
    }
    if Work.current.isStopped {
      archive?.deallocate()
      throw .stopped(file)
    }
    guard let archive else { throw FileError(file: file, "cannot make a zip archive: \(message.string)") }
    defer { archive.deallocate() }
    return Array(UnsafeBufferPointer(start: archive, count: size))
  }

  /// Runs a body while names and bytes of the parts keep their addresses.
  private static func withParts<Result>(
    _ parts: ArraySlice<(name: String, bytes: [UInt8])>, _ known: [CZipPart], _ body: ([CZipPart]) -> Result
  ) -> Result {
    guard let part = parts.first else { return body(known) }
    return part.name.withCString { name in
      part.bytes.withUnsafeBytes { bytes in
        let next = CZipPart(name: name, bytes: bytes.baseAddress, count: bytes.count)
        return withParts(parts.dropFirst(), known + [next], body)
      }
    }
  }
}

extension CZipMessage {
  fileprivate var string: String {
    withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }.lowercased()
  }
}
