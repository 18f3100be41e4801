import Files
import Glibc
import Notebook

/// The journal of a shell that ended without a goodbye, locked as long as this value is kept.
final class Gravestone {
  // A class: it owns a descriptor.
  let document: Document
  /// Whether the end of the file was being written.
  let isTorn: Bool
  let ended: Moment
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
    ended = Moment(status.st_mtim.tv_sec)
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
