/// Where files are read and written, as a value: the disk, files in memory, or new files over another store.
///
/// `w.npy`, `./w.npy` and its absolute path are one file in every store; links are not followed in memory. A copy of a
/// store does not see what is written into the other afterwards, except on the disk, of which there is one.
public indirect enum FileStore: Sendable {
  case empty
  case disk
  /// Reads fall through to the store below, writes stay here.
  case overlay([String: [UInt8]], over: FileStore)
  /// Writing fails with the reason.
  case readOnly(FileStore, reason: String)

  /// Files in memory, by path.
  public static func memory(_ files: [String: [UInt8]]) -> FileStore { overlay([:], over: .empty).adding(files) }

  /// A store that reads what is in this one and keeps for itself what is written.
  public var overlaid: FileStore { .overlay([:], over: self) }

  /// What was written into an overlay, by path; nothing for other stores.
  public var written: [String: [UInt8]] {
    if case .overlay(let files, _) = self { files } else { [:] }
  }

  private func adding(_ files: [String: [UInt8]]) -> FileStore {
    guard case .overlay(let own, let below) = self else { return .overlay([:], over: self).adding(files) }
    let added = Dictionary(files.map { (FilePath.canonical($0), $1) }) { _, last in last }
    return .overlay(own.merging(added) { _, new in new }, over: below)
  }

  /// What a path leads to.
  public enum Kind: Sendable {
    case file, folder, missing
  }
}

// MARK: Looking

extension FileStore {
  public func kind(of path: String) -> Kind {
    switch self {
    case .empty: return .missing
    case .disk: return Disk.kind(of: path)
    case .readOnly(let below, _): return below.kind(of: path)
    case .overlay(let files, let below):
      let own = FilePath.canonical(path)
      if files[own] != nil { return .file }
      return files.keys.contains { $0.hasPrefix(FilePath.join(own, "")) } ? .folder : below.kind(of: path)
    }
  }

  public func exists(_ path: String) -> Bool { kind(of: path) != .missing }

  /// The names in a folder, `""` for the current one; none if it cannot be read.
  public func names(in folder: String) -> [String] {
    switch self {
    case .empty: return []
    case .disk: return Disk.names(in: folder)
    case .readOnly(let below, _): return below.names(in: folder)
    case .overlay(let files, let below):
      let names = below.names(in: folder)
      let own = files.keys.filter { FilePath.folder(of: $0) == FilePath.canonical(folder) }.map(FilePath.name)
      return names + own.filter { !names.contains($0) }
    }
  }

  /// The Markdown files that a path names: itself, or those in a folder in the order of their names, but for README.md.
  public func lessons(at path: String) -> [String] {
    let names = names(in: path).filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
    return names.isEmpty ? [path] : names.map { FilePath.resolved($0, in: path) }
  }
}

// MARK: Reading and writing

extension FileStore {
  /// The most bytes that are read of a file, or unpacked: what the largest network takes.
  public static let largest = 1 << 31

  /// The bytes of a file as they are, gzipped or not.
  /// - Throws: `FileError` if the file cannot be read or is larger than `limit`.
  public func read(_ path: String, limit: Int = largest) throws(FileError) -> [UInt8] {
    switch self {
    case .empty: throw FileError(file: path, "no such file")
    case .disk: return try Disk.read(path, limit: limit)
    case .readOnly(let below, _): return try below.read(path, limit: limit)
    case .overlay(let files, let below):
      guard let bytes = files[FilePath.canonical(path)] else { return try below.read(path, limit: limit) }
      guard bytes.count <= limit else { throw FileError.tooLarge(path, limit: limit) }
      return bytes
    }
  }

  /// The bytes of a file; `nil` if it cannot be read.
  public func contents(of path: String) -> [UInt8]? { try? read(path) }

  /// Writes a file completely or not at all, over one that exists.
  public mutating func write(_ bytes: [UInt8], to path: String) throws(FileRefusal) {
    switch self {
    case .empty: self = .memory([path: bytes])
    case .disk: try AtomicFile.write(bytes, to: path)
    case .readOnly(_, let reason): throw FileRefusal(reason)
    case .overlay: self = adding([path: bytes])
    }
  }

  /// The bytes of a data file, unpacked if they are gzipped, and known to be neither empty nor a web page.
  /// - Parameter limit: the most bytes that the file may have, packed and unpacked.
  /// - Throws: `FileError` if the file cannot be read, holds no data or is too large.
  public func data(at path: String, limit: Int = largest) throws(FileError) -> [UInt8] {
    let raw = try read(path, limit: limit)
    try Self.refuseImpostor(raw, file: path)
    guard Gzip.isGzip(raw) else { return raw }
    let bytes = try Gzip.decompress(raw, file: path, limit: limit)
    try Self.refuseImpostor(bytes, file: path)
    return bytes
  }

  /// What people save in place of data: nothing, a web page, or the pointer that Git LFS leaves.
  public static func refuseImpostor(_ bytes: [UInt8], file: String) throws(FileError) {
    if bytes.isEmpty {
      throw FileError(file: file, "the file is empty (0 bytes)", hint: "the download failed; fetch the file again")
    }
    let start = String(decoding: bytes.prefix(512), as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let lower = start.lowercased()
    if ["<!", "<html", "<head", "<?xml"].contains(where: lower.hasPrefix) {
      throw FileError(
        file: file, place: .byte(0), "the file looks like a web page (\(bytes.count) bytes), not data",
        hint: "the server sent an error page; fetch the file from another mirror")
    }
    if lower.hasPrefix("version https://git-lfs") {
      throw FileError(
        file: file, place: .byte(0), "the file is a Git LFS pointer (\(bytes.count) bytes), not the data",
        hint: "run `git lfs pull` in its repository")
    }
  }
}
