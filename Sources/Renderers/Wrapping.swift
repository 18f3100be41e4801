/// Text broken into lines.
enum Wrapping {
  /// Breaks at blanks so that no line is wider than `width`; a word that is wider stands alone, broken behind a hyphen or
  /// a slash between letters if there is one.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let fits = DisplayWidth.of(line) + 1 + DisplayWidth.of(word) <= width
      if lines.isEmpty, line.isEmpty {
        line = String(word)
      } else if fits {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
      while DisplayWidth.of(line) > width {
        let most = line.prefix(columns: max(1, width))
        let head = breaks(of: line[..<most.endIndex]).last.map { line[..<$0] } ?? most
        guard !head.isEmpty, head.endIndex < line.endIndex else { break }
        lines.append(String(head))
        line = String(line[head.endIndex...])
      }
    }
    return lines + [line]
  }

  /// The parts of a word that stay whole in a column that is just wide enough.
  static func parts(of word: some StringProtocol) -> [Substring] {
    let word = String(word)
    let ends = breaks(of: word[...]) + [word.endIndex]
    return zip([word.startIndex] + ends, ends).map { word[$0..<$1] }
  }

  /// The places behind a hyphen or a slash that follows a letter and is followed by one.
  private static func breaks(of word: Substring) -> [String.Index] {
    word.indices.filter { index in
      guard word[index] == "-" || word[index] == "/", index > word.startIndex else { return false }
      let next = word.index(after: index)
      return next < word.endIndex && word[word.index(before: index)].isLetter && word[next].isLetter
    }.map { word.index(after: $0) }
  }
}
