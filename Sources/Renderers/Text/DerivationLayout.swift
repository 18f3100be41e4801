import Views

extension Layout {
  /// The target and its value, then each step on a line: what it is, its formula and its value.
  ///
  ///     dW[2][0, 1] = 0.0826676
  ///       formula       dW[2] = δ[2]ᵀ a[1] = 0.0826676
  ///       with numbers  0.138499 · 0.596884 = 0.0826676
  ///
  /// The expressions to retype are for the machine interface: a formula is one already, up to its spelling.
  func lines(_ derivation: Derivation) -> [Line] {
    let head = label(derivation.target, style.span(""))
    let width = derivation.steps.map { DisplayWidth.of(style.clean($0.caption ?? "")) }.max() ?? 0
    return value(derivation.value, behind: head) + derivation.steps.flatMap { lines($0, captionWidth: width) }
      + note(derivation.note)
  }

  private func lines(_ step: Derivation.Step, captionWidth: Int) -> [Line] {
    let caption = style.clean(step.caption ?? "")
    let padding = String.blank(captionWidth - DisplayWidth.of(caption) + 2)
    let first = Span(text: .blank(2) + caption + padding, ink: .role(.faint))
    switch step.value {
    case .number(let number):
      return wrapped("\(step.formula) = \(style.format.text(number))", .emphasis, first: first)
    case .matrix(let matrix):
      return wrapped(step.formula, .emphasis, first: first)
        + rows(matrix, indent: hang(behind: first))
    }
  }

  private func value(_ value: NumericValue, behind head: Line) -> [Line] {
    switch value {
    case .number(let number): (head + style.line(style.format.text(number), .number)).wrapped(to: style.columns)
    case .matrix(let matrix):
      (head + style.line("\(matrix.rows)×\(matrix.columns)", .faint)).wrapped(to: style.columns)
    }
  }

  /// The rows of a matrix without its name.
  private func rows(_ matrix: MatrixView, indent: Int) -> [Line] {
    var anonymous = matrix
    anonymous.label = nil
    return Layout(style: style.narrowed(by: indent)).lines(anonymous).map { $0.indented(indent) }
  }
}
