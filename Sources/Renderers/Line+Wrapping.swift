extension Line {
  /// The line broken at blanks where it is wider than the medium; a word that changes its ink inside stays whole.
  func wrapped(to columns: Int) -> [Line] {
    guard width > columns else { return [self] }
    var result: [Line] = []
    var current = Line()
    var room = columns
    for word in words {
      if word.trimmed.width > room, !current.spans.isEmpty {
        result.append(current.trimmed)
        current = Line()
        room = columns
      }
      current.spans += word.spans
      room -= word.width
    }
    return result + [current.trimmed]
  }

  /// The words, each with the blanks behind it.
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
  /// Pieces that end where a blank is followed by none.
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
