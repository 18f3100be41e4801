import Views

/// Views laid out as lines of inked text, for the plain and the ANSI renderer.
struct Layout {
  let style: RenderStyle

  /// No line ends in blanks.
  func lines(_ view: View) -> [Line] { untrimmed(view).map(\.trimmed) }

  private func untrimmed(_ view: View) -> [Line] {
    switch view {
    case .text(let text): style.lines(text).flatMap { $0.trimmed.wrapped(to: style.columns) }
    case .number(let number): lines(number)
    case .matrix(let matrix): lines(matrix)
    case .table(let table): TableLayout(table, style: style).lines
    case .picture(let picture): style.isSpoken ? spoken(picture) : lines(picture)
    case .derivation(let derivation): lines(derivation)
    case .verdict(let verdict): lines(verdict)
    case .excerpt(let excerpt): lines(excerpt)
    case .progress(let frame): [ProgressLayout(frame: frame, style: style).line]
    case .stack(let views): lines(stack: views)
    }
  }

  /// A view of several lines has a blank line between itself and its neighbours.
  private func lines(stack views: [View]) -> [Line] {
    var result: [Line] = []
    var wasTall = false
    for part in views.map(lines) where !part.isEmpty {
      let isTall = part.count > 1
      if !result.isEmpty, wasTall || isTall { result.append(Line()) }
      result += part
      wasTall = isTall
    }
    return result
  }

  /// `C = 0.298371`, with the note beneath.
  private func lines(_ number: NumberView) -> [Line] {
    let value = style.span(style.format.text(number.value), .number)
    return label(number.label, value).wrapped(to: style.columns) + note(number.note)
  }

  /// `label = content`, or the content alone.
  func label(_ label: String?, _ content: Span) -> Line {
    guard let label else { return Line([content]) }
    return Line([style.span(label, .name), style.span(" = "), content])
  }

  /// The lines of a note, wrapped.
  func note(_ text: String?) -> [Line] {
    guard let text else { return [] }
    return text.split(separator: "\n").flatMap { wrapped(String($0), .faint, first: style.span("")) }
  }

  /// Text after a first piece, broken at blanks; further lines are indented to the start of the text.
  func wrapped(_ text: String, _ role: Role, first: Span) -> [Line] {
    let hang = hang(after: first)
    let pieces = Wrapping.lines(style.clean(text), width: style.columns - hang)
    let lines = pieces.map { Line([Span(text: $0, ink: .role(role))]) }
    if hang < first.text.displayWidth {
      return Line([first]).wrapped(to: style.columns) + lines.map { $0.indented(hang) }
    }
    return lines.enumerated().map { $0 == 0 ? Line([first]) + $1 : $1.indented(hang) }
  }

  /// The indentation of text after a first piece: the width of the piece, or little if that leaves no room.
  func hang(after first: Span) -> Int {
    let width = first.text.displayWidth
    return width <= style.columns / 2 ? width : 4
  }
}

/// Views as plain text: no colours, no escapes. For pipes, transcripts, tests and terminals without colour.
public struct PlainTextRenderer: Sendable {
  public var style: RenderStyle

  public init(_ style: RenderStyle = RenderStyle()) { self.style = style }

  /// The lines joined by line feeds, without one at the end.
  public func render(_ view: View) -> String {
    var style = style
    style.colour = .none
    return Layout(style: style).lines(view).map(\.plain).joined(separator: "\n")
  }
}
