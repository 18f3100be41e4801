import CommandKit
import Language
import SessionCore
import Testing

/// A hint that names a line is tried in every test whose cell fails: the line must not fail in the same session.
extension Shell {
  func tryHint(of diagnostic: Diagnostic, after cell: String, at location: Testing.SourceLocation) {
    guard let line = diagnostic.suggestedLine(in: cell) ?? commandLine(in: diagnostic.hint) else { return }
    var copy = interpreter
    let host = SilentHost()
    host.files = self.host.files.overlaid
    if case .failure(let next) = copy.run(line, host: host).result {
      // A word that is corrected may meet what else is missing, such as a network.
      let isCorrection = diagnostic.hint?.hasPrefix("did you mean") == true
      if isCorrection, !next.message.hasPrefix("unknown") || next.span.start != diagnostic.span.start { return }
      Issue.record(
        "\(cell): \(diagnostic.message), \(diagnostic.hint ?? ""): the line \(line) fails: \(next.message)",
        sourceLocation: location)
    }
  }

  /// The verbs after which a hint says what its line does: `data digits loads one`.
  private static let verbs: Set = [
    "adds", "builds", "chooses", "computes", "defines", "does", "draws", "holds", "is", "keeps", "lists", "loads",
    "makes",
    "measures", "opens", "overwrites", "puts", "reads", "removes", "saves", "sets", "shows", "takes", "trains",
    "writes",
    "first", "has", "have", "and", "or", "also",
  ]

  /// The command at the start of a hint.
  private func commandLine(in hint: String?) -> String? {
    guard let hint, let (word, _) = Statement.firstWord(hint), interpreter.commands.command(named: word) != nil else {
      return nil
    }
    // The cells after a colon or a comma belong to such a line.
    let takesCells = CompoundStatement.Word(rawValue: word) != nil
    // `for example network 2 8 1` is a sentence.
    if word == "for", !hint.contains(" in ") { return nil }
    var words: [Substring] = []
    for word in hint.split(separator: " ") {
      let isOpen = CellSource(words.joined(separator: " ")).isOpen
      if !isOpen, Self.verbs.contains(word.filter(\.isLetter)) {
        // `input takes a row` and `layer 0 is the input` are sentences.
        if word == "is" || words.count < 2 && ["takes", "has"].contains(word) { return nil }
        break
      }
      words.append(word)
      if let last = word.last, ",;:".contains(last), !takesCells, !CellSource(words.joined(separator: " ")).isOpen {
        break
      }
    }
    let line = words.joined(separator: " ")
    let trimmed = line.last.map { ",;:".contains($0) } == true ? String(line.dropLast()) : line
    return Diagnostic.isComplete(trimmed) ? trimmed : nil
  }
}
