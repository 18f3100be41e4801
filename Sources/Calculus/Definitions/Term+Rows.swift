/// Between the two forms of a function of rows: of whole rows, Σ (a − y)², and of their entries, Σ_j (a_j − y_j)².
extension Term {
  /// The term at one column of the rows in it.
  func atColumn(_ column: Index) -> Term {
    switch self {
    case .symbol(let symbol) where symbol.shape.columns != nil:
      return .entry(symbol, row: nil, column: column)
    case .reduction(let folding, _, let body):
      let letter = Term.freshLetter(avoiding: body.letters.union([column.letter].compactMap { $0 }), from: ["j", "k", "m"])
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
  var summedOverRows: Term {
    isMultipleOfSums ? self : .reduction(.sum, axis: nil, alongRows)
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
  var alongRows: Term {
    if case .reduction(let folding, _, let body) = self { return .reduction(folding, axis: 1, body.alongRows) }
    return mapChildren(\.alongRows)
  }
}

extension Term {
  /// The term with the Kronecker deltas of both cases of a `where` before it: δ u or δ v is δ (u or v).
  var withDeltasBeforeChoices: Term {
    let term = mapChildren(\.withDeltasBeforeChoices)
    guard case .choice(let condition, let a, let b) = term else { return term }
    let (first, second) = (a.takingDelta, b.takingDelta)
    guard let delta = first?.delta ?? second?.delta, (first?.delta ?? delta) == (second?.delta ?? delta),
      first != nil || a == .zero, second != nil || b == .zero
    else { return term }
    return .product([delta, .choice(condition, first?.rest ?? .zero, second?.rest ?? .zero)])
  }

  /// A delta that multiplies the term, and the rest.
  private var takingDelta: (delta: Term, rest: Term)? {
    switch self {
    case .kronecker: return (self, .one)
    case .negation(let a): return a.takingDelta.map { ($0.delta, .negation($0.rest)) }
    case .quotient(let a, let b): return a.takingDelta.map { ($0.delta, .quotient($0.rest, b)) }
    case .product(let list):
      for (place, factor) in list.enumerated() {
        guard let (delta, rest) = factor.takingDelta else { continue }
        var others = list
        others[place] = rest
        return (delta, .product(others))
      }
      return nil
    case .sum(let list):
      let parts = list.compactMap(\.takingDelta)
      guard parts.count == list.count, let delta = parts.first?.delta, parts.allSatisfy({ $0.delta == delta }) else {
        return nil
      }
      return (delta, .sum(parts.map(\.rest)))
    default: return nil
    }
  }
}
