import Views

extension Layout {
  /// The message, the line, carets under the place, and the hint.
  ///
  ///     error: cannot multiply delta[2] (4×1) by W[1] (3×2): 1 ≠ 3
  ///       delta[2] @ W[1]
  ///       ^^^^^^^^^^^^^^^
  ///     hint: …
  func lines(_ excerpt: SourceExcerpt) -> [Line] {
    let place = excerpt.file.map { "\($0):\(excerpt.line):\(excerpt.column): " } ?? ""
    var message = style.lines(StyledText(excerpt.message))
    message[0] = Line([style.span(place, .emphasis), style.span("error: ", .bad)]) + message[0]
    // Programs that read `file:line:column:` expect it on one line.
    var result = excerpt.file == nil ? message.flatMap { $0.wrapped(to: style.columns) } : message
    result += source(of: excerpt)
    if let hint = excerpt.hint { result += wrapped(hint, .plain, first: style.span("hint: ", .good)) }
    return result
  }

  /// The line and its carets; of a long line, the part around the place.
  private func source(of excerpt: SourceExcerpt) -> [Line] {
    let characters = excerpt.text.map { style.clean(String($0)) }
    guard !characters.isEmpty else { return [] }
    let room = style.columns - 6
    let start = min(max(0, excerpt.column - 1), characters.count)
    let end = min(start + max(1, excerpt.length), max(characters.count, start + 1))
    /// The column at which each character starts, and the last one ends.
    let ends = characters.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.displayWidth) }
    func columns(_ range: Range<Int>) -> Int { ends[range.upperBound] - ends[range.lowerBound] }
    var first = 0
    while first < start, columns(first..<start) > room * 2 / 3, columns(first..<characters.count) > room { first += 1 }
    var last = characters.count
    while last > first + 1, columns(first..<last) > room { last -= 1 }
    let before = style.clean(first > 0 ? "…" : "")
    let after = last < characters.count ? "…" : ""
    let text = before + characters[first..<last].joined()
    let offset = before.displayWidth + columns(first..<min(start, last))
    let length = start < last ? columns(start..<min(end, last)) : 1
    let carets = String(repeating: "^", count: max(1, length))
    return [
      Line([Span(text: text, ink: .role(.code)), style.span(after, .faint)]).indented(2),
      style.line(carets, .bad).indented(2 + offset),
    ]
  }
}

extension Layout {
  /// The judgement in words, the worst entry with both sides, what went wrong, and the corrected formula.
  func lines(_ verdict: Verdict) -> [Line] {
    var result = judgement(verdict).wrapped(to: style.columns)
    if let worst = verdict.worst, verdict.kind != .exact {
      result += lines(worst, isOfStep: verdict.step != nil)
    }
    if let diagnosis = verdict.diagnosis { result += wrapped(diagnosis, .plain, first: style.span("  ")) }
    if let correction = verdict.correction { result += wrapped(correction, .code, first: style.span("  try: ", .good)) }
    return result
  }

  private func judgement(_ verdict: Verdict) -> Line {
    if let step = verdict.step { return judgement(step) }
    return switch verdict.kind {
    case .exact: style.line("✓ exact: both sides are the same to the last bit", .good)
    case .agrees: style.line("✓ agrees to \(digits(verdict.digits))", .good)
    case .differs where verdict.digits > 0: style.line("✗ differs: agrees to only \(digits(verdict.digits))", .bad)
    case .differs: style.line("✗ differs", .bad)
    case .cannotSay: style.line("? cannot say", .warning)
    }
  }

  private func judgement(_ step: Verdict.Step) -> Line {
    let rules = step.rules.isEmpty ? "" : ": " + step.rules.joined(separator: ", ")
    return switch step.kind {
    case .follows: style.line("✓ follows\(rules)", .good)
    case .finished: style.line("✓ follows, and the derivation is finished\(rules)", .good)
    case .unchanged: style.line("· not a step", .warning)
    case .wrong: style.line("✗ does not follow", .bad)
    case .unknown: style.line("? cannot say", .warning)
    }
  }

  private func digits(_ count: Int) -> String { count == 1 ? "1 digit" : "\(count) digits" }

  /// Both numbers, with enough digits to see them differ.
  private func lines(_ worst: Verdict.Worst, isOfStep: Bool) -> [Line] {
    var format = style.format
    if format.text(worst.left) == format.text(worst.right) { format.digits = 17 }
    let (left, right) = isOfStep ? ("this line is", "the one before is") : ("left", "right")
    let sides = "\(left) \(format.text(worst.left)), \(right) \(format.text(worst.right))"
    let place = isOfStep ? "at" : "worst at"
    return wrapped(sides, .number, first: style.span("  \(place) \(worst.entry): ", .faint))
  }
}
