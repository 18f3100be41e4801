/// A product of terms in index form under sums, taken apart: c · Σ_k Σ_m f · g · … / (h · …).
struct Contraction {
  private var coefficient = 1.0
  private var numerators: [Term] = []
  private var denominators: [Term] = []
  /// The letters that are summed over, from the outside in.
  private var bound: [Index] = []
  private var used: Set<String>

  init(_ term: Term) {
    used = Set(term.freeIndices.compactMap(\.letter))
    if case .over(let index, .sum, let body) = term { sum(over: index, body) } else { multiply(term) }
  }

  private mutating func multiply(_ term: Term) {
    switch term {
    case .number(let value): coefficient *= value
    case .negation(let a):
      coefficient.negate()
      multiply(a)
    case .product(let factors): for factor in factors { multiply(factor) }
    case .quotient(let a, let b):
      multiply(a)
      divide(b)
    case .over(let index, .sum, let body) where !term.freeIndices.isEmpty: sum(over: index, body)
    case .power(.product(let factors), .number(let exponent)) where exponent == exponent.rounded() && exponent > 0:
      for factor in factors { numerators.append(.power(factor, .number(exponent))) }
    default: numerators.append(term)
    }
  }

  private mutating func divide(_ term: Term) {
    switch term {
    case .negation(let a):
      coefficient.negate()
      divide(a)
    case .product(let factors): for factor in factors { divide(factor) }
    case .quotient(let a, let b):
      divide(a)
      multiply(b)
    default: if term != .one { denominators.append(term) }
    }
  }

  /// The sum moves outside of the product; its letter is renamed if the product has it already.
  private mutating func sum(over index: Index, _ body: Term) {
    guard let letter = index.letter, let extent = index.extent else { return multiply(body) }
    let free = used.contains(letter) ? extent.freshIndex(avoiding: used.union(body.letters)) : index
    used.formUnion([free.letter].compactMap { $0 })
    bound.append(free)
    multiply(free == index ? body : body.replacing(letter, by: free))
  }

  /// The matrix form; `nil` if there is none.
  var gathered: Factor? {
    guard let factors, let result = Elimination(factors, over: bound).result else { return distributed?.gatheredFactor }
    return result.scaled(by: coefficient)
  }

  private var factors: [Factor]? {
    var factors: [Factor] = []
    for (terms, divides) in [(numerators, false), (denominators, true)] {
      for term in terms {
        guard var factor = term.gatheredFactor else { return nil }
        (factor.divides, factor.position) = (divides, factors.count)
        factors.append(factor)
      }
    }
    return factors
  }

  /// The same as a sum: Σ_k (a + b) c = Σ_k a c + Σ_k b c; `nil` if no factor is a sum.
  private var distributed: Term? {
    for (place, factor) in numerators.enumerated() {
      guard case .sum(let addends) = factor else { continue }
      return .sum(
        addends.map { addend in
          var rest = numerators
          rest[place] = addend
          let product = Term.multiplied([.number(coefficient)] + rest)
          return bound.reversed().reduce(.divided(product, by: .multiplied(denominators))) { .over($1, .sum, $0) }
        })
    }
    return nil
  }
}

extension Factor {
  /// A number in front, a sign before it.
  fileprivate func scaled(by coefficient: Double) -> Factor {
    var copy = self
    let size = Term.number(abs(coefficient))
    if case .quotient(let a, let b) = term {
      copy.term = .multiplied([size, a]) / b
    } else {
      copy.term = .multiplied([size, term])
    }
    if coefficient < 0 { copy.term = -copy.term }
    return copy
  }
}
