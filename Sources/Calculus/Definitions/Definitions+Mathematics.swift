/// How definitions are written in help and explanations.
extension Term {
  /// Σ without an index for a sum over all entries: ½ Σ (a − y)²; a column that is spread over rows as it is.
  public var withSigns: Term {
    if case .matrixProduct(let column, .filled(1, rows: nil, _)) = self { return column.withSigns }
    let term = mapChildren(\.withSigns)
    guard case .reduction(.sum, axis: nil, let body) = term else { return term }
    return .over(.letter("", LossDefinition.outputs), .sum, body)
  }

  /// With the signs of mathematicians for the names of constants: β₁ for beta1, m̂ for mhat.
  public var withLetters: Term {
    substituting(Dictionary(uniqueKeysWithValues: Self.letters.map { (Symbol($0), .symbol(Symbol($1))) }))
  }

  private static let letters = [
    ("beta1", "β₁"), ("beta2", "β₂"), ("epsilon", "ε"), ("decay", "λ"), ("mhat", "m̂"), ("vhat", "v̂"), ("l1", "λ₁"),
    ("l2", "λ"),
  ]
}

extension LossDefinition {
  /// The loss of a sample in one line.
  public var formula: String { function.body.withSigns.mathematics }

  /// The loss of a sample as it is computed, if that is another formula.
  public var computedFormula: String? { computed == function.body ? nil : computed.withSigns.mathematics }

  /// ∂/∂a, and before it ∂/∂z if the loss belongs to an output activation.
  public var gradientFormula: String {
    let byOutput = "∂/∂a = \((logits == nil ? gradient : gradientByRules).withSigns.mathematics)"
    return logits.map { "∂/∂z = \($0.gradient.withSigns.mathematics), \(byOutput)" } ?? byOutput
  }

  /// What one entry adds to the loss of a sample, but for the number of outputs, and its derivative by a; `nil` if the
  /// entries act on one another.
  public var entryLoss: (value: Term, derivative: Term)? {
    var body = function.body
    if case .quotient(let sum, .size(Self.outputs)) = body { body = sum }
    let (factor, sum) = body.factorAndSum
    guard case .reduction(.sum, _, let entry) = sum, !entry.hasReductions else { return nil }
    let value = factor == 1 ? entry : .number(factor) * entry
    return (value, value.derivative(by: .symbol(Self.a), library: library))
  }
}

extension OptimizerDefinition {
  /// The rule in one line: m ← β₁ m + g, p ← p − η m.
  public var formula: String {
    let lines = updates.map(\.formula)
    return ((decay.map { ["p ← \($0.withLetters.mathematics) for weights"] } ?? []) + lines).joined(separator: ", ")
  }

  /// What is added to p: −η m.
  /// - Parameter decays: whether p is a weight, which the decay is for.
  public func changeFormula(decays: Bool) -> String {
    guard decays, let decay else { return change.withLetters.mathematics }
    return Term.sum([decay, .negation(.symbol(Self.p)), change]).withLetters.mathematics
  }
}

extension OptimizerDefinition.Update {
  /// m ← β₁ m + g.
  public var formula: String { "\(name) ← \(value.withLetters.mathematics)" }

  /// m̂ for mhat.
  public var name: String { Term.symbol(symbol).withLetters.mathematics }
}
