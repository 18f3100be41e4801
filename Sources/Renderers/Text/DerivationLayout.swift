import Views

extension Layout {
  /// The target and its value, then a line for each step: its caption, formula and value.
  ///
  ///     dW[2][0, 1] = 0.0826676
  ///       formula       dW[2] = δ[2]ᵀ a[1] = 0.0826676
  ///       with numbers  0.138499 · 0.596884 = 0.0826676
  ///
  /// The expressions are for the machine interface: up to its spelling, a formula is one already.
  func lines(_ derivation: Derivation) -> [Line] {
    let value =
      switch derivation.value {
      case .number(let number): style.span(style.format.text(number), .number)
      case .matrix(let matrix): style.span(matrix.shape, .faint)
      }
    let width = derivation.steps.map { style.clean($0.caption ?? "").displayWidth }.max() ?? 0
    return label(derivation.target, value).wrapped(to: style.columns)
      + derivation.steps.flatMap { lines($0, captionWidth: width) } + note(derivation.note)
  }

  private func lines(_ step: Derivation.Step, captionWidth: Int) -> [Line] {
    let caption = style.clean(step.caption ?? "")
    let padding = String.blank(captionWidth - caption.displayWidth + 2)
    let first = Span(text: .blank(2) + caption + padding, ink: .role(.faint))
    switch step.value {
    case .number(let number):
      return wrapped("\(step.formula) = \(style.format.text(number))", .emphasis, first: first)
    case .matrix(let matrix):
      return wrapped(step.formula, .emphasis, first: first) + rows(matrix, indent: hang(after: first))
    }
  }

  /// The rows of a matrix without its name.
  private func rows(_ matrix: MatrixView, indent: Int) -> [Line] {
    var anonymous = matrix
    anonymous.label = nil
    return Layout(style: style.narrowed(by: indent)).lines(anonymous).map { $0.indented(indent) }
  }
}
