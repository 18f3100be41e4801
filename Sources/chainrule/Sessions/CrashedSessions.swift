import CommandKit
import Files
import Glibc
import Language
import Notebook
import SessionCore
import Views

/// The sessions of shells that crashed or were killed.
struct CrashedSessions {
  /// Older ones are removed.
  static let capacity = 20

  private let folder: String?

  init(folder: String? = stateFile("sessions")) { self.folder = folder }

  /// The newest first.
  private var sessions: [CrashedSession] {
    guard let folder else { return [] }
    let paths = FileStore.disk.names(in: folder).filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    return paths.compactMap(CrashedSession.init).filter { $0.cells > 0 }.sorted { $0.ended > $1.ended }
  }

  /// The message when a shell starts.
  var offer: View? {
    let sessions = sessions
    for old in sessions.dropFirst(Self.capacity) { old.remove() }
    guard let first = sessions.first else { return nil }
    let cells = "\(Description.count(first.cells, "cell")), \(first.time)"
    let what =
      sessions.count == 1
      ? "a session ended unexpectedly (\(cells)): "
      : "\(min(sessions.count, Self.capacity)) sessions ended unexpectedly, the last one with \(cells): "
    let ways =
      StyledText("recover", .code) + StyledText(sessions.count == 1 ? " restores it, " : " lists them, ")
      + StyledText("recover discard", .code) + StyledText(" deletes \(sessions.count == 1 ? "it" : "one")")
    return .text(StyledText(what, .warning) + ways)
  }

  /// The session with a number in the list, or the only one; `nil` if the user has to choose one.
  func session(_ number: Int?) throws(Diagnostic) -> CrashedSession? {
    let sessions = sessions
    if sessions.isEmpty { throw Diagnostic("no session to recover", at: .start) }
    guard let number else { return sessions.count == 1 ? sessions[0] : nil }
    guard sessions.indices.contains(number - 1) else {
      throw Diagnostic("session \(number) does not exist", at: .start, hint: "recover lists \(sessions.count)")
    }
    return sessions[number - 1]
  }

  var list: View {
    .table(
      Table(
        columns: ["number", "cells", "ended", "last cell"],
        rows: sessions.enumerated().map { index, session in
          let last = session.document.cells.last?.source.split(whereSeparator: \.isNewline).first
          return [
            .integer(index + 1), .integer(session.cells), .text(session.time), .text(String(last ?? ""), .code),
          ]
        }, note: "recover 1 restores the first one, recover discard 1 deletes it"))
  }
}

/// The journal of a shell that crashed or was killed, locked while this object exists.
final class CrashedSession {
  // A class: it owns a descriptor.
  let document: Document
  /// Whether the end of the file is incomplete.
  let isIncomplete: Bool
  let ended: Timestamp
  private let path: String
  private let descriptor: Int32

  var cells: Int { document.cells.count }
  var time: String { ended.text("%Y-%m-%d %H:%M") }

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
