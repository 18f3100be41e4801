import Language
import SessionCore

/// A line that was meant as a command that does not exist: a word, and another one behind it.
enum UnknownCommand {
  /// What to say of it; `nil` for any other line.
  static func diagnostic(_ code: String, in session: Session, commands: CommandSet) -> Diagnostic? {
    guard let (word, span) = Statement.firstWord(code) else { return nil }
    let known =
      Names.isReserved(word, in: session) || session.variables[word] != nil || Function.all[word] != nil
    let behind = Substring(code.utf8.dropFirst(span.end))
    let next = behind.drop(while: \.isWhitespace).first
    guard !known, behind.first?.isWhitespace == true, let next, next.isLetter || next.isNumber || next == "\"" else {
      return nil
    }
    let near = Suggestions.nearest(to: word, among: commands.names)
    return Diagnostic(
      "unknown command \(word)", at: span, hint: near.map { "did you mean \($0)?" } ?? "help lists the commands")
  }
}
