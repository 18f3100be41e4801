import Language
import SessionCore

extension Interpreter {
  /// Runs a line of the person's settings file: `set` with a setting of the display, and nothing else.
  ///
  /// It is no cell: it has no number and cannot be undone.
  public mutating func configure(_ line: String, host: any Host) throws(Diagnostic) {
    let cell = CellSource(line)
    if cell.isBlank { return }
    let words = cell.code.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.first == Setting.command, words.count > 2 else {
      throw Diagnostic("only set NAME VALUE can stand here", at: SourceSpan(0, cell.code.utf8.count))
    }
    if let setting = Setting.named(words[1]), !setting.isPersonal {
      throw Diagnostic(
        "\(words[1]) belongs to the session", at: SourceSpan(0, cell.code.utf8.count),
        hint: "type it there, or in the lesson that needs it")
    }
    var copy = self
    if case .failure(let diagnostic) = copy.run(line, host: host).result { throw diagnostic }
    display = copy.display
  }
}
