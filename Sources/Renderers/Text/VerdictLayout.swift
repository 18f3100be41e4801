import Views

extension Layout {
  /// The judgement in words, the worst entry with both sides, what went wrong, and the corrected formula.
  func lines(_ verdict: Verdict) -> [Line] {
    var result = judgement(verdict).wrapped(to: style.columns)
    if let worst = verdict.worst, verdict.kind != .exact { result += lines(worst) }
    if let diagnosis = verdict.diagnosis { result += wrapped(diagnosis, .plain, first: style.span("  ")) }
    if let correction = verdict.correction { result += wrapped(correction, .code, first: style.span("  try: ", .good)) }
    return result
  }

  private func judgement(_ verdict: Verdict) -> Line {
    switch verdict.kind {
    case .exact: style.line("✓ exact: both sides are the same to the last bit", .good)
    case .agrees: style.line("✓ agrees to \(digits(verdict.digits))", .good)
    case .differs where verdict.digits > 0: style.line("✗ differs: agrees to only \(digits(verdict.digits))", .bad)
    case .differs: style.line("✗ differs", .bad)
    case .cannotSay: style.line("? cannot say", .warning)
    }
  }

  private func digits(_ count: Int) -> String { count == 1 ? "1 digit" : "\(count) digits" }

  /// Both numbers with as many digits as it takes to see them differ.
  private func lines(_ worst: Verdict.Worst) -> [Line] {
    var format = style.format
    if format.text(worst.left) == format.text(worst.right) { format.digits = 17 }
    let left = format.text(worst.left)
    let right = format.text(worst.right)
    return wrapped("left \(left), right \(right)", .number, first: style.span("  worst at \(worst.entry): ", .faint))
  }
}
