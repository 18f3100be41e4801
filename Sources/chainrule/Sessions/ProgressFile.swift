import CommandKit
import Files
import SessionCore
import Notebook

/// How far the person is in each lesson, in `$XDG_STATE_HOME/chainrule/progress.txt`.
struct ProgressFile {
  private let path: String?

  init(path: String? = stateFile("progress.txt")) { self.path = path }

  var progress: LessonProgress { stored ?? LessonProgress() }

  /// `nil` where there is a file that cannot be read.
  private var stored: LessonProgress? {
    guard let path, FileStore.disk.exists(path) else { return LessonProgress() }
    let text = FileStore.disk.contents(of: path).flatMap { String(validating: $0, as: UTF8.self) }
    return text.map { LessonProgress(parsing: $0) }
  }

  /// Puts one lesson's line in place; the file is read again, because another shell may have written it.
  ///
  /// - Returns: a warning where it cannot be read, and is left alone, or cannot be written.
  func save(_ entry: LessonProgress.Entry, of lesson: String) -> String? {
    guard let path else { return nil }
    guard var progress = stored else { return "cannot read \(path): how far you are is not kept" }
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
