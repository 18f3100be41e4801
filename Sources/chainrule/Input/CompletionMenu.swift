import CommandKit
import SessionCore

/// What Tab does with the suggestions: inserts what they share, lists them at the second press.
struct CompletionMenu {
  enum Action: Equatable {
    case nothing
    /// Puts a text in place of a range of the line, in UTF-8 bytes.
    case replace(Range<Int>, with: String)
    case list
  }

  private var lastPress: (line: String, offset: Int)?

  mutating func reset() { lastPress = nil }

  /// - Parameter fold: the ASCII spelling of a symbol where the terminal shows no other, else the symbol.
  mutating func press(
    _ completion: Completion, line: String, offset: Int, fold: (String) -> String = { $0 }
  ) -> Action {
    let bytes = Array(line.utf8)
    let typed = String(decoding: bytes[completion.replaced], as: UTF8.self)
    let behind = String(decoding: bytes[completion.replaced.upperBound...], as: UTF8.self)
    let suggestions = completion.suggestions
    if suggestions.count == 1 {
      let text = typed.hasPrefix("\\") ? fold(suggestions[0].text) : suggestions[0].text
      var overlap = Self.overlap(of: text, typed: typed, behind: behind)
      if suggestions[0].tail.first == "\"", behind.dropFirst(overlap.count).first == "\"" { overlap += "\"" }
      let tail = Self.tail(suggestions[0].tail, behind: behind.dropFirst(overlap.count))
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

  private mutating func replace(_ range: Range<Int>, over behind: String, with text: String) -> Action {
    lastPress = nil
    return .replace(range.lowerBound..<range.upperBound + behind.utf8.count, with: text)
  }

  /// What of the word behind the cursor belongs to the suggestion: `in` in `tra|in`, which becomes `train`.
  private static func overlap(of text: String, typed: String, behind: String) -> String {
    let word = behind.prefix { $0.isLetter || $0.isNumber || "_-'.".contains($0) }
    let rest = text.dropFirst(typed.count)
    if !rest.isEmpty, behind.hasPrefix(rest) { return String(rest) }
    return rest.hasSuffix(word) ? String(word) : ""
  }

  /// The tail without a blank that is there already.
  private static func tail(_ tail: String, behind: some StringProtocol) -> String {
    tail.last == " " && behind.first?.isWhitespace == true ? String(tail.dropLast()) : String(tail)
  }

  static func sharedPrefix(of texts: [String]) -> String {
    guard let first = texts.first else { return "" }
    return texts.dropFirst().reduce(first) { shared, text in
      String(zip(shared, text).prefix { $0 == $1 }.map(\.0))
    }
  }
}
