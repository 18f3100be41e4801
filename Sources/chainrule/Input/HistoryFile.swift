import Files
import Glibc

/// The cells of earlier sessions, in `$XDG_STATE_HOME/chainrule/history`.
///
/// Each cell is added to the end of the file as soon as it is entered, so nothing is lost if two shells run or one is
/// killed. A file that could not be read is never written. The file is read after the first prompt, which it must not
/// delay.
struct HistoryFile {
  /// The number of cells that are kept.
  static let capacity = 10_000
  /// A larger file is rewritten with its last cells.
  static let largestSize = 1 << 20
  /// A cell of more bytes is not kept: it would displace many others.
  static let largestEntry = 1 << 17

  private static let header = Array(HistoryCoding.header.utf8) + [newline]

  private let path: String?
  private(set) var warning: String?
  private let isReadable: Bool
  private(set) var isWritable: Bool

  init(path: String?) {
    self.path = path
    let problem = path.flatMap(Self.problem)
    isReadable = path != nil && problem == nil
    isWritable = isReadable
    guard let path, let problem else { return }
    warning = "cannot read the history \(path): \(problem); cells are not added to it"
  }

  /// The cells, oldest first; a cell that was entered twice appears once, at its last position.
  func entries() -> [String] {
    guard isReadable, let path, let end = Self.end(of: path) else { return [] }
    return Self.latest(end).map { HistoryCoding.entry($0) }
  }

  /// Adds a cell; returns a warning, at most once.
  mutating func append(_ cell: String) -> String? {
    let line = HistoryCoding.line(cell)
    guard isWritable, let path, line.count <= Self.largestEntry else { return nil }
    makeFolders(above: path)
    do {
      let file = try LockedFile(path)
      let size = try file.append(line + [newline], header: Self.header)
      if size > Self.largestSize, file.isLocked { compact(path) }
      return nil
    } catch {
      isWritable = false
      return "cannot write the history \(path): \(error)"
    }
  }

  /// Replaces the file with one that has only the last cells. If that fails, the file stays.
  private func compact(_ path: String) {
    guard let lines = Self.end(of: path, size: .max) else { return }
    var bytes = Self.header
    var left = Self.largestSize / 2
    let kept = Self.latest(lines).reversed().filter { $0.count <= Self.largestEntry }.prefix {
      left -= $0.count + 1
      return left > 0
    }
    for line in kept.reversed() { bytes += line + [newline] }
    try? AtomicFile.write(bytes, to: path)
  }

  // MARK: Reading

  /// Why the file cannot be read; `nil` if it can, or does not exist yet.
  private static func problem(at path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { return errno == ENOENT ? nil : systemMessage(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return systemMessage(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return "it is not a file" }
    if status.st_size == 0 { return nil }
    return bytes(of: descriptor, from: 0, count: header.count) == header ? nil : "it is not in libedit's format"
  }

  /// The last lines of the file.
  private static func end(of path: String, size: Int = largestSize) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let start = max(Int(status.st_size) - size, 0)
    let text = bytes(of: descriptor, from: start, count: Int(status.st_size) - start)
    // The first line is the header or the rest of an entry.
    return text.firstIndex(of: newline).map { Array(text[($0 + 1)...]) } ?? []
  }

  private static func bytes(of descriptor: Int32, from start: Int, count: Int) -> [UInt8] {
    var done = 0
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while done < count {
        let result = pread(descriptor, buffer.baseAddress?.advanced(by: done), count - done, start + done)
        if result < 0, errno == EINTR { continue }
        if result <= 0 { break }
        done += result
      }
      initialized = done
    }
  }

  /// The last different lines, oldest first.
  private static func latest(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    var ranges: [Range<Int>] = []
    text.withUnsafeBytes { bytes in
      var seen = Set<Line>(minimumCapacity: capacity)
      var end = bytes.count
      while end > 0, ranges.count < capacity {
        var start = end
        while start > 0, bytes[start - 1] != newline { start -= 1 }
        if start < end, seen.insert(Line(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))).inserted {
          ranges.append(start..<end)
        }
        end = start - 1
      }
    }
    return ranges.reversed().map { text[$0] }
  }

  /// A line in place: an array is hashed byte by byte, which takes longer than reading the file.
  private struct Line: Hashable {
    let bytes: UnsafeRawBufferPointer

    static func == (left: Line, right: Line) -> Bool {
      left.bytes.count == right.bytes.count && left.bytes.elementsEqual(right.bytes)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes: bytes) }
  }
}

private let newline = UInt8(ascii: "\n")
