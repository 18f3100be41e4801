/// The tokens of a text with several cells, for colouring it.
public enum SourceTokens {
  /// The tokens of a cell, with their places in it, without the end.
  public static func tokens(of cell: String) -> [Token] {
    var lexer = Lexer(CellSource(cell).code)
    var tokens: [Token] = []
    while true {
      let token = lexer.next()
      if token.kind == .end { return tokens }
      tokens.append(token)
    }
  }

  /// The comments of a cell: from `#` to the end of the line, unless it is in a text.
  public static func comments(in cell: String) -> [SourceSpan] {
    guard cell.utf8.contains(UInt8(ascii: "#")) else { return [] }
    let (source, code) = (Array(cell.utf8), Array(CellSource(cell).code.utf8))
    var spans: [SourceSpan] = []
    var index = 0
    while index < source.count {
      if source[index] == UInt8(ascii: "#"), code[index] == UInt8(ascii: " ") {
        let end = source[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? source.count
        spans.append(SourceSpan(index, end))
        index = end
      } else {
        index += 1
      }
    }
    return spans
  }

  /// The cells of a text and the offset of each: lines are joined while a bracket is open or one ends in `\`.
  public static func cells(of text: String) -> [(source: String, offset: Int)] {
    var cells: [(source: String, offset: Int)] = []
    var (offset, depth, continues) = (0, 0, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if continues, let last = cells.indices.last {
        cells[last].source += "\n" + line
      } else {
        cells.append((String(line), offset))
        depth = 0
      }
      let scan = CellSource(String(line))
      depth += scan.depth
      continues = depth > 0 || scan.isOpen && scan.depth <= 0
      offset += line.utf8.count + 1
    }
    return cells
  }

  /// The bracket that waits for its partner at the end of a text, and its line and column, from 1.
  public static func openBracket(in text: String) -> (bracket: Character, line: Int, column: Int)? {
    guard let cell = cells(of: text).last else { return nil }
    var open: [Token] = []
    for token in tokens(of: cell.source) {
      switch token.kind {
      case .openBracket, .openParenthesis: open.append(token)
      case .closeBracket, .closeParenthesis: _ = open.popLast()
      default: break
      }
    }
    guard let last = open.last else { return nil }
    let before = String(decoding: Array(cell.source.utf8.prefix(last.span.start)), as: UTF8.self)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let earlier = String(decoding: Array(text.utf8.prefix(cell.offset)), as: UTF8.self).count { $0 == "\n" }
    return (last.kind == .openBracket ? "[" : "(", earlier + lines.count, (lines.last?.count ?? 0) + 1)
  }
}
