import CommandKit
import Files
import Glibc
import Language
import Notebook
import SessionCore
import Views

/// The sessions of shells that ended with cells in no file, were killed or crashed.
struct EarlierSessions {
  /// Older ones are removed.
  static let capacity = 20

  private let folder: String?

  init(folder: String? = stateFile("sessions")) { self.folder = folder }

  /// The newest first.
  private var sessions: [EarlierSession] {
    let sessions = names.compactMap(session).filter { $0.cells > 0 }
    return Array(sessions.sorted { $0.ended > $1.ended }.prefix(Self.capacity))
  }

  private var names: [String] {
    folder.map { FileStore.disk.names(in: $0).filter { $0.hasSuffix(".md") } } ?? []
  }

  private func session(named name: String) -> EarlierSession? {
    folder.flatMap { EarlierSession(path: "\($0)/\(name)") }
  }

  /// The message about shells that crashed since the last start. It is given once.
  var crashNotice: View? {
    let new = names.filter { JournalName.ending(of: $0) == .unknown }
    let crashed = new.compactMap(session).filter { $0.cells > 0 }.sorted { $0.ended > $1.ended }
    for session in crashed { session.noteCrash() }
    removeOldest()
    guard let last = crashed.first else { return nil }
    let cells = "\(Description.count(last.cells, "cell")), \(last.time)"
    let what =
      crashed.count == 1
      ? "a session ended unexpectedly (\(cells)): "
      : "\(crashed.count) sessions ended unexpectedly, the last one with \(cells): "
    let way = StyledText("recover", .code) + StyledText(crashed.count == 1 ? " lists it" : " lists them")
    return .text(StyledText(what, .warning) + way)
  }

  /// Removes all but the last sessions. Their names sort by time.
  private func removeOldest() {
    let ended = names.filter { JournalName.ending(of: $0) != .unknown }.sorted(by: >)
    for name in ended.dropFirst(Self.capacity) { session(named: name)?.remove() }
  }

  /// The session with a number in the list.
  func session(_ number: Int) throws(Diagnostic) -> EarlierSession {
    let sessions = sessions
    if sessions.isEmpty { throw Self.nothing }
    guard sessions.indices.contains(number - 1) else {
      throw Diagnostic("session \(number) does not exist", at: .start, hint: "recover lists \(sessions.count)")
    }
    return sessions[number - 1]
  }

  private static let nothing = Diagnostic("no session to recover", at: .start)

  /// Removes all of them; returns their number.
  func forget() throws(Diagnostic) -> Int {
    let all = names.compactMap(session)
    if all.isEmpty { throw Self.nothing }
    for session in all { session.remove() }
    return all.count
  }

  func list() throws(Diagnostic) -> View {
    let sessions = sessions
    if sessions.isEmpty { throw Self.nothing }
    let rows = sessions.enumerated().map { index, session -> [Table.Cell] in
      [
        .integer(index + 1), .integer(session.cells), .text(session.time), .text(session.ending.rawValue),
        .text(session.firstCell, .code),
      ]
    }
    return .table(
      Table(
        columns: ["number", "cells", "ended", "how", "first cell"], rows: rows,
        note: "recover 1 opens the first, recover discard 1 deletes it, recover forget all"))
  }
}

/// The name of a journal says how its shell ended.
enum JournalName {
  enum Ending: String {
    /// The shell still runs, or it crashed and nobody was told.
    case unknown
    case crashed
    case left
  }

  static func ending(of name: String) -> Ending {
    if name.hasSuffix(suffix(.left)) { return .left }
    return name.hasSuffix(suffix(.crashed)) ? .crashed : .unknown
  }

  private static func suffix(_ ending: Ending) -> String { ".\(ending.rawValue).md" }

  /// The path of a journal whose ending is unknown, with its ending.
  static func path(_ path: String, ending: Ending) -> String { path.dropLast(".md".count) + suffix(ending) }
}

/// The journal of a shell that has ended, locked while this object exists.
final class EarlierSession {
  // A class: it owns a descriptor.
  let document: Document
  /// Whether the end of the file is incomplete.
  let isIncomplete: Bool
  let ended: Timestamp
  private let path: String
  private let descriptor: Int32

  var cells: Int { document.cells.count }
  var time: String { ended.text("%Y-%m-%d %H:%M") }
  var firstCell: String {
    document.cells.first?.source.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }

  /// A session whose ending is unknown has crashed, as its shell no longer runs.
  var ending: JournalName.Ending {
    let ending = JournalName.ending(of: path)
    return ending == .unknown ? .crashed : ending
  }

  /// `nil` if the shell still runs, another shell recovers it, or the file cannot be read.
  init?(path: String) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0,
      let bytes = FileStore.disk.contents(of: path), let (document, isIncomplete) = Self.parse(bytes)
    else {
      close(descriptor)
      return nil
    }
    self.path = path
    self.descriptor = descriptor
    self.document = document
    self.isIncomplete = isIncomplete
    ended = Timestamp(status.st_mtim.tv_sec)
  }

  deinit { close(descriptor) }

  func remove() { unlink(path) }

  /// Writes into its name that it crashed. If that fails, the next shell tells of the crash again.
  fileprivate func noteCrash() { rename(path, JournalName.path(path, ending: .crashed)) }

  /// The complete blocks: the last one is left out if it is not closed.
  private static func parse(_ bytes: [UInt8]) -> (Document, isIncomplete: Bool)? {
    do throws(NotebookError) {
      return (try Document.parse(bytes: bytes), false)
    } catch {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(error.line - 1)
      guard let document = try? Document.parse(bytes: Array(lines.joined(separator: [0x0A]))) else { return nil }
      return (document, true)
    }
  }
}
