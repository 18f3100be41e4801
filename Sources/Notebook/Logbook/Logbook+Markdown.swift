extension Logbook {
  /// CommonMark with the cells in `chainrule` blocks.
  public var markdown: String {
    var pieces: [String] = []
    var cells: [String] = []
    func close() {
      if !cells.isEmpty { pieces.append(Self.block(cells)) }
      cells = []
    }
    for entry in entries {
      switch entry {
      case .prose(let text):
        close()
        pieces.append(text + "\n")
      case .cell(let source, let output): cells.append(Self.lines(source, output))
      }
    }
    close()
    return pieces.joined(separator: "\n")
  }

  /// Each entry a piece of its own, as a file has them to whose end they are added.
  public static func markdown(of entries: some Collection<Entry>) -> String {
    entries.map { entry in
      switch entry {
      case .prose(let text): text + "\n\n"
      case .cell(let source, let output): block([lines(source, output)]) + "\n"
      }
    }.joined()
  }

  private static func lines(_ source: String, _ output: CellOutput) -> String {
    let typed = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "> \($0)" }
    let came = Comparison.lines(of: output.text).map(
      Transcript.Fence(character: UInt8(ascii: "`"), length: .max).escaped)
    return (typed + came).map { $0 + "\n" }.joined()
  }

  /// The fence is longer than any line of backquotes in it.
  private static func block(_ cells: [String]) -> String {
    let text = cells.joined()
    let lines: [Substring] = text.split(whereSeparator: \.isNewline)
    let longest = lines.map { $0.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)chainrule\n\(text)\(fence)\n"
  }
}
