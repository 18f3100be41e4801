import Commands
import Notebook

/// How far the person is in each lesson, in `$XDG_STATE_HOME/chainrule/progress.txt`.
struct ProgressFile {
  private let path: String?

  init(path: String? = stateFile("progress.txt")) { self.path = path }

  var progress: LessonProgress {
    let bytes = path.flatMap { FileShelf.disk.read($0) } ?? []
    return LessonProgress(parsing: String(decoding: bytes, as: UTF8.self))
  }

  /// Puts one lesson's line in place; the file is read again, because another shell may have written it.
  ///
  /// - Returns: a warning where it cannot be written.
  func save(_ entry: LessonProgress.Entry, of lesson: String) -> String? {
    guard let path else { return nil }
    var progress = progress
    if progress[lesson] == entry { return nil }
    progress[lesson] = entry
    makeFolders(above: path)
    do throws(FileRefusal) {
      try AtomicFile.write(Array(progress.text.utf8), to: path)
      return nil
    } catch {
      return error.message
    }
  }
}
