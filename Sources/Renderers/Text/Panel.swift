/// A frame with its title in the upper edge, or inside where it is too long for that. Whatever is in it, what is printed is a rectangle without blanks at its end.
///
///     ┌ loss ─────┐
///     │ …         │
///     └───────────┘
struct Panel {
  let title: String
  let content: [Line]
  let style: RenderStyle

  var lines: [Line] {
    let room = style.columns - 4
    let heading = style.clean(title)
    let isShort = DisplayWidth.of(heading) <= room
    let content = (isShort ? [] : style.line(title, .heading).wrapped(to: room)) + content
    let inside = min(room, max(content.map(\.width).max() ?? 0, isShort ? DisplayWidth.of(heading) : 0))
    return [top(isShort ? heading : "", inside: inside)]
      + content.map { framed($0.clipped(to: inside), inside: inside) }
      + [edge("└", String(repeating: "─", count: inside + 2), "┘")]
  }

  private func top(_ heading: String, inside: Int) -> Line {
    guard !heading.isEmpty else { return edge("┌", String(repeating: "─", count: inside + 2), "┐") }
    let rest = String(repeating: "─", count: inside - DisplayWidth.of(heading))
    return Line([
      style.span("┌ ", .faint), Span(text: heading, ink: .role(.heading)), style.span(" " + rest + "┐", .faint),
    ])
  }

  private func framed(_ line: Line, inside: Int) -> Line {
    Line([style.span("│ ", .faint)]) + line.padded(to: inside) + Line([style.span(" │", .faint)])
  }

  private func edge(_ left: String, _ middle: String, _ right: String) -> Line {
    style.line(left + middle + right, .faint)
  }
}
