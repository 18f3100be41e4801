import Foundation

/// Where lessons are read from: the disk, or a dictionary in a test. Paths are separated by `/`.
public struct FileShelf: Sendable {
  /// The bytes of a file, `nil` where there is none.
  public var read: @Sendable (String) -> [UInt8]?
  public var exists: @Sendable (String) -> Bool
  /// The names in a folder.
  public var names: @Sendable (String) -> [String]

  public static let disk = FileShelf(
    read: { path in FileManager.default.contents(atPath: path).map { Array($0) } },
    exists: { FileManager.default.fileExists(atPath: $0) },
    names: { (try? FileManager.default.contentsOfDirectory(atPath: $0.isEmpty ? "." : $0)) ?? [] })

  public static func memory(_ files: [String: [UInt8]]) -> FileShelf {
    FileShelf(
      read: { files[$0] },
      exists: { path in files.keys.contains { $0 == path || $0.hasPrefix(path + "/") } },
      names: { folder in
        files.keys.filter { directory(of: $0) == folder }.map {
          String($0.dropFirst(folder.isEmpty ? 0 : folder.count + 1))
        }
      })
  }

  /// The Markdown files that a path names: itself, or those in a folder in the order of their names, but for README.md.
  public func lessons(at path: String) -> [String] {
    let names = names(path).filter { $0.hasSuffix(".md") && $0 != "README.md" }.sorted()
    return names.isEmpty ? [path] : names.map { joined(path, $0) }
  }
}

/// The folder of a path, empty for a bare name.
func directory(of path: String) -> String {
  path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
}

/// A path relative to a folder, without `.` and `..` where they can be resolved.
func joined(_ folder: String, _ path: String) -> String {
  var parts: [Substring] = []
  for part in (folder.isEmpty ? path : folder + "/" + path).split(separator: "/", omittingEmptySubsequences: false) {
    if part == "." || (part.isEmpty && !parts.isEmpty) { continue }
    if part == "..", let last = parts.last, last != "..", !last.isEmpty {
      parts.removeLast()
    } else {
      parts.append(part)
    }
  }
  return parts.joined(separator: "/")
}
