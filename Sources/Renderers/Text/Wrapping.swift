/// Text broken into lines.
enum Wrapping {
  /// Breaks at blanks so that no line is wider than `width`. A wider word has lines of its own, broken after a hyphen or a
  /// slash between letters if possible.
  static func lines(_ text: String, width: Int) -> [String] {
    if text.displayWidth <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for (blanks, word) in words(of: text) {
      let fits = line.displayWidth + blanks + word.displayWidth <= width
      if lines.isEmpty, line.isEmpty {
        line = word
      } else if fits {
        line += .blank(blanks) + word
      } else {
        lines.append(line)
        line = word
      }
      while line.displayWidth > width {
        let most = line.prefix(columns: max(1, width))
        let head = breaks(of: line[..<most.endIndex]).last.map { line[..<$0] } ?? most
        guard !head.isEmpty, head.endIndex < line.endIndex else { break }
        lines.append(String(head))
        line = String(line[head.endIndex...])
      }
    }
    return lines + [line]
  }

  private static let longestIndex = 12

  /// The words, each with the number of blanks before it. The blank in an index is part of the word: `W[1][0, 1]`.
  static func words(of text: String) -> [(blanks: Int, word: String)] {
    var words: [(blanks: Int, word: String)] = []
    var (blanks, word) = (0, "")
    var isIndex = false
    for (place, character) in zip(text.indices, text) {
      if character == " ", !isIndex {
        if !word.isEmpty {
          words.append((blanks, word))
          (blanks, word) = (0, "")
        }
        blanks += 1
        continue
      }
      if character == "[", let last = word.last, last.isLetter || last == "]" {
        isIndex = text[place...].prefix(longestIndex).contains("]")
      }
      if character == "]" { isIndex = false }
      word.append(character)
    }
    return word.isEmpty ? words : words + [(blanks, word)]
  }

  /// The parts of a word that need not be broken further.
  static func parts(of word: String) -> [Substring] {
    let ends = breaks(of: word[...]) + [word.endIndex]
    return zip([word.startIndex] + ends, ends).map { word[$0..<$1] }
  }

  /// The places after a hyphen or a slash between letters.
  private static func breaks(of word: Substring) -> [String.Index] {
    word.indices.filter { index in
      guard word[index] == "-" || word[index] == "/", index > word.startIndex else { return false }
      let next = word.index(after: index)
      return next < word.endIndex && word[word.index(before: index)].isLetter && word[next].isLetter
    }.map { word.index(after: $0) }
  }
}
