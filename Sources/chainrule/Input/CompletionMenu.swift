import Commands

/// What Tab does with the suggestions: inserts what they share, lists them at the second press.
struct CompletionMenu {
  enum Action: Equatable {
    case nothing
    /// Puts a text in place of the completion's range.
    case replace(String)
    case list(String)
  }

  private var lastPress: (line: String, offset: Int)?

  mutating func reset() { lastPress = nil }

  mutating func press(_ completion: Completion, line: String, offset: Int, width: Int) -> Action {
    let typed = String(decoding: Array(line.utf8)[completion.replaced], as: UTF8.self)
    let shared = Self.sharedPrefix(of: completion.suggestions.map(\.text))
    if let only = completion.suggestions.first, completion.suggestions.count == 1 {
      lastPress = nil
      return only.text == typed ? .nothing : .replace(only.text)
    }
    if shared.count > typed.count {
      lastPress = nil
      return .replace(shared)
    }
    let isSecond = lastPress.map { $0 == (line, offset) } ?? false
    lastPress = (line, offset)
    return isSecond && !completion.suggestions.isEmpty
      ? .list(Self.list(completion.suggestions, width: width)) : .nothing
  }

  static func sharedPrefix(of texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { shared, text in
      String(zip(shared, text).prefix { $0 == $1 }.map(\.0))
    }
  }

  /// One suggestion a line with its summary, cut to the width.
  static func list(_ suggestions: [Suggestion], width: Int) -> String {
    let column = suggestions.map(\.text.count).max() ?? 0
    return suggestions.map { suggestion in
      let padding = String(repeating: " ", count: column - suggestion.text.count + 2)
      let line = "  " + suggestion.text + (suggestion.summary.isEmpty ? "" : padding + suggestion.summary)
      return line.count < width ? line : String(line.prefix(max(width - 2, 1)))
    }.joined(separator: "\n")
  }
}
