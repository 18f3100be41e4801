import CommandKit
import Files
import Glibc
import Language
import Notebook
import Views

/// What shells left that ended without a goodbye.
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

  /// What is said where a shell begins.
  var offer: View? {
    let sessions = sessions
    for old in sessions.dropFirst(Self.capacity) { old.remove() }
    guard let first = sessions.first else { return nil }
    let cells = "\(Count.of(first.cells, "cell")), \(first.time)"
    let what =
      sessions.count == 1
      ? "a session ended without a goodbye (\(cells)): "
      : "\(min(sessions.count, Self.capacity)) sessions ended without a goodbye, the last with \(cells): "
    let ways =
      StyledText("recover", .code) + StyledText(sessions.count == 1 ? " brings it back, " : " lists them, ")
      + StyledText("recover discard", .code) + StyledText(" forgets \(sessions.count == 1 ? "it" : "one")")
    return .text(StyledText(what, .warning) + ways)
  }

  /// The session with a number of the list, or the only one; `nil` where the list must be looked at first.
  func session(_ number: Int?) throws(Diagnostic) -> CrashedSession? {
    let sessions = sessions
    if sessions.isEmpty { throw Diagnostic("no session is left to recover", at: .start) }
    guard let number else { return sessions.count == 1 ? sessions[0] : nil }
    guard sessions.indices.contains(number - 1) else {
      throw Diagnostic("there is no session \(number)", at: .start, hint: "recover lists \(sessions.count)")
    }
    return sessions[number - 1]
  }

  var list: View {
    .table(
      Table(
        columns: ["number", "cells", "ended", "last cell"],
        rows: sessions.enumerated().map { index, session in
          [
            .integer(index + 1), .integer(session.cells), .text(session.time),
            .text(
              session.document.cells.last?.source.split(whereSeparator: \.isNewline).first.map(String.init) ?? "", .code
            ),
          ]
        }, note: "recover 1 brings the first one back, recover discard 1 forgets it"))
  }
}

/// The journal of a shell that ended without a goodbye, locked as long as this value is kept.
final class CrashedSession {
  // A class: it owns a descriptor.
  let document: Document
  /// Whether the end of the file was being written.
  let isTorn: Bool
  let ended: Timestamp
  private let path: String
  private let descriptor: Int32

  var cells: Int { document.cells.count }
  var time: String { ended.text("%Y-%m-%d %H:%M") }

  /// `nil` where the shell still runs, another one recovers it, or the file cannot be read.
  init?(path: String) {
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0,
      let bytes = FileStore.disk.contents(of: path), let (document, isTorn) = Self.parse(bytes)
    else {
      close(descriptor)
      return nil
    }
    self.path = path
    self.descriptor = descriptor
    self.document = document
    self.isTorn = isTorn
    ended = Timestamp(status.st_mtim.tv_sec)
  }

  deinit { close(descriptor) }

  func remove() { unlink(path) }

  /// The blocks that are whole: the last one is left out where it is not closed.
  private static func parse(_ bytes: [UInt8]) -> (Document, isTorn: Bool)? {
    do throws(NotebookError) {
      return (try Document.parse(bytes: bytes), false)
    } catch {
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(error.line - 1)
      guard let document = try? Document.parse(bytes: Array(lines.joined(separator: [0x0A]))) else { return nil }
      return (document, true)
    }
  }
}
