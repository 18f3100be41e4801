/// Differentiates terms by rewriting: a derivative that is not worked out becomes derivatives of its parts, by a rule.
///
/// A term in which no derivative is left is the result, and the terms on the way are its derivation.
public struct Differentiation: Sendable {
  /// The variable: a number, or an entry with letters that occur nowhere else.
  public let variable: Term
  public let library: FunctionLibrary
  private let symbol: Symbol

  /// - Precondition: the variable is a symbol or an entry.
  public init(by variable: Term, library: FunctionLibrary) {
    switch variable {
    case .symbol(let symbol), .entry(let symbol, _, _): self.symbol = symbol
    default: preconditionFailure("a derivative is by a quantity or one of its entries")
    }
    (self.variable, self.library) = (variable, library)
  }

  public func depends(_ term: Term) -> Bool { term.contains(isVariable) }

  private func isVariable(_ term: Term) -> Bool {
    switch term {
    case .symbol(symbol), .entry(symbol, _, _): true
    default: false
    }
  }

  /// The derivative of a term, simplified.
  public func derivative(of term: Term) -> Term { derivative(expanding: term).simplified }

  private func derivative(expanding term: Term) -> Term {
    worked(step(term).after)
  }

  /// The term with every derivative by the variable worked out.
  public func worked(_ term: Term) -> Term {
    if case .derivative(let inner, by: variable) = term { return derivative(expanding: inner).simplified }
    return term.mapChildren(worked)
  }

  /// One step: the derivative of a term by those of its parts.
  public func step(_ term: Term) -> (rule: Rule, after: Term) {
    guard depends(term) else { return (.constant, .zero) }
    switch term {
    case .symbol: return (.variable, .one)
    case .entry(_, let row, let column): return (.kroneckerDelta, kronecker(row, column))
    case .negation(let a): return (.constantFactor, .negation(d(a)))
    case .sum(let list): return (.sum, .sum(list.filter(depends).map(d)))
    case .product(let list): return product(list)
    case .quotient(let a, let b): return quotient(a, b)
    case .power(let base, let exponent): return power(base, exponent)
    case .apply(let head, let arguments): return apply(head, arguments)
    case .choice(let c, let a, let b): return (.piecewise, .choice(c, d(a), d(b)))
    case .over(let index, .sum, let body): return (.sumOverIndex, .over(index, .sum, d(body)))
    case .over(let index, let folding, let body): return (.extremum, extremum(index, folding, body))
    case .number, .size, .kronecker, .comparison, .filled, .identity: return (.constant, .zero)
    case .derivative(let inner, by: let x): return (.sum, .derivative(d(inner), by: x))
    case .matrixProduct, .transpose, .reduction: preconditionFailure("derivatives are taken in index form")
    }
  }

  private func d(_ term: Term) -> Term { .derivative(term, by: variable) }

  private func kronecker(_ row: Index?, _ column: Index?) -> Term {
    guard case .entry(_, let p, let q) = variable else { return .one }
    let deltas = [(row, p), (column, q)].compactMap { own, other -> Term? in
      guard let own, let other else { return nil }
      return own == other ? nil : .kronecker(own, other)
    }
    return deltas.isEmpty ? .one : deltas.count == 1 ? deltas[0] : .product(deltas)
  }

  private func product(_ list: [Term]) -> (Rule, Term) {
    let constants = list.filter { !depends($0) }
    let factors = list.filter(depends)
    if !constants.isEmpty {
      return (.constantFactor, .product(constants + [d(factors.count == 1 ? factors[0] : .product(factors))]))
    }
    let terms = factors.indices.map { k in
      Term.product(factors.enumerated().map { $0.offset == k ? d($0.element) : $0.element })
    }
    return (.product, terms.count == 1 ? terms[0] : .sum(terms))
  }

  /// (u/v)′ = (u′ v − u v′) / v².
  private func quotient(_ u: Term, _ v: Term) -> (Rule, Term) {
    if !depends(v) { return (.constantFactor, .quotient(d(u), v)) }
    if !depends(u) { return (.quotient, .negation(.quotient(u * d(v), .power(v, 2)))) }
    return (.quotient, .quotient(d(u) * v - u * d(v), .power(v, 2)))
  }

  /// (uⁿ)′ = n uⁿ⁻¹ u′, (cᵛ)′ = cᵛ log c · v′, and both for uᵛ.
  private func power(_ u: Term, _ v: Term) -> (Rule, Term) {
    let lowered = (v - 1).simplified
    let inner = Term.product([v, lowered == .one ? u : .power(u, lowered)])
    if !depends(v) { return (.power, u == variable ? inner : .product([inner, d(u)])) }
    let outer = Term.product([.power(u, v), .call("log", u)])
    if !depends(u) { return (.exponential, v == variable ? outer : .product([outer, d(v)])) }
    return (.paths, .sum([.product([inner, d(u)]), .product([outer, d(v)])]))
  }

  private func apply(_ head: Term.Head, _ arguments: [Term]) -> (Rule, Term) {
    let dependent = arguments.indices.filter { depends(arguments[$0]) }
    let terms = dependent.map { k in
      let outer = library.derivative(of: head, by: k, at: arguments)
      return arguments[k] == variable ? outer : Term.product([outer, d(arguments[k])])
    }
    let name = head.displayName
    if dependent.count > 1 { return (.paths, .sum(terms)) }
    return (arguments[dependent[0]] == variable ? .function(name) : .chain(name), terms[0])
  }

  /// The derivative of the largest: Σ_k [x_k is the largest] x_k′ / (how many are).
  private func extremum(_ index: Index, _ folding: Term.Folding, _ body: Term) -> Term {
    guard case .letter(let letter, let extent) = index else { return .zero }
    let fresh = Index.letter(Term.freshLetter(avoiding: body.letters.union(variable.letters)), extent)
    let isExtreme = Term.comparison(.equal, body, .over(fresh, folding, body.replacing(letter, by: fresh)))
    return .quotient(.over(index, .sum, isExtreme * d(body)), .over(index, .sum, isExtreme))
  }
}

extension Term.Head {
  /// As it is named in a rule: σ, σ′.
  package var displayName: String { name + String(repeating: "′", count: order) }
}

extension Term {
  /// The derivative by a number, or in index form by an entry, simplified.
  public func derivative(by variable: Term, library: FunctionLibrary) -> Term {
    Differentiation(by: variable, library: library).derivative(of: self)
  }
}
