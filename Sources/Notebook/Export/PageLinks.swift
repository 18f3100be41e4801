import Files
import Foundation

/// The links of a lesson when it is a page.
enum PageLinks {
  /// The file name of a lesson's page.
  static func page(for file: String) -> String { FilePath.stem(of: file, endings: [".md"]) + ".html" }

  /// The address on the page: a lesson's file becomes its page; `nil` for a link that would run a script.
  static func address(of destination: String) -> String? {
    if MarkdownScan.isExternal(destination) {
      let scheme = destination.prefix { $0 != ":" }.lowercased()
      return ["http", "https", "mailto"].contains(scheme) || destination.hasPrefix("//") ? destination : nil
    }
    let (path, anchor) = MarkdownScan.parts(of: destination)
    guard path.hasSuffix(".md") else { return destination }
    let folder = FilePath.folder(of: path)
    let name = path.hasSuffix("README.md") ? "index.html" : page(for: path)
    return FilePath.join(folder, name) + (anchor.map { "#" + $0 } ?? "")
  }
}

/// The pictures in a lesson's folder, which are embedded in its page.
struct LessonPictures {
  var folder: String
  var files: FileStore

  /// The picture as a `data:` address; `nil` if it is not a picture in the lesson's folder.
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
