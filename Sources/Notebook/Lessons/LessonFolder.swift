import Files

/// A folder with lessons.
public struct LessonFolder: Sendable {
  public let path: String
  private let files: FileStore

  public init(path: String, files: FileStore = .disk) {
    self.path = path
    self.files = files
  }

  /// The first folder that holds a lesson.
  public static func first(of paths: [String], files: FileStore = .disk) -> LessonFolder? {
    paths.map { LessonFolder(path: $0, files: files) }.first { !$0.names.isEmpty }
  }

  /// The names of the lessons, in their order, without `.md`.
  public var names: [String] {
    files.names(in: path).filter { $0.hasSuffix(".md") && $0 != "README.md" }.map { String($0.dropLast(3)) }.sorted()
  }

  /// The names of the lessons that a number, a name or part of a name matches.
  public func names(matching word: String) -> [String] {
    if let number = Int(word) { return names.filter { Lesson.number(of: $0) == number } }
    let word = word.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: "-")
    let exact = names.filter { $0 == word || Self.withoutNumber($0) == word }
    return exact.isEmpty ? names.filter { $0.lowercased().contains(word) } : exact
  }

  public func lesson(named name: String) throws(NotebookError) -> Lesson {
    try Self.lesson(file: FilePath.resolved(name + ".md", in: path), files: files)
  }

  /// - Throws: `NotebookError`, on line 0 if the file cannot be read.
  public static func lesson(file: String, files: FileStore = .disk) throws(NotebookError) -> Lesson {
    guard let bytes = files.contents(of: file) else { throw NotebookError("cannot read \(file)", line: 0) }
    return Lesson(try Document.parse(bytes: bytes), name: FilePath.stem(of: file, endings: [".md"]))
  }

  /// The lesson that a number, a name, a part of a name or a file means.
  ///
  /// - Throws: `NotebookError`, on line 0 if no lesson matches, or more than one.
  public static func lesson(
    meant word: String, in folder: LessonFolder?, files: FileStore = .disk
  ) throws(NotebookError) -> Lesson {
    if word.hasSuffix(".md") || word.contains("/") { return try lesson(file: word, files: files) }
    let names = folder?.names(matching: word) ?? []
    if names.count > 1 { throw NotebookError("\(word) may be \(names.joined(separator: " or "))", line: 0) }
    guard let folder, let name = names.first else { throw NotebookError("there is no lesson \(word)", line: 0) }
    return try folder.lesson(named: name)
  }

  private static func withoutNumber(_ name: String) -> String {
    String(name.drop(while: \.isNumber).drop { $0 == "-" })
  }
}
