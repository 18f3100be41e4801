import SessionCore

extension Interpreter {
  /// What could stand at a place in a line, which may hold several cells.
  public func completion(
    of line: String, at utf8Offset: Int, in environment: CompletionEnvironment = .none
  ) -> Completion {
    let head = String(decoding: Array(line.utf8.prefix(utf8Offset)), as: UTF8.self)
    let completer = Completer(
      commands: commands, cell: Completer.lastCell(of: head), session: session, cells: cells, environment: environment
    )
    let (word, suggestions, hint) = completer.answer
    return Completion(
      replaced: head.utf8.count - word.utf8.count..<head.utf8.count, suggestions: suggestions, hint: hint)
  }
}
