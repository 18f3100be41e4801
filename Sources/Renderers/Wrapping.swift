/// Text broken into lines.
enum Wrapping {
  /// Breaks at blanks so that no line is wider than `width`; a word that is wider stands alone, broken.
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
        let head = line.prefix(columns: max(1, width))
        guard !head.isEmpty, head.endIndex < line.endIndex else { break }
        lines.append(String(head))
        line = String(line[head.endIndex...])
      }
    }
    return lines + [line]
  }
}
