/// Between the two forms of a function of rows: of whole rows, Σ (a − y)², and of their entries, Σ_j (a_j − y_j)².
extension Term {
  /// The term at one column of the rows in it.
  func atColumn(_ column: Index) -> Term {
    switch self {
    case .symbol(let symbol) where symbol.shape.columns != nil:
      return .entry(symbol, row: nil, column: column)
    case .reduction(let folding, _, let body):
      let used = body.letters.union([column.letter].compactMap { $0 })
      let letter = Term.freshLetter(avoiding: used, from: ["j", "k", "m"])
      let index = Index.letter(letter, LossDefinition.outputs)
      return .over(index, folding, body.atColumn(index))
    default: return mapChildren { $0.atColumn(column) }
    }
  }

  /// A term of the entries of a row as one of whole rows.
  var ofRows: Term {
    switch self {
    case .entry(let symbol, row: nil, _): .symbol(symbol)
    case .over(_, let folding, let body): .reduction(folding, axis: nil, body.ofRows)
    default: mapChildren(\.ofRows)
    }
  }

  /// The term with other quantities for symbols and entries, and another extent for n.
  ///
  /// - Parameters:
  ///   - quantities: a row is replaced by the row `row` of a matrix.
  ///   - row: the sample of an entry.
  func placed(_ quantities: [Symbol: Term], row: Index? = nil, outputs: Extent) -> Term {
    func replaced(_ index: Index) -> Index {
      if case .letter(let letter, LossDefinition.outputs) = index { .letter(letter, outputs) } else { index }
    }
    switch self {
    case .size(LossDefinition.outputs): return .size(outputs)
    case .quotient(let a, .size(LossDefinition.outputs)) where outputs.count == 1:
      return a.placed(quantities, row: row, outputs: outputs)
    case .symbol(let symbol): return quantities[symbol] ?? self
    case .entry(let symbol, _, let column):
      guard case .symbol(let other)? = quantities[symbol] else { return self }
      return .entry(other, row: row, column: column.map(replaced))
    case .over(let index, let folding, let body):
      return .over(replaced(index), folding, body.placed(quantities, row: row, outputs: outputs))
    default: return mapChildren { $0.placed(quantities, row: row, outputs: outputs) }
    }
  }

  /// A number, and what it multiplies.
  var factorAndSum: (factor: Double, sum: Term) {
    if case .product(let list) = self, list.count == 2, case .number(let factor) = list[0] { return (factor, list[1]) }
    return (1, self)
  }

  /// Whether something is folded inside something that is.
  var hasInnerReduction: Bool {
    contains { if case .reduction(_, _, let body) = $0 { body.hasReductions } else { false } }
  }

  var hasReductions: Bool { contains { if case .reduction = $0 { true } else { false } } }

  /// Σ over the rows of a matrix of a function of each row.
  ///
  /// A multiple of sums is the same of the sum over all entries; every other reduction goes along the row, axis 1.
  func summedOverRows(_ spread: Extent?) -> Term {
    isMultipleOfSums ? self : .reduction(.sum, axis: nil, numbersOfRows(spread))
  }

  /// A function of each row that is a number, as a column of them.
  private func numbersOfRows(_ spread: Extent?) -> Term {
    if case .reduction(let folding, _, let body) = self { return .reduction(folding, axis: 1, body.alongRows(spread)) }
    return mapChildren { $0.numbersOfRows(spread) }
  }

  private var isMultipleOfSums: Bool {
    switch self {
    case .reduction(.sum, axis: nil, let body): !body.hasReductions
    case .negation(let a), .quotient(let a, .number), .quotient(let a, .size): a.isMultipleOfSums
    case .product(let list):
      list.count { !$0.isPlainNumber } == 1 && list.allSatisfy { $0.isPlainNumber || $0.isMultipleOfSums }
    case .sum(let list): list.allSatisfy(\.isMultipleOfSums)
    default: false
    }
  }

  private var isPlainNumber: Bool {
    switch self {
    case .number, .size: true
    case .negation(let a): a.isPlainNumber
    case .quotient(let a, let b): a.isPlainNumber && b.isPlainNumber
    default: false
    }
  }

  /// The term with its reductions along each row.
  /// - Parameter spread: the columns that each is spread over, if it has to be.
  func alongRows(_ spread: Extent?) -> Term {
    guard case .reduction(let folding, _, let body) = self else { return mapChildren { $0.alongRows(spread) } }
    let column = Term.reduction(folding, axis: 1, body.alongRows(spread))
    return spread.map { .matrixProduct(column, .filled(1, rows: nil, columns: $0)) } ?? column
  }
}
