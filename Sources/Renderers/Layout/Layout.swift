import Views

/// Lays a view out in lines of styled text, which plain and coloured media print.
struct Layout {
  let style: RenderStyle

  func lines(of view: View) -> [StyledText] {
    switch view {
    case .text(let text): wrapped(text.visible)
    case .number(let number): lines(of: number)
    case .matrix(let matrix): MatrixLayout(style: style).lines(of: matrix)
    case .table(let table): TableLayout(style: style).lines(of: table)
    case .chart(let chart): ChartLayout(style: style).lines(of: chart)
    case .heatMap(let map): ImageLayout(style: style).lines(of: map)
    case .imageGrid(let grid): ImageLayout(style: style).lines(of: grid)
    case .derivation(let derivation): lines(of: derivation)
    case .verdict(let verdict): lines(of: verdict)
    case .excerpt(let excerpt): lines(of: excerpt)
    case .progress(let frame): [line(of: frame)]
    case .stack(let views): views.flatMap { lines(of: $0) }
    }
  }

  private func note(_ note: String?) -> [StyledText] {
    guard let note else { return [] }
    return note.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      wrapped(StyledText(String($0), .faint).visible)
    }
  }

  private func lines(of number: NumberView) -> [StyledText] {
    let value = StyledText(style.format.text(number.value), .number)
    let label = number.label.map { StyledText($0, .name).visible + StyledText(" = ") }
    return [(label ?? StyledText(runs: [])) + value] + note(number.note)
  }

  private func lines(of derivation: Derivation) -> [StyledText] {
    var result = [StyledText(derivation.target, .name).visible + StyledText(" = ") + inline(derivation.value)]
    let width = derivation.steps.map { ($0.caption ?? "").displayWidth }.max() ?? 0
    for step in derivation.steps {
      let caption = StyledText("  " + (step.caption ?? "").padded(to: width) + "  ", .faint).visible
      let value: StyledText =
        if case .number = step.value { StyledText(" = ") + inline(step.value) } else { StyledText(runs: []) }
      result += hanging(caption, StyledText(step.formula, .code).visible + value)
      if case .matrix(let matrix) = step.value {
        result += MatrixLayout(style: style).body(of: matrix).map {
          StyledText("  " + String(repeating: " ", count: width) + "  ") + $0
        }
      }
    }
    return result + note(derivation.note)
  }

  private func inline(_ value: NumericValue) -> StyledText {
    switch value {
    case .number(let number): StyledText(style.format.text(number), .number)
    case .matrix(let matrix): StyledText("\(matrix.rows)×\(matrix.columns)", .faint)
    }
  }

  private func lines(of verdict: Verdict) -> [StyledText] {
    var result: [StyledText] = []
    switch verdict.kind {
    case .exact: result.append(StyledText("✓ exact", .good) + StyledText(": the same to the last bit"))
    case .agrees: result.append(StyledText("✓ agrees", .good) + StyledText(" to \(verdict.digits) digits"))
    case .differs: result.append(StyledText("✗ differs", .bad) + worst(verdict))
    case .cannotSay: result.append(StyledText("? cannot say", .warning) + worst(verdict))
    }
    if let diagnosis = verdict.diagnosis { result += wrapped(StyledText("  " + diagnosis).visible, indent: 2) }
    if verdict.kind == .differs, let correction = verdict.correction {
      result += hanging(StyledText("  right is ", .faint), StyledText(correction, .code).visible)
    }
    return result
  }

  private func worst(_ verdict: Verdict) -> StyledText {
    guard let worst = verdict.worst else { return StyledText(runs: []) }
    let format = NumberFormat(digits: max(style.format.digits, min(verdict.digits + 2, 17)))
    return StyledText(": at \(worst.entry) it is \(format.text(worst.left)), right is \(format.text(worst.right))")
      .visible
  }

  private func lines(of excerpt: SourceExcerpt) -> [StyledText] {
    let place =
      excerpt.file.map { StyledText("\($0):\(excerpt.line):\(excerpt.column): ").visible } ?? StyledText(runs: [])
    var result = [place + StyledText("error", .bad) + StyledText(": \(excerpt.message)").visible]
    let before = String(excerpt.text.prefix(max(excerpt.column - 1, 0)))
    let marked = String(excerpt.text.dropFirst(before.count).prefix(excerpt.length))
    let carets = String(repeating: "^", count: max(StyledText(marked).visible.plain.displayWidth, 1))
    let indent = String(repeating: " ", count: StyledText(before).visible.plain.displayWidth)
    result.append(StyledText("  ") + StyledText(excerpt.text, .code).visible)
    result.append(StyledText("  " + indent) + StyledText(carets, .bad))
    if let hint = excerpt.hint { result += hanging(StyledText("  hint: ", .faint), StyledText(hint).visible) }
    return result
  }

  private func line(of frame: ProgressFrame) -> StyledText {
    let fields = frame.fields.map { field in
      let format = field.digits.map { NumberFormat(digits: $0) } ?? style.format
      return "\(field.name) \(format.text(field.value))\(field.unit)"
    }
    let share = Int((frame.fraction * 100).rounded(.down))
    var text = frame.title
    if style.redraws {
      let filled = Int((frame.fraction * 16).rounded(.down))
      let (full, empty) = style.unicode ? ("█", "░") : ("#", ".")
      text += " " + String(repeating: full, count: filled) + String(repeating: empty, count: 16 - filled) + " \(share)%"
    }
    for field in fields where (text + "  " + field).displayWidth <= style.width { text += "  " + field }
    if style.redraws, style.unicode, frame.curve.count > 1 {
      let room = style.width - text.displayWidth - 2
      if room >= 8 { text += "  " + Sparkline.text(frame.curve, width: min(room, 24)) }
    }
    return StyledText(text).visible
  }
}
