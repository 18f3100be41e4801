/// A line of a drawn terminal.
struct ScreenLine {
  let theme: ScreenTheme
  /// The upper edge of the line.
  let y: Int

  /// Characters of one look, drawn by one element.
  private struct Run {
    enum Kind: Equatable {
      case blank, ascii
      case other
      case drawn(DrawnCharacter)
    }
    var kind: Kind
    var text: String
    var column: Int
    var columns: Int
    var look: ScreenTheme.Look
  }

  func elements(_ line: Line) -> [String] {
    let runs = runs(line)
    return runs.compactMap(ground) + runs.compactMap(front)
  }

  private func runs(_ line: Line) -> [Run] {
    var runs: [Run] = []
    var column = 0
    for span in line.spans {
      let look = theme.look(span.ink)
      for character in span.text {
        let columns = character.displayWidth
        let isInside = character == " " && runs.last?.kind == .ascii && runs.last?.look == look
        let kind = isInside ? .ascii : kind(character)
        if let last = runs.last, last.kind == kind, last.look == look, kind != .other {
          runs[runs.count - 1].text.append(character)
          runs[runs.count - 1].columns += columns
        } else {
          runs.append(Run(kind: kind, text: String(character), column: column, columns: columns, look: look))
        }
        column += columns
      }
    }
    return runs
  }

  private func kind(_ character: Character) -> Run.Kind {
    if character == " " || character == "\u{2800}" { return .blank }
    if let drawn = DrawnCharacter(character) { return .drawn(drawn) }
    return character.isASCII ? .ascii : .other
  }

  private func ground(_ run: Run) -> String? {
    guard let back = run.look.back else { return nil }
    let path = DrawnCharacter.block(left: 0, top: 0, right: 1, bottom: 1)
      .path(x: ScreenGrid.x(run.column), y: y, count: run.columns)
    return "<path shape-rendering=\"crispEdges\" fill=\"\(back.hexadecimal)\" d=\"\(path)\"/>"
  }

  private func front(_ run: Run) -> String? {
    let x = ScreenGrid.x(run.column)
    switch run.kind {
    case .blank: return nil
    case .drawn(let character):
      let path = character.path(x: x, y: y, count: run.columns)
      return "<path \(character.paint)=\"\(run.look.front.hexadecimal)\" d=\"\(path)\"/>"
    case .ascii, .other:
      let text = run.text.withoutTrailingBlanks
      let weight = run.look.isBold ? " font-weight=\"bold\"" : ""
      let length = run.kind == .ascii ? " textLength=\"\(text.count * ScreenGrid.width)\"" : ""
      return Markup.element(
        "text", "x=\"\(x)\" y=\"\(y + ScreenGrid.baseline)\" fill=\"\(run.look.front.hexadecimal)\"\(weight)\(length)",
        text: text)
    }
  }
}
