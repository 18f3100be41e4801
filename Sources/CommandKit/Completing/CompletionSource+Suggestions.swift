import Files
import SessionCore

extension CompletionSource {
  public static let expression = {
    var source = CompletionSource { ExpressionCompletion(session: $0.session, cells: $0.cells).names }
    source.isExpression = true
    return source
  }()

  public static let files = CompletionSource { context in
    PathCompletion(environment: context.environment).suggestions(for: context.word)
  }

  /// The lessons by number, or by name after a letter, and files.
  public static let lessons = CompletionSource { context in
    let lessons = context.environment.lessons()
    if context.word.first?.isNumber ?? true {
      return lessons.compactMap { lesson in lesson.number.map { Suggestion(String($0), lesson.title) } }
    }
    let names = lessons.map { Suggestion(String($0.name.drop { $0.isNumber || $0 == "-" }), $0.title) }
    return names + files.suggestions(context)
  }

  /// Everything that has a page of help.
  public static let helpTopics = CompletionSource { context in
    guard context.earlier.isEmpty else { return [] }
    let pages = Help(commands: context.commands).pages.map { Suggestion($0.name, $0.abstract, group: $0.kind.rawValue) }
    let own = context.session.functions.values.sorted { $0.name < $1.name }.map {
      Suggestion($0.name, $0.text, group: "function")
    }
    return [Suggestion("search", "pages that mention a word", group: "search")] + own + pages
  }
}

extension Parameter {
  /// The words that Tab offers for its value.
  var source: CompletionSource {
    if let ownSource { return ownSource }
    switch kind {
    case .choice(let choices):
      guard let own else { return .words(choices) }
      return .words(choices) + CompletionSource { own($0.session).map { Suggestion($0.word, $0.summary) } }
    case .activation:
      return CompletionSource { context in
        Choices.activations(in: context.session).map { Suggestion($0.word, $0.summary) }
      }
    case .expression, .entry: return .expression
    case .layer(let choices): return .layers + .words(choices)
    case .path, .file: return .files
    case .integer, .number, .word, .rest, .flag: return .nothing
    }
  }
}

/// Files for a path that is typed, written as the arguments are read: in quotes if they have blanks.
private struct PathCompletion {
  let environment: CompletionEnvironment

  /// Hidden files come only after a dot.
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
