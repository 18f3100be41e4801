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
    if derivation.isChain { return chain(derivation) }
    let width = derivation.steps.map { style.clean($0.caption ?? "").displayWidth }.max() ?? 0
    return head(derivation).wrapped(to: style.columns)
      + derivation.steps.flatMap { lines($0, captionWidth: width) } + note(derivation.note)
  }

  private func head(_ derivation: Derivation) -> Line {
    switch derivation.value {
    case .number(let number): label(derivation.target, style.span(style.format.text(number), .number))
    case .matrix(let matrix): label(derivation.target, style.span(matrix.shape, .faint))
    case nil: Line([style.span(derivation.target, .emphasis)])
    }
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
    case nil: return wrapped(step.formula, .emphasis, first: first)
    }
  }

  // MARK: Chains

  /// The formulas one below the other, each with its rule beside it, or below it if there is no room; the value at the end.
  ///
  ///     f′(x)
  ///       = ∂(x²)/∂x · sin(x) + x² · ∂(sin(x))/∂x   product rule
  ///       = 2 x · sin(x) + x² · cos(x)              power rule, derivative of sin
  private func chain(_ derivation: Derivation) -> [Line] {
    let formulas = derivation.steps.map { style.clean("= \($0.formula)") }
    let captions = derivation.steps.map { style.clean($0.caption ?? "") }
    let room = style.columns - 4
    let beside = zip(formulas, captions).filter { $0.displayWidth + $1.displayWidth + 3 <= room }
    let width = beside.map { $0.0.displayWidth }.max() ?? 0
    let steps = zip(formulas, captions).flatMap { formula, caption -> [Line] in
      let gap = max(width - formula.displayWidth, 0) + 3
      if formula.displayWidth + gap + caption.displayWidth <= room, !caption.isEmpty {
        let blanks = (Span(text: .blank(2)), Span(text: .blank(gap)))
        return [Line([blanks.0, style.span(formula, .emphasis), blanks.1, style.span(caption, .faint)])]
      }
      let rule = caption.isEmpty ? [] : wrapped(caption, .faint, first: Span(text: .blank(8)))
      return wrapped(formula, .emphasis, first: Span(text: .blank(2))) + rule
    }
    return Line([style.span(derivation.target, .emphasis)]).wrapped(to: style.columns) + steps
      + value(derivation.value) + note(derivation.note)
  }

  private func value(_ value: NumericValue?) -> [Line] {
    switch value {
    case .number(let number):
      [Line([Span(text: .blank(2)), style.span("= \(style.format.text(number))", .number)])]
    case .matrix(let matrix): rows(matrix, indent: 4)
    case nil: []
    }
  }

  /// The rows of a matrix without its name.
  private func rows(_ matrix: MatrixView, indent: Int) -> [Line] {
    var anonymous = matrix
    anonymous.label = nil
    return Layout(style: style.narrowed(by: indent)).lines(anonymous).map { $0.indented(indent) }
  }
}
