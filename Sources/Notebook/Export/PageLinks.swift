import Files
import Foundation

/// Where the links of a lesson go when it is a page.
enum PageLinks {
  /// The file name of a lesson's page.
  static func page(for file: String) -> String {
    let name = String(file[(file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex)...])
    return (name.hasSuffix(".md") ? String(name.dropLast(3)) : name) + ".html"
  }

  /// A lesson's file becomes its page; `nil` for a link that would run a script.
  static func address(of destination: String) -> String? {
    if MarkdownScan.isExternal(destination) {
      let scheme = destination.prefix { $0 != ":" }.lowercased()
      return ["http", "https", "mailto"].contains(scheme) || destination.hasPrefix("//") ? destination : nil
    }
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let path = parts.first, path.hasSuffix(".md") else { return destination }
    let folder = FilePath.folder(of: path)
    let name = path.hasSuffix("README.md") ? "index.html" : page(for: path)
    return FilePath.join(folder, name) + (parts.count == 2 ? "#" + parts[1] : "")
  }
}

/// The pictures beside a lesson, to be written into its page.
struct LessonPictures {
  var folder: String
  var files: FileStore

  /// The picture as a `data:` address; `nil` where it is none of the lesson's folder.
  func data(_ destination: String) -> String? {
    let path = destination.removingPercentEncoding ?? destination
    if MarkdownScan.isExternal(path) || path.hasPrefix("/") || path.split(separator: "/").contains("..") { return nil }
    guard let dot = path.lastIndex(of: "."),
      let kind = Self.kinds[path[path.index(after: dot)...].lowercased()],
      let bytes = files.contents(of: FilePath.resolved(path, in: folder))
    else { return nil }
    return "data:\(kind);base64," + Data(bytes).base64EncodedString()
  }

  private static let kinds = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
    "webp": "image/webp",
  ]
}
