import Views

/// What a piece of a line looks like on a medium with colours.
enum Ink: Equatable, Sendable {
  case role(Role)
  /// The colour of the n-th curve of a chart.
  case series(Int)
  /// Given colours of the character and of its cell.
  case paint(front: RGB?, back: RGB?)
}

/// A piece of a line. Its text is clean: made by `RenderStyle.clean`.
struct Span: Equatable, Sendable {
  var text: String
  var ink = Ink.role(.plain)
}

/// One line of output.
struct Line: Equatable, Sendable {
  var spans: [Span]

  init(_ spans: [Span] = []) { self.spans = spans }

  var plain: String { spans.map(\.text).joined() }
  var width: Int { spans.reduce(0) { $0 + $1.text.displayWidth } }

  /// With blanks before it.
  func indented(_ columns: Int) -> Line {
    columns > 0 && !spans.isEmpty ? Line([Span(text: .blank(columns))] + spans) : self
  }

  /// With blanks after it, up to N columns.
  func padded(to columns: Int) -> Line {
    let missing = columns - width
    return missing > 0 ? Line(spans + [Span(text: .blank(missing))]) : self
  }

  /// Cut to N columns.
  func clipped(to columns: Int) -> Line {
    guard width > columns else { return self }
    var left = columns
    var result: [Span] = []
    for span in spans where left > 0 {
      let text = String(span.text.prefix(columns: left))
      left -= text.displayWidth
      result.append(Span(text: text, ink: span.ink))
    }
    return Line(result)
  }

  /// Without trailing blanks, unless they are painted.
  var trimmed: Line {
    var spans = spans
    while let last = spans.popLast() {
      if case .paint = last.ink { return Line(spans + [last]) }
      let text = last.text.withoutTrailingBlanks
      if !text.isEmpty { return Line(spans + [Span(text: text, ink: last.ink)]) }
    }
    return Line()
  }

  /// With neighbouring spans of the same ink joined.
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

  /// The lines of a text; a line feed or CR LF ends each, and one at the very end starts no new line.
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

extension String {
  var withoutTrailingBlanks: String { String(reversed().drop { $0 == " " }.reversed()) }
}
