import CommandKit
import Files
import Language
import SessionCore
import Notebook

/// The user's progress in the lessons, in `$XDG_STATE_HOME/chainrule/progress.txt`.
struct ProgressFile {
  private let path = stateFile("progress.txt")

  var progress: LessonProgress { stored ?? LessonProgress() }

  /// `nil` if the file exists but cannot be read.
  private var stored: LessonProgress? {
    guard let path, FileStore.disk.exists(path) else { return LessonProgress() }
    let text = FileStore.disk.contents(of: path).flatMap { String(validating: $0, as: UTF8.self) }
    return text.map { LessonProgress(parsing: $0) }
  }

  /// Replaces one lesson's line. The file is read again, because another shell may have written it.
  ///
  /// - Returns: a warning if the file cannot be read, which leaves it unchanged, or cannot be written.
  func save(_ entry: LessonProgress.Entry, of lesson: String) -> String? {
    guard let path else { return nil }
    guard var progress = stored else { return "cannot read \(path): your progress is not saved" }
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

/// The user's settings, lines like `set width 100`, in `$XDG_CONFIG_HOME/chainrule/settings`.
enum SettingsFile {
  /// Runs the lines; a wrong line is a warning, and the others still count.
  static func apply(to interpreter: inout Interpreter, host: any Host) -> [String] {
    guard let path = configurationFile("settings"), let bytes = FileStore.disk.contents(of: path) else { return [] }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.enumerated().compactMap { index, line -> String? in
      do throws(Diagnostic) {
        try interpreter.configure(String(line), host: host)
        return nil
      } catch {
        return "\(path):\(index + 1): \(error.message)"
      }
    }
  }
}
