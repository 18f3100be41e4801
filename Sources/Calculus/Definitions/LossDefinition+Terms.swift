/// What a loss is written of in a network: the names of its outputs, their number, and the values of the constants.
public struct LossOperands: Sendable {
  /// a[L], y and z[L].
  /// - Shapes: B×n, or 1×n for one sample.
  public var a, y, z: Symbol
  public var outputs: Extent
  /// Those of the definition, or other values.
  public var constants: [Double]
  /// Whether a number of each row is written as a row of it, since the shell spreads no columns.
  public var spreadsColumns = false

  public init(a: Symbol, y: Symbol, z: Symbol, outputs: Extent, constants: [Double]) {
    (self.a, self.y, self.z, self.outputs, self.constants) = (a, y, z, outputs, constants)
  }
}

extension LossOperands {
  /// The columns that a number of each row is spread over.
  fileprivate var spread: Extent? { spreadsColumns && outputs.count > 1 ? outputs : nil }
}

/// The formulas of a loss, each from the definition.
extension LossDefinition {
  /// The loss of a sample as it is computed.
  public var computed: Term { logits?.value ?? function.stable ?? function.body }

  /// ∂/∂a of the loss of a sample by the rules, whatever form is shown.
  /// - Shapes: 1×n.
  public var gradientByRules: Term {
    let column = Index.letter("i", Self.outputs)
    return function.body.atColumn(column).derivative(by: .entry(Self.a, row: nil, column: column), library: library)
      .contractingDeltas().simplified.ofRows
  }

  /// ∂/∂a of the loss of a sample.
  /// - Shapes: 1×n.
  public var gradient: Term { function.derivatives[0] ?? gradientByRules }

  /// Σ over the samples of the loss, in matrix form.
  public func total(of operands: LossOperands) -> Term {
    placed(function.body, operands).summedOverRows(operands.spread)
  }

  /// The same as it is computed; a loss that folds each row of z first stays a formula of a, which is shorter.
  public func computedTotal(of operands: LossOperands) -> Term {
    let form = computed.hasInnerReduction ? function.stable ?? function.body : computed
    return placed(form, operands).summedOverRows(operands.spread)
  }

  /// The same from z if the loss belongs to an output activation, whatever its length.
  public func stableTotal(of operands: LossOperands) -> Term {
    placed(computed, operands).summedOverRows(operands.spread)
  }

  /// ∂/∂a of the sum over the samples.
  /// - Shapes: as a.
  public func gradient(of operands: LossOperands) -> Term { placed(gradient, operands).alongRows(operands.spread) }

  /// ∂/∂z of the sum over the samples, if the loss belongs to an output activation: as it is computed, for targets of any
  /// sum.
  /// - Shapes: as a.
  public func logitGradient(of operands: LossOperands) -> Term? {
    logits.map { placed($0.computedGradient ?? $0.gradient, operands).alongRows(operands.spread) }
  }

  /// The same for targets as they should be.
  public func shownLogitGradient(of operands: LossOperands) -> Term? {
    logits.map { placed($0.gradient, operands).alongRows(operands.spread) }
  }

  /// The loss of a sample in index form: ½ Σ_j (a_j − y_j)².
  /// - Parameter row: the sample, if a and y have several.
  public func sample(of operands: LossOperands, row: Int = 0) -> Term {
    entries(of: function.body, operands, row, 0)
  }

  /// ∂/∂z of one entry of the sum over the samples, from its row.
  public func logitGradient(of operands: LossOperands, row: Int, column: Int) -> Term? {
    logits.map { entries(of: $0.gradient, operands, row, column) }
  }

  /// A term of rows at one entry.
  private func entries(of term: Term, _ operands: LossOperands, _ row: Int, _ column: Int) -> Term {
    term.atColumn(.at(column)).placed(quantities(operands), row: .at(row), outputs: operands.outputs)
  }

  /// ∂/∂a of one entry of the sum over the samples, from its row.
  ///
  /// - Parameter form: the gradient of a sample, if it is not the one that is shown.
  /// - Parameter target: y of the entry, if it is known: what it makes 0 is left out, as in the binary entropy, of which
  ///   one of −y/a and (1 − y)/(1 − a) is left.
  public func gradient(
    of operands: LossOperands, row: Int, column: Int, target: Double? = nil, form other: Term? = nil
  ) -> Term {
    var form = other ?? gradient
    if let target, isEntropy, target == 0 || target == 1 {
      let parts = gradientByRules.expanded.filter { part in
        part.substituting([Self.y: .number(target)]).simplified != .zero
      }
      if !parts.isEmpty { form = parts.count == 1 ? parts[0] : .sum(parts) }
    }
    return entries(of: form, operands, row, column)
  }

  /// A loss that is a number times the sum of entries: the number, and the entry at a row and a column.
  public func entry(of operands: LossOperands, row: Int, column: Int) -> (factor: Double, entry: Term)? {
    let (factor, sum) = function.body.factorAndSum
    guard case .reduction(.sum, _, let entry) = sum else { return nil }
    return (factor, entries(of: entry, operands, row, column))
  }

  private func placed(_ term: Term, _ operands: LossOperands) -> Term {
    term.placed(quantities(operands), outputs: operands.outputs)
  }

  private func quantities(_ operands: LossOperands) -> [Symbol: Term] {
    let given = [Self.a: operands.a, Self.y: operands.y, Self.z: operands.z].mapValues(Term.symbol)
    return given.merging(zip(constantNames, operands.constants.map(Term.number))) { first, _ in first }
  }
}

extension Term {
  /// The summands, with a sign before a bracket worked into it.
  fileprivate var expanded: [Term] {
    switch self {
    case .sum(let list): list.flatMap(\.expanded)
    case .negation(let inner): inner.expanded.map { Term.negation($0).simplified }
    default: [self]
    }
  }
}
