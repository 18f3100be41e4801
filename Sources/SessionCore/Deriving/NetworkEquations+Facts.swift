import Calculus
import Engine

/// What holds between the quantities of a pass besides their definitions.
extension NetworkEquations {
  var facts: [EquationSystem.Fact] {
    (1...network.depth).flatMap { [softmax($0), centred($0)].compactMap { $0 } } + [slope, shares].compactMap { $0 }
  }

  /// e^z_si / Σ_k e^z_sk = a_si, if the activations are a softmax without a mask.
  private func softmax(_ l: Int) -> EquationSystem.Fact? {
    guard network[layer: l].activation == .softmax, !network.dropsOut(l) else { return nil }
    let recognition = SoftmaxRecognition(z: symbol(network.argument(l)), a: symbol(.activation(l)))
    return EquationSystem.Fact("the fraction is a[\(l)]") { recognition.replacement($0) }
  }

  /// Σ_s (z_si − mu_i) = 0.
  private func centred(_ l: Int) -> EquationSystem.Fact? {
    guard network[layer: l].normalization != nil, network.mode == .training else { return nil }
    let (z, mu) = (symbol(.preActivation(l)), symbol(.mean(l)))
    return EquationSystem.Fact("mu[\(l)] is the mean of z[\(l)], so that the deviations add up to 0") { term in
      guard case .over(let index, .sum, .sum(let list)) = term, list.count == 2, index.extent?.symbol == "B",
        case .entry(z, row: index, column: _) = list[0], case .negation(.entry(mu, row: nil, column: _)) = list[1]
      else { return nil }
      return .zero
    }
  }

  /// σ′(z) = a (1 − a), with the loss that this cancels against.
  private var slope: EquationSystem.Fact? {
    let L = network.depth
    guard network.objective.loss.requiredOutput == .sigmoid, network[layer: L].activation == .sigmoid,
      !network.dropsOut(L)
    else { return nil }
    let (z, a) = (symbol(network.argument(L)), symbol(.activation(L)))
    return EquationSystem.Fact("σ′(z) = σ(z) (1 − σ(z)) = a (1 − a)") { term in
      guard case .apply(let head, let arguments) = term, head == Term.Head("sigmoid", orders: [1]),
        case .entry(z, row: let row, column: let column) = arguments[0]
      else { return nil }
      let value = Term.entry(a, row: row, column: column)
      return value * (1 - value)
    }
  }

  /// Σ_k y_sk = 1.
  private var shares: EquationSystem.Fact? {
    guard network.objective.loss.targets == .distribution else { return nil }
    let y = symbol(network.compared)
    return EquationSystem.Fact("the targets of a sample add up to 1") { term in
      guard case .over(let index, .sum, .entry(y, row: _, column: index)) = term else { return nil }
      return .one
    }
  }
}

/// Recognises the softmax in what the quotient rule leaves: e^z_si x / (Σ_k e^z_sk)ⁿ.
private struct SoftmaxRecognition {
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
