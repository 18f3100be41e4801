extension Term {
  /// The term without Kronecker deltas under their sums: Σ_k δ_ki x_k = x_i.
  ///
  /// A sum that holds a delta in some of its terms is split: Σ_k (δ_ki − a_i) y_k = y_i − Σ_k a_i y_k.
  public func contractingDeltas() -> Term {
    let term = mapChildren { $0.contractingDeltas() }
    switch term {
    case .kronecker(let a, let b) where a == b: return .one
    case .kronecker(.at, .at): return .zero
    case .over(let index, .sum, let body): return body.contracted(over: index)?.contractingDeltas() ?? term
    default: return term
    }
  }

  /// Σ over the index of this term, if a delta removes the sum or a part of it.
  private func contracted(over index: Index) -> Term? {
    if let (other, rest) = takingDelta(of: index), let letter = index.letter {
      return rest.replacing(letter, by: other)
    }
    guard let terms = addendsWithDelta(of: index) else { return nil }
    return .sum(terms.map { $0.contracted(over: index) ?? .over(index, .sum, $0) })
  }

  /// The other index of a delta with this one that multiplies the term, and the rest of the term.
  private func takingDelta(of index: Index) -> (Index, Term)? {
    switch self {
    case .kronecker(let a, let b):
      guard a == index || b == index else { return nil }
      let other = a == index ? b : a
      return other != index && other.runsWithin(index) ? (other, .one) : nil
    case .product(let factors):
      for (place, factor) in factors.enumerated() {
        guard let (other, rest) = factor.takingDelta(of: index) else { continue }
        var remaining = factors
        remaining[place] = rest
        return (other, .multiplied(remaining))
      }
      return nil
    case .negation(let a): return a.takingDelta(of: index).map { ($0, -$1) }
    case .quotient(let a, let b): return a.takingDelta(of: index).map { ($0, $1 / b) }
    case .over(let inner, .sum, let body):
      guard inner.letter != index.letter, let (other, rest) = body.takingDelta(of: index) else { return nil }
      return other.letter == inner.letter ? nil : (other, .over(inner, .sum, rest))
    case .choice(let condition, let a, let b):
      return Term.takingDelta(of: index, from: [a, b]).map { ($0, .choice(condition, $1[0], $1[1])) }
    case .sum(let terms): return Term.takingDelta(of: index, from: terms).map { ($0, .sum($1)) }
    default: return nil
    }
  }

  /// The other index of a delta that multiplies all terms but zeros, and what is left of them.
  private static func takingDelta(of index: Index, from terms: [Term]) -> (Index, [Term])? {
    var (other, rests): (Index?, [Term]) = (nil, [])
    for term in terms {
      if term == .zero {
        rests.append(.zero)
        continue
      }
      guard let (next, rest) = term.takingDelta(of: index), other == nil || other == next else { return nil }
      other = next
      rests.append(rest)
    }
    return other.map { ($0, rests) }
  }

  /// The addends of the term if one of them has a delta with the index: those of a sum, also of one that is a factor.
  private func addendsWithDelta(of index: Index) -> [Term]? {
    switch self {
    case .sum(let terms):
      let holds = terms.contains { $0.takingDelta(of: index) != nil || $0.addendsWithDelta(of: index) != nil }
      return holds ? terms : nil
    case .negation(let a): return a.addendsWithDelta(of: index)?.map { -$0 }
    case .quotient(let a, let b): return a.addendsWithDelta(of: index)?.map { $0 / b }
    case .product(let factors):
      for (place, factor) in factors.enumerated() {
        guard let addends = factor.addendsWithDelta(of: index) else { continue }
        return addends.map { .multiplied(factors[..<place] + [$0] + factors[(place + 1)...]) }
      }
      return nil
    default: return nil
    }
  }
}

extension Index {
  /// Whether every place of this index is one of the other.
  fileprivate func runsWithin(_ other: Index) -> Bool {
    guard let extent = other.extent else { return false }
    switch self {
    case .letter(_, let own): return own == extent
    case .at(let place): return place < extent.count
    }
  }
}
