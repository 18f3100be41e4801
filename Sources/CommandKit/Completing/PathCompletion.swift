import Files
import SessionCore

/// Files for a path that is typed, written as the arguments are read: quoted where blanks are in them.
struct PathCompletion {
  let environment: CompletionEnvironment

  /// Hidden files come only where their dot is typed.
  func suggestions(for word: String) -> [Suggestion] {
    let isQuoted = word.hasPrefix("\"")
    let typed = isQuoted ? String(word.dropFirst()) : word
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (folder, start) = (String(typed[..<cut]), typed[cut...])
    if typed == "~", environment.home != nil { return [Suggestion("~/", "your home folder", isOpen: true)] }
    let files = environment.files(FilePath.expanded(folder, home: environment.home)).filter { file in
      file.name.hasPrefix(start) && (start.hasPrefix(".") || !file.name.hasPrefix("."))
    }
    let needsQuotes = isQuoted || files.contains { Self.needsQuotes(folder + $0.name) }
    return files.sorted { $0.name < $1.name }.compactMap { suggestion($0, in: folder, isQuoted: needsQuotes) }
  }

  /// `nil` for a name that cannot be typed.
  private func suggestion(_ file: CompletionEnvironment.File, in folder: String, isQuoted: Bool) -> Suggestion? {
    if file.name.contains("\"") || file.name.contains(where: \.isNewline) { return nil }
    let name = file.name + (file.isFolder ? "/" : "")
    var result = Suggestion((isQuoted ? "\"" : "") + folder + name, label: name, isOpen: file.isFolder)
    if isQuoted, !file.isFolder { result.tail = "\"" }
    return result
  }

  private static func needsQuotes(_ path: String) -> Bool {
    path.contains { $0.isWhitespace || "()[]#;=".contains($0) }
  }
}
