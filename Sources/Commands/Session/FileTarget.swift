import CommandKit

/// A file as it is typed behind a command: `FILE`, `"A FILE"`, and `replace` where what is there may go.
struct FileTarget: Equatable {
  var path: String
  var replaces = false

  /// `nil` where no file is named.
  init?(_ arguments: Arguments, _ name: String) { self.init(arguments.word(name) ?? "", arguments) }

  init?(_ text: String, _ arguments: Arguments) {
    var text = Self.trimmed(text[...])
    if text.hasSuffix(" replace") {
      replaces = true
      text = Self.trimmed(text.dropLast(" replace".count))
    }
    path = arguments.path(String(text))
    if path.isEmpty { return nil }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
