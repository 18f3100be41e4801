extension Line {
  /// Broken at blanks to fit the medium, and inside a word only if the word alone is too wide. Further lines are indented
  /// to the first word.
  func wrapped(to columns: Int) -> [Line] {
    guard width > columns else { return [self] }
    let hang = Line().padded(to: min(plain.prefix { $0 == " " }.count, columns / 2))
    var result: [Line] = []
    var current = Line()
    func endLine() {
      result.append(current.trimmed)
      current = hang
    }
    for var word in words {
      if word.isBlank { word = hang }
      if (current + word).trimmed.width > columns, !current.isBlank { endLine() }
      while (current + word).trimmed.width > columns {
        let head = word.clipped(to: columns - current.width)
        if head.width == 0 { break }
        current = current + head
        word = word.dropping(head.width)
        endLine()
      }
      current = current + word
    }
    return result + [current.trimmed]
  }

  private var isBlank: Bool { spans.allSatisfy { $0.text.allSatisfy { $0 == " " } } }

  /// Without its first columns.
  func dropping(_ columns: Int) -> Line {
    var left = columns
    var result: [Span] = []
    for span in spans {
      let head = span.text.prefix(columns: left)
      left -= head.displayWidth
      let rest = span.text[head.endIndex...]
      if !rest.isEmpty { result.append(Span(text: String(rest), ink: span.ink)) }
    }
    return Line(result)
  }

  /// The words, each with the blanks after it; blanks before the first word are a word.
  private var words: [Line] {
    var result: [Line] = []
    for span in spans {
      for piece in span.text.piecesAtBlanks {
        if let last = result.last, last.plain.last != " " {
          result[result.count - 1].spans.append(Span(text: piece, ink: span.ink))
        } else {
          result.append(Line([Span(text: piece, ink: span.ink)]))
        }
      }
    }
    return result
  }
}

extension String {
  /// Pieces that end after blanks.
  fileprivate var piecesAtBlanks: [String] {
    var result: [String] = []
    var piece = ""
    for character in self {
      if character != " ", piece.last == " " {
        result.append(piece)
        piece = ""
      }
      piece.append(character)
    }
    return piece.isEmpty ? result : result + [piece]
  }
}
