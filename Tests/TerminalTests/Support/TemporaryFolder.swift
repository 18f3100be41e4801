import Foundation

/// A folder that goes with its owner.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("chainrule-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  /// Where the program keeps what was typed.
  var history: URL { url.appendingPathComponent(".local/state/chainrule/history") }

  /// The lines of the history file, as libedit writes them: blanks as `\040`, newlines as `\012`.
  var historyLines: [String] {
    let data = (try? Data(contentsOf: history)) ?? Data()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Puts a file in place of the history.
  func writeHistory(_ data: Data) throws {
    try FileManager.default.createDirectory(
      at: history.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: history)
  }
}
