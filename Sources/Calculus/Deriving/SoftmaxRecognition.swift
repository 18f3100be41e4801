/// Recognises the softmax in what the quotient rule leaves: e^z_si x / (Σ_k e^z_sk)ⁿ.
struct SoftmaxRecognition {
  let z, a: Symbol

  func replacement(_ term: Term) -> Term? {
    guard case .quotient(let above, let below) = term else { return nil }
    var divisors = below.factors
    guard let place = divisors.firstIndex(where: { power(of: $0) != nil }), let count = power(of: divisors[place])
    else {
      return nil
    }
    var factors = above.factors
    var left = count
    while left > 0, let next = recognised(in: factors) {
      factors = next
      left -= 1
    }
    guard left < count else { return nil }
    divisors.remove(at: place)
    if left > 0 {
      divisors.append(left == 1 ? normaliser(of: below) : .power(normaliser(of: below), .number(Double(left))))
    }
    let numerator = factors.count == 1 ? factors[0] : Term.product(factors)
    return divisors.isEmpty ? numerator : .quotient(numerator, divisors.count == 1 ? divisors[0] : .product(divisors))
  }

  /// n of (Σ_k e^z_sk)ⁿ; `nil` for anything else.
  private func power(of term: Term) -> Int? {
    switch term {
    case .power(let base, .number(let n)) where isNormaliser(base): Int(n)
    default: isNormaliser(term) ? 1 : nil
    }
  }

  private func isNormaliser(_ term: Term) -> Bool {
    guard case .over(let index, .sum, let body) = term else { return false }
    return exponent(body)?.column == index
  }

  private func normaliser(of below: Term) -> Term {
    for factor in below.factors {
      if case .power(let base, _) = factor, isNormaliser(base) { return base }
      if isNormaliser(factor) { return factor }
    }
    return below
  }

  /// The entry of z in e^z.
  private func exponent(_ term: Term) -> (row: Index?, column: Index?)? {
    guard case .apply(let head, let arguments) = term, head == Term.Head("exp"),
      case .entry(z, row: let row, column: let column) = arguments[0]
    else { return nil }
    return (row, column)
  }

  /// The factors with one e^z taken for a, itself or in a sum.
  private func recognised(in factors: [Term]) -> [Term]? {
    for (place, factor) in factors.enumerated() {
      var result = factors
      if let (row, column) = exponent(factor) {
        result[place] = .entry(a, row: row, column: column)
        return result
      }
      if case .over(let index, .sum, let body) = factor, let inner = recognised(in: body.factors) {
        result[place] = .over(index, .sum, inner.count == 1 ? inner[0] : .product(inner))
        return result
      }
    }
    return nil
  }
}
