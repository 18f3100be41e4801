import Views

/// A picture of the shell as SVG: what was typed and its output, as a terminal shows them.
///
/// Letters are text, each word fitted to its columns; boxes, blocks and dots are shapes. So it looks the same in every
/// font.
public struct ScreenRenderer: Sendable {
  /// A part of the screen, from the top.
  public enum Part: Equatable, Sendable {
    /// A cell as it was typed at the prompt with this number.
    case input(Int, String)
    /// Its output; without a number it has no label.
    case output(Int?, View, NumberFormat)
  }

  public var columns: Int
  /// The lines of the screen, which shows the last ones; `nil` for all.
  public var rows: Int?
  public var background: Background
  /// The title in the bar of the window; `nil` for no bar.
  public var title: String?

  public init(columns: Int = 80, rows: Int? = nil, background: Background = .dark, title: String? = nil) {
    self.columns = columns
    self.rows = rows
    self.background = background
    self.title = title
  }

  public func render(_ parts: [Part]) -> String {
    let all = parts.flatMap(lines)
    return picture(Array(all.suffix(rows ?? all.count)))
  }

  private func style(_ format: NumberFormat) -> RenderStyle {
    RenderStyle(
      width: columns, height: rows.map { max(8, $0 - 3) }, format: format, colour: .trueColour, background: background)
  }

  private func lines(_ part: Part) -> [Line] {
    switch part {
    case .input(let number, let source): input(number, source)
    case .output(let number, let view, let format): output(number, view, style(format))
    }
  }

  /// `In [3]: ` before the first line, dots before the others, as at the prompt.
  private func input(_ number: Int, _ source: String) -> [Line] {
    let style = style(NumberFormat())
    let prompt = "In [\(number)]: "
    let dots = String.blank(prompt.count - 5) + "...: "
    return source.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
      Line([
        Span(
          text: index == 0 ? prompt : dots, ink: .paint(front: ScreenTheme(background: background).prompt, back: nil)),
        style.span(String(line)),
      ]).folded(to: columns)
    }
  }

  /// The label is on the line of a short result and above one of several lines, or of a line that is too long.
  private func output(_ number: Int?, _ view: View, _ style: RenderStyle) -> [Line] {
    let lines = Layout(style: style).lines(view)
    guard let number else { return lines }
    let label = OutputLabel(number: number, style: style)
    let first = Layout(style: style).lines(label.view)
    if lines.count == 1, label.fits(beside: lines[0].width) { return [first[0] + style.line(" ") + lines[0]] }
    return first + lines
  }

  private func picture(_ lines: [Line]) -> String {
    let theme = ScreenTheme(background: background)
    let top = title == nil ? ScreenGrid.margin : 28 + ScreenGrid.margin
    let width = 2 * ScreenGrid.margin + columns * ScreenGrid.width
    let height = top + max(rows ?? 0, lines.count) * ScreenGrid.height + ScreenGrid.margin
    let content = lines.enumerated().flatMap { index, line in
      ScreenLine(theme: theme, y: top + index * ScreenGrid.height).elements(line.clipped(to: columns))
    }
    let frame =
      "<rect x=\".5\" y=\".5\" width=\"\(width - 1)\" height=\"\(height - 1)\" rx=\"8\" "
      + "fill=\"\(theme.ground.hexadecimal)\" stroke=\"\(theme.bar.hexadecimal)\"/>"
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" "
      + "height=\"\(height)\" xml:space=\"preserve\" font-size=\"13.3\" "
      + "font-family=\"ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace\" role=\"img\" "
      + "aria-label=\"\(Markup.escape(title ?? "a session of chainrule"))\">\n"
      + "<style>text{white-space:pre}</style>\n"
      + ([frame] + bar(theme, width: width) + content).joined(separator: "\n") + "\n</svg>\n"
  }

  /// The window's bar: three buttons and the title.
  private func bar(_ theme: ScreenTheme, width: Int) -> [String] {
    guard let title else { return [] }
    let buttons = (0..<3).map {
      "<circle cx=\"\(18 + 18 * $0)\" cy=\"14\" r=\"5\" fill=\"\(theme.colour(.faint).hexadecimal)\"/>"
    }
    let shape = "M0 28V8a8 8 0 0 1 8-8H\(width - 8)a8 8 0 0 1 8 8V28z"
    return ["<path fill=\"\(theme.bar.hexadecimal)\" d=\"\(shape)\"/>"] + buttons + [
      Markup.element(
        "text", "x=\"\(width / 2)\" y=\"19\" text-anchor=\"middle\" fill=\"\(theme.text.hexadecimal)\"", text: title)
    ]
  }
}

extension Line {
  /// Broken after N columns, even inside a word, as a terminal breaks a long line.
  func folded(to columns: Int) -> [Line] {
    var lines = [Line()]
    var left = columns
    for span in spans {
      for character in span.text {
        let width = character.displayWidth
        if width > left {
          lines.append(Line())
          left = columns
        }
        left -= width
        lines[lines.count - 1].spans.append(Span(text: String(character), ink: span.ink))
      }
    }
    return lines.map(\.merged)
  }
}
