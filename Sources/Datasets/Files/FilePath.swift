import Glibc

/// The parts of a path that a data set's name and its companions are found by.
enum FilePath {
  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || name.hasPrefix("/") ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The part before the last `/`, empty for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The last part without what says how it is kept: `digits` for `data/digits.csv.gz`.
  static func stem(of path: String) -> String {
    var stem = name(of: path)
    for suffix in [".gz", ".csv", ".tsv", ".txt", ".npy"] where stem.hasSuffix(suffix) && stem.count > suffix.count {
      stem.removeLast(suffix.count)
    }
    return stem
  }
}

extension FilePath {
  /// Makes a folder and those it lies in, where they are not there yet.
  static func makeFolder(_ path: String) throws(DataError) {
    let parent = folder(of: path)
    if !parent.isEmpty, FileKind(path: parent) == .missing { try makeFolder(parent) }
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw DataError(file: path, "cannot make the folder: \(String(cString: strerror(errno)).lowercased())")
    }
  }
}
