import CommandKit
import Files
import Notebook
import SessionCore

/// Tab: inserts what the suggestions share, and lists them at the second press.
struct CompletionMenu {
  enum Action: Equatable {
    case nothing
    /// Replaces a range of the line, in UTF-8 bytes.
    case replace(Range<Int>, with: String)
    case list
  }

  private var lastPress: (line: String, offset: Int)?

  mutating func reset() { lastPress = nil }

  /// - Parameter fold: the spelling of a symbol on the terminal, which may show only ASCII.
  mutating func press(
    _ completion: Completion, line: String, offset: Int, fold: (String) -> String = { $0 }
  ) -> Action {
    let bytes = Array(line.utf8)
    let typed = String(decoding: bytes[completion.replaced], as: UTF8.self)
    let after = String(decoding: bytes[completion.replaced.upperBound...], as: UTF8.self)
    let suggestions = completion.suggestions
    if suggestions.count == 1 {
      let text = typed.hasPrefix("\\") ? fold(suggestions[0].text) : suggestions[0].text
      var overlap = Self.overlap(of: text, typed: typed, after: after)
      if suggestions[0].tail.first == "\"", after.dropFirst(overlap.count).first == "\"" { overlap += "\"" }
      let tail = Self.tail(suggestions[0].tail, after: after.dropFirst(overlap.count))
      if text + tail == typed { return .nothing }
      return replace(completion.replaced, over: overlap, with: text + tail)
    }
    let shared = Self.sharedPrefix(of: suggestions.map(\.text))
    let folded = shared.lowercased().hasPrefix(typed.lowercased()) && shared.count >= typed.count
    if folded, shared != typed { return replace(completion.replaced, over: "", with: shared) }
    let isSecond = lastPress.map { $0 == (line, offset) } ?? false
    lastPress = (line, offset)
    if suggestions.isEmpty { return completion.hint == nil ? .nothing : .list }
    return isSecond || line.allSatisfy(\.isWhitespace) ? .list : .nothing
  }

  private mutating func replace(_ range: Range<Int>, over overlap: String, with text: String) -> Action {
    lastPress = nil
    return .replace(range.lowerBound..<range.upperBound + overlap.utf8.count, with: text)
  }

  /// The text after the cursor that belongs to the suggestion: `in` in `tra|in`, which becomes `train`.
  private static func overlap(of text: String, typed: String, after: String) -> String {
    let word = after.prefix { $0.isLetter || $0.isNumber || "_-'.".contains($0) }
    let rest = text.dropFirst(typed.count)
    if !rest.isEmpty, after.hasPrefix(rest) { return String(rest) }
    return rest.hasSuffix(word) ? String(word) : ""
  }

  /// The tail without its blank if one follows.
  private static func tail(_ tail: String, after: some StringProtocol) -> String {
    tail.last == " " && after.first?.isWhitespace == true ? String(tail.dropLast()) : String(tail)
  }

  static func sharedPrefix(of texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { shared, text in
      String(zip(shared, text).prefix { $0 == $1 }.map(\.0))
    }
  }
}

extension CompletionEnvironment {
  /// The disk and the lessons of a folder.
  static func process(lessons folder: LessonFolder) -> CompletionEnvironment {
    CompletionEnvironment(
      files: files,
      lessons: {
        folder.names.map { name in
          let lesson = try? folder.lesson(named: name)
          return (number: lesson?.number, name: name, title: lesson?.title ?? "")
        }
      },
      home: environmentVariable("HOME"))
  }

  private static func files(in folder: String) -> [File] {
    FileStore.disk.names(in: folder).map { name in
      (name, isFolder: FileStore.disk.kind(of: folder + name) == .folder)
    }
  }
}
