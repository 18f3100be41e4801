extension Term {
  /// The term with every sum over a Kronecker delta worked out: Σ_k δ_ki x_k = x_i.
  ///
  /// A product with a sum in which the delta is, x_k (δ_ki − a_i), is multiplied out first.
  public var contracted: Term {
    let term = mapChildren(\.contracted)
    guard case .over(let index, .sum, let body) = term, let letter = index.letter else { return term }
    return body.contracted(over: index, letter)
  }

  private func contracted(over index: Index, _ letter: String) -> Term {
    guard contains({ $0.isKronecker(of: letter) }) else { return .over(index, .sum, self) }
    switch self {
    case .sum(let list): return .sum(list.map { $0.contracted(over: index, letter) })
    case .negation(let a): return .negation(a.contracted(over: index, letter))
    case .over(let inner, .sum, let body): return .over(inner, .sum, body.contracted(over: index, letter))
    case .kronecker: return .one
    case .quotient(let a, let b):
      if !b.freeIndices.contains(index) { return .quotient(a.contracted(over: index, letter), b) }
      guard case .product(let list) = a, !b.contains({ $0.isKronecker(of: letter) }) else {
        return .over(index, .sum, self)
      }
      return Term.product(list + [.quotient(.one, b)]).contracted(over: index, letter)
    case .product(let list): return Self.contracted(list, over: index, letter)
    case .number, .size, .symbol, .entry, .power, .apply, .comparison, .choice, .over, .derivative, .matrixProduct,
      .transpose, .reduction, .filled, .identity:
      return .over(index, .sum, self)
    }
  }

  private static func contracted(_ list: [Term], over index: Index, _ letter: String) -> Term {
    var rest = list
    if let k = list.firstIndex(where: { $0.isKronecker(of: letter) }), case .kronecker(let a, let b) = list[k] {
      rest.remove(at: k)
      let product = rest.isEmpty ? Term.one : rest.count == 1 ? rest[0] : .product(rest)
      return product.replacing(letter, by: a.letter == letter ? b : a)
    }
    guard let k = list.firstIndex(where: { $0.contains { $0.isKronecker(of: letter) } }) else {
      return .over(index, .sum, .product(list))
    }
    let factor = rest.remove(at: k)
    func with(_ term: Term) -> Term {
      .product(rest.isEmpty ? [term] : Array(list[..<k]) + term.factors + Array(list[(k + 1)...]))
    }
    switch factor {
    case .sum(let terms): return .sum(terms.map { with($0).contracted(over: index, letter) })
    case .negation(let a): return .negation(with(a).contracted(over: index, letter))
    case .product: return with(factor).contracted(over: index, letter)
    case .quotient(let a, let b) where !b.contains { $0.isKronecker(of: letter) }:
      return Term.product(Array(list[..<k]) + a.factors + [.quotient(.one, b)] + Array(list[(k + 1)...]))
        .contracted(over: index, letter)
    case .over(let inner, .sum, let body) where !rest.contains { $0.letters.contains(inner.letter ?? "") }:
      return .over(inner, .sum, with(body).contracted(over: index, letter))
    default: return .over(index, .sum, .product(list))
    }
  }

  private func isKronecker(of letter: String) -> Bool {
    guard case .kronecker(let a, let b) = self else { return false }
    return a.letter == letter || b.letter == letter
  }
}
