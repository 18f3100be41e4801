import CommandKit
import Renderers
import Views

/// Source with colours for commands, numbers, texts and comments.
enum CodeMarkup {
  /// The source as HTML, with its lines.
  static func html(_ source: String, commands: Set<String>) -> String {
    let bytes = Array(source.utf8)
    func text(_ range: Range<Int>) -> String {
      let lines = String(decoding: bytes[range], as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      return lines.map { Markup.escape(String($0)) }.joined(separator: "\n")
    }
    var result = ""
    var done = 0
    for span in Highlighter(Vocabulary(commands: commands)).spans(of: source) {
      guard let name = className(span.kind) else { continue }
      result += text(done..<span.range.lowerBound)
      result += Markup.element("span", "class=\"\(name)\"", content: text(span.range))
      done = span.range.upperBound
    }
    return result + text(done..<bytes.count)
  }

  /// The class of the page's style sheet; `nil` for what has no colour there.
  private static func className(_ kind: SyntaxKind) -> String? {
    switch kind {
    case .command: "command"
    case .number: "number"
    case .text: "text"
    case .comment: "comment"
    case .plain, .argument, .function, .quantity, .name, .sign, .unknown, .matchingBracket, .suggestion: nil
    }
  }
}
