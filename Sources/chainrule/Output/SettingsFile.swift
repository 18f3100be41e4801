import CommandKit
import Files
import SessionCore
import Notebook

/// The person's settings, lines like `set width 100`, in `$XDG_CONFIG_HOME/chainrule/settings`.
struct SettingsFile {
  private let path: String?

  init(path: String? = Self.standardPath) { self.path = path }

  private static var standardPath: String? {
    if let folder = environmentVariable("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/chainrule/settings"
    }
    return environmentVariable("HOME").map { $0 + "/.config/chainrule/settings" }
  }

  /// Runs the lines; what is wrong in one is a warning, and the others count.
  func apply(to interpreter: inout Interpreter, host: any Host) -> [String] {
    guard let path, let bytes = FileStore.disk.contents(of: path) else { return [] }
    var warnings: [String] = []
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      do {
        try interpreter.configure(String(line), host: host)
      } catch {
        warnings.append("\(path):\(index + 1): \(error.message)")
      }
    }
    return warnings
  }
}
