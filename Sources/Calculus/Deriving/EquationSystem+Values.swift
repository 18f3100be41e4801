extension EquationSystem {
  /// The term with every derivative worked out, so that it has a value: ∂C/∂z_si is delta_si, ∂z_sk/∂W_ij what the
  /// rules give.
  public func valued(_ term: Term) -> Term {
    guard case .derivative(let inner, by: let variable) = term else { return term.mapChildren(valued) }
    if inner == .symbol(result), let name = gradient(by: variable) { return name }
    let isItself = inner.symbols == variable.symbols
    let expanded = isItself ? inner : definition(of: inner, avoiding: variable.letters) ?? inner
    return Differentiation(by: variable, library: library).derivative(of: expanded).contractingDeltas().simplified
  }

  private func gradient(by variable: Term) -> Term? {
    switch variable {
    case .symbol(let symbol): gradientName(symbol).map { .at($0, row: nil, column: nil) }
    case .entry(let symbol, let row, let column): gradientName(symbol).map { .at($0, row: row, column: column) }
    default: nil
    }
  }

  /// What an entry is defined as, its sums over letters that are not in use; `nil` for what no equation defines.
  private func definition(of entry: Term, avoiding used: Set<String>) -> Term? {
    switch entry {
    case .symbol(let symbol): definition(of: symbol, row: nil, column: nil, avoiding: used)
    case .entry(let symbol, let row, let column): definition(of: symbol, row: row, column: column, avoiding: used)
    default: nil
    }
  }

  /// What a quantity is defined as at an entry, its sums over letters that are not in use.
  package func definition(of symbol: Symbol, row: Index?, column: Index?, avoiding used: Set<String>) -> Term? {
    guard let equation = equations.first(where: { $0.symbol == symbol }) else { return nil }
    let letters = [row?.letter, column?.letter].compactMap { $0 }
    var term = equation.definition.separatingBound(from: used.union(letters))
    // By way of letters that no formula has, so that no two are confused.
    for (old, name) in [(equation.row, "→row"), (equation.column, "→column")] {
      guard case .letter(let letter, let extent)? = old else { continue }
      term = term.replacing(letter, by: .letter(name, extent))
    }
    for (new, name) in [(row, "→row"), (column, "→column")] {
      if let new { term = term.replacing(name, by: new) }
    }
    return term
  }
}
