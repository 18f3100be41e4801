import Views

/// What a piece of a line looks like, for a medium that has colours.
enum Ink: Equatable, Sendable {
  case role(Role)
  /// The colour of the n-th curve of a chart.
  case series(Int)
  /// Colours of their own: the front of the character, and what is behind it.
  case paint(front: RGB?, back: RGB?)
}

/// A piece of a line. Its text is clean: made by `RenderStyle.clean`.
struct Span: Equatable, Sendable {
  var text: String
  var ink: Ink
}

/// One line of output.
struct Line: Equatable, Sendable {
  var spans: [Span]

  init(_ spans: [Span] = []) { self.spans = spans }

  var plain: String { spans.map(\.text).joined() }
  var width: Int { spans.reduce(0) { $0 + DisplayWidth.of($1.text) } }

  /// With blanks before it.
  func indented(_ columns: Int) -> Line {
    columns > 0 && !spans.isEmpty ? Line([Span(text: .blank(columns), ink: .role(.plain))] + spans) : self
  }

  /// With blanks after it, up to N columns.
  func padded(to columns: Int) -> Line {
    let missing = columns - width
    return missing > 0 ? Line(spans + [Span(text: .blank(missing), ink: .role(.plain))]) : self
  }

  /// Cut to N columns.
  func clipped(to columns: Int) -> Line {
    guard width > columns else { return self }
    var left = columns
    var result: [Span] = []
    for span in spans where left > 0 {
      let text = String(span.text.prefix(columns: left))
      left -= DisplayWidth.of(text)
      result.append(Span(text: text, ink: span.ink))
    }
    return Line(result)
  }

  /// Without blanks at its end, unless they are painted.
  var trimmed: Line {
    var spans = spans
    while let last = spans.last {
      if case .paint = last.ink { break }
      let text = last.text.reversed().drop { $0 == " " }.reversed()
      if text.isEmpty {
        spans.removeLast()
      } else {
        spans[spans.count - 1].text = String(text)
        break
      }
    }
    return Line(spans)
  }

  /// Neighbours of the same ink as one span.
  var merged: Line {
    var result: [Span] = []
    for span in spans {
      if let last = result.last, last.ink == span.ink {
        result[result.count - 1].text += span.text
      } else {
        result.append(span)
      }
    }
    return Line(result)
  }

  static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }
}

extension RenderStyle {
  func span(_ text: String, _ role: Role = .plain) -> Span {
    Span(text: clean(role == .measured && elidesMeasured ? "…" : text), ink: .role(role))
  }

  func line(_ text: String, _ role: Role = .plain) -> Line { Line([span(text, role)]) }

  /// The lines of a text; a line feed or CR LF ends one, and one at the very end begins no new line.
  func lines(_ text: StyledText) -> [Line] {
    var lines = [Line()]
    for run in text.runs {
      let pieces = run.text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      for (index, piece) in pieces.enumerated() {
        if index > 0 { lines.append(Line()) }
        if !piece.isEmpty { lines[lines.count - 1].spans.append(span(String(piece), run.role)) }
      }
    }
    if lines.count > 1, lines.last?.spans.isEmpty == true { lines.removeLast() }
    return lines
  }
}
