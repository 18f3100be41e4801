import Glibc

/// The parts of a path, which `/` separates.
public enum FilePath {
  public static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || name.hasPrefix("/") ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The part before the last `/`: empty for a bare name, `/` for a name in the root.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The last part without what says how it is kept: `digits` for `data/digits.csv.gz`.
  /// - Parameter endings: those that are removed, each once, after `.gz`.
  public static func stem(of path: String, endings: [String]) -> String {
    var stem = name(of: path)
    for suffix in [".gz"] + endings where stem.hasSuffix(suffix) && stem.count > suffix.count {
      stem.removeLast(suffix.count)
    }
    return stem
  }

  /// A path in a folder, without `.` and `..` if they can be resolved.
  public static func resolved(_ path: String, in folder: String = "") -> String {
    let joined = folder.isEmpty ? path : folder + "/" + path
    let root = joined.hasPrefix("/") ? "/" : ""
    var parts: [Substring] = []
    for part in joined.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if root.isEmpty {
        parts.append(part)
      }
    }
    return root + parts.joined(separator: "/")
  }

  /// The one spelling of a path, however it is written: relative if it is in the current folder, otherwise absolute.
  static func canonical(_ path: String) -> String {
    guard let current = getcwd(nil, 0) else { return resolved(path) }
    defer { free(current) }
    let folder = join(String(cString: current), "")
    let absolute = path.hasPrefix("/") ? resolved(path) : resolved(path, in: folder)
    if absolute.hasPrefix(folder) { return String(absolute.dropFirst(folder.count)) }
    return absolute + "/" == folder ? "" : absolute
  }

  /// The path with the home folder for `~` at its start.
  public static func expanded(_ path: String, home: String?) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return home + path.dropFirst()
  }

  /// Makes a folder on the disk and those above it, unless they exist.
  public static func makeFolder(_ path: String) throws(FileError) {
    let parent = folder(of: path)
    if !parent.isEmpty, Disk.kind(of: parent) == .missing { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw FileError(file: path, "cannot make the folder: \(systemMessage(errno).lowercased())")
    }
  }
}
