import Language
import SessionCore

/// The end of a cell, and the words that start like it.
extension Completer {
  /// The suggestions that start with a word, in any case if none does as typed; each once.
  static func starting(with word: String, _ all: [Suggestion]) -> [Suggestion] {
    let exact = all.filter { $0.text.hasPrefix(word) }
    let found = exact.isEmpty ? all.filter { $0.text.lowercased().hasPrefix(word.lowercased()) } : exact
    var seen: Set<String> = []
    return found.filter { seen.insert($0.text).inserted }
  }

  static func followedByBlank(_ suggestion: Suggestion) -> Suggestion {
    var result = suggestion
    if !result.isOpen { result.tail += " " }
    return result
  }

  static func endsInComment(_ cell: String, _ code: String) -> Bool {
    let line = cell.utf8.reversed().prefix { $0 != 0x0A }
    return zip(line, code.utf8.reversed()).contains { $0 == UInt8(ascii: "#") && $1 == 0x20 }
  }

  func commandLine(_ code: String) -> CommandLine? {
    if case .command(let line)? = try? commands.statement(CellSource(code)) { line } else { nil }
  }

  /// What follows `?` at the start of a cell.
  static func topic(in code: String) -> String? {
    let text = code.drop(while: \.isWhitespace)
    return text.first == "?" ? String(text.dropFirst().drop(while: \.isWhitespace)) : nil
  }

  /// The parameters of the function that a cell defines: `x` and `y` after `f(x, y) =`.
  static func parameters(of text: String) -> [String] {
    var parser = ExpressionParser(text)
    guard case .call(let call)? = try? parser.expression(), parser.skip(.assign) else { return [] }
    return call.arguments.compactMap { if case .name(let name, _) = $0 { name } else { nil } }
  }

  // MARK: Escapes

  /// `\name` at the end.
  static func escape(at text: String) -> String? {
    let name = text.reversed().prefix(while: \.isLetter)
    let word = text.suffix(name.count + 1)
    return word.first == "\\" ? String(word) : nil
  }

  static func escapes(for word: String) -> [Suggestion] {
    let name = word.dropFirst()
    if let exact = Spelling.escapes.first(where: { $0.name == name }) {
      return [Suggestion(exact.symbol, exact.name)]
    }
    return Spelling.escapes.filter { $0.name.hasPrefix(name) }.map { Suggestion("\\" + $0.name, $0.symbol) }
  }
}
