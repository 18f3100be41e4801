import Foundation

extension TemporaryFolder {
  /// The folder with the journals.
  var sessions: URL { url.appendingPathComponent(".local/state/chainrule/sessions") }

  /// The names of the journals.
  var journals: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: sessions.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }

  func text(of name: String) -> String {
    (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? ""
  }
}
