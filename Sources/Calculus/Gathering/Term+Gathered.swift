extension Term {
  /// From index form to matrix form: the matrix whose entry at `row` and `column` is this term; `nil` if matrix form has
  /// no operation for it, as for Σ_k exp(A_ik + B_jk).
  ///
  ///     Σ_s δ_si a_sj, rows i, columns j:                δᵀ @ a
  ///     Σ_k δ_sk W_ki relu′(z_si), rows s, columns i:    (δ @ W) * relu′(z)
  ///
  /// - Shapes: the extents of `row` and `column`; one row, or one column, for `nil`.
  public func gathered(row: Index?, column: Index?) -> Term? {
    let term = contractingDeltas()
    guard term.freeIndices.allSatisfy({ $0 == row || $0 == column }), row != column || row == nil,
      let factor = term.gatheredFactor
    else { return nil }
    return factor.oriented(row: row, column: column)
      .filling(TermShape(rows: row?.extent, columns: column?.extent), from: factor.letters)
  }

  /// The term at its full shape, if it spreads along an axis that is none of its letters.
  private func filling(_ shape: TermShape, from letters: [Index]) -> Term {
    let axes = [shape.rows, shape.columns].compactMap { $0 }
    if letters.count == axes.count { return self }
    if case .number(let value) = self { return .filled(value, rows: shape.rows, columns: shape.columns) }
    return .multiplied([.filled(1, rows: shape.rows, columns: shape.columns), self])
  }

  /// The matrix form, with its free letters along the axes that give the shorter formula.
  var gatheredFactor: Factor? {
    switch self {
    case .number, .size: return Factor(term: self)
    case .symbol(let symbol): return symbol.shape.isNumber ? Factor(term: self) : nil
    case .entry(let symbol, let row, let column): return Self.gatheredEntry(symbol, row: row, column: column)
    case .kronecker(let a, let b):
      guard let extent = a.extent, b.extent == extent, a != b else { return nil }
      return Factor(term: .identity(extent), row: a, column: b)
    case .negation, .product, .quotient, .over(_, .sum, _): return Contraction(self).gathered
    case .over(let index, let folding, let body):
      guard let factor = body.gatheredFactor else { return nil }
      return factor.has(index) ? factor.folded(folding, over: index) : factor
    case .sum, .power, .apply, .comparison, .choice: return gatheredEntrywise
    case .derivative(let a, by: let b):
      guard let value = a.gatheredFactor, value.letters.isEmpty, var factor = b.gatheredFactor,
        case .symbol = factor.term
      else { return nil }
      factor.term = .derivative(value.term, by: factor.term)
      return factor
    case .matrixProduct, .transpose, .reduction, .filled, .identity:
      return shape?.isNumber == true && freeIndices.isEmpty ? Factor(term: self) : nil
    }
  }

  /// Each term inside along the same axes.
  private var gatheredEntrywise: Factor? {
    if case .apply(let head, _) = self, Self.rowFunctions.contains(head.name) { return nil }
    let letters = freeIndices
    guard letters.count <= 2 else { return nil }
    let (row, column) = letters.count == 2 ? (letters[0], letters[1]) : (nil, letters.first)
    var matrices: [Term] = []
    for child in children {
      guard let factor = child.gatheredFactor else { return nil }
      matrices.append(factor.oriented(row: row, column: column))
    }
    var next = matrices.makeIterator()
    let term = mapChildren { next.next() ?? $0 }
    return Factor(term: term, row: row, column: column).shortest
  }

  /// W_ij is W; W_ii is the diagonal, Σ_j W_ij δ_ij.
  private static func gatheredEntry(_ symbol: Symbol, row: Index?, column: Index?) -> Factor? {
    let (rows, columns) = (symbol.shape.rows, symbol.shape.columns)
    if let row, row == column, let extent = row.extent, rows == extent, columns == extent {
      let diagonal = Term.symbol(symbol) * .identity(extent)
      return Factor(term: .reduction(.sum, axis: 0, diagonal), column: row)
    }
    if row?.letter == nil && column?.letter == nil {
      let isWhole = (rows?.count ?? 1) == 1 && (columns?.count ?? 1) == 1
      return Factor(term: isWhole ? .symbol(symbol) : .entry(symbol, row: row, column: column))
    }
    guard axis(rows, runsAlong: row), axis(columns, runsAlong: column) else { return nil }
    return Factor(
      term: .symbol(symbol), row: row?.letter == nil ? nil : row, column: column?.letter == nil ? nil : column)
  }

  /// Whether the index takes every place of the axis.
  private static func axis(_ extent: Extent?, runsAlong index: Index?) -> Bool {
    switch index {
    case .letter(_, let own)?: own == extent
    case .at?, nil: (extent?.count ?? 1) == 1
    }
  }
}
