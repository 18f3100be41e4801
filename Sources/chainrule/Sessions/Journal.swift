import Files
import Glibc
import Notebook

/// The cells of a running shell on the disk: a shell that is killed loses no finished cell.
///
/// The file is a transcript with a block for each cell. Each cell is written before the next prompt, so it survives the
/// process; to survive a crash of the machine the file is synced, which takes 4 ms or more, at most once a second. The
/// file is locked before it gets its name and while the process runs: an unlocked file belongs to a dead process.
final class Journal {
  // A class: it owns a descriptor.
  private let path: String?
  private var descriptor: Int32 = -1
  private var length = 0
  /// The number of entries of the log that were added.
  private var kept = 0
  private var isBroken = false
  private var lastSync: ContinuousClock.Instant?

  /// - Parameter folder: for the journals of all shells; `nil` without a home folder.
  init(folder: String? = stateFile("sessions")) {
    path = folder.map { "\($0)/\(Self.stamp)-\(getpid()).md" }
  }

  /// Whether the cells are on the disk.
  var isKept: Bool { descriptor >= 0 && !isBroken }

  deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

  /// Adds the cells that are new in the log; returns a warning if that fails, once.
  func append(_ logbook: Logbook) -> String? {
    let entries = logbook.entries[kept...]
    kept = logbook.entries.count
    guard !entries.isEmpty, !isBroken else { return nil }
    if descriptor < 0 { return start(with: Logbook.markdown(of: entries)) }
    return write(Logbook.markdown(of: entries), to: descriptor).map(failed)
  }

  /// Replaces all cells.
  func replace(with logbook: Logbook) -> String? {
    kept = logbook.entries.count
    return isBroken ? nil : start(with: Logbook.markdown(of: logbook.entries))
  }

  /// Ends the file with its shell.
  ///
  /// - Parameter keeps: whether the cells stay for `recover`.
  /// - Returns: whether they do.
  func close(keeps: Bool) -> Bool {
    guard descriptor >= 0, let path else { return false }
    let isKept = keeps && !isBroken && rename(path, JournalName.path(path, ending: .left)) == 0
    if !keeps { unlink(path) }
    Glibc.close(descriptor)
    descriptor = -1
    return isKept
  }

  /// Writes a file under a temporary name, locks it, and renames it.
  private func start(with text: String) -> String? {
    guard let path else { return nil }
    makeFolders(above: path)
    let temporary = path + ".new"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return failedToStart(errno) }
    let before = length
    length = 0
    var failure = flock(file, LOCK_EX | LOCK_NB) == 0 ? write(head + text, to: file) : errno
    if failure == nil, rename(temporary, path) != 0 { failure = errno }
    if let failure {
      Glibc.close(file)
      unlink(temporary)
      length = before
      return failed(failure)
    }
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = file
    return nil
  }

  private var head: String {
    let folder = getcwd(nil, 0)
    defer { free(folder) }
    return "A session in `\(folder.map { String(cString: $0) } ?? "an unknown folder")`.\n\n"
  }

  /// No warning if the state folder is not writable: the history has already given one.
  private func failedToStart(_ error: Int32) -> String? {
    let warning = failed(error)
    return stateFile("").map { access($0, W_OK) == 0 } == false ? nil : warning
  }

  private func failed(_ error: Int32) -> String {
    isBroken = true
    return "cells are not kept for recover: cannot write \(path ?? ""): \(systemMessage(error))"
  }

  /// Adds all of a text or nothing; returns the number of the error.
  private func write(_ text: String, to file: Int32) -> Int32? {
    if let failure = writeAll(Array(text.utf8), to: file) {
      ftruncate(file, off_t(length))
      return failure
    }
    length += text.utf8.count
    let now = ContinuousClock.now
    if let lastSync, now - lastSync < .seconds(1) { return nil }
    lastSync = now
    return fdatasync(file) == 0 ? nil : errno
  }

  /// A name that sorts by time: `20261125-030420`.
  private static var stamp: String { Timestamp(time(nil)).text("%Y%m%d-%H%M%S") }
}

/// A point in time, written in the local time zone.
struct Timestamp: Comparable {
  private let seconds: time_t

  init(_ seconds: time_t) { self.seconds = seconds }

  /// - Parameter format: as for `strftime`.
  func text(_ format: String) -> String {
    var seconds = seconds
    var parts = tm()
    localtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 64)
    let count = strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}
