import Language

/// The faint rest of the newest earlier cell that starts with the line.
enum Ghost {
  /// A longer line was pasted.
  private static let longestLine = 1_000
  private static let mostLines = 5

  /// - Parameter rows: of the screen, which the rest must not fill.
  static func text(after line: EditedLine, in recall: Recall, rows: Int) -> String? {
    guard line.cursor == line.scalars.count, line.cursor < longestLine,
      line.scalars.contains(where: { !$0.properties.isWhitespace }),
      let rest = recall.continuation(of: line.text)
    else { return nil }
    let lines = rest.count { $0 == "\n" } + 1
    return lines <= mostLines && lines < rows / 2 && rest.count < longestLine ? String(rest) : nil
  }
}

/// What the editor says beside the text.
enum LineNote {
  /// At an empty line after an open bracket: `[ at column 5`.
  static func openBracket(of line: EditedLine) -> String? {
    guard line.cursor == line.scalars.count, line.lineStart > 0, line.scalars.count <= LineColouring.mostScalars,
      line.scalars[line.lineStart...].allSatisfy({ $0 == " " }),
      let (bracket, row, column) = SourceTokens.openBracket(in: line.text)
    else { return nil }
    return row == 1 ? "\(bracket) at column \(column)" : "\(bracket) at line \(row), column \(column)"
  }
}
