import Engine
import Language
import SessionCore

/// Slips that look alike on states of one batch size are told apart on others.
extension Naming {
  /// The slips that hold with other numbers of samples as well: with the claim as it is written, or with B for its
  /// divisors that are B here; `nil` if none does.
  func confirmed(_ found: [Suspect]) -> [Suspect]? {
    if rivalStates.allSatisfy(\.isEmpty) { return found.isEmpty ? nil : found }
    let asWritten = found.filter { suspect in
      suspect.repaired.map { isRight($0, on: rivalStates[0]) } ?? isTyped(suspect, on: rivalStates[0])
    }
    // Where a divisor may be B or another number, a factor is named both ways.
    let samples = claim.own.samples
    let mayBeBatch = found.filter { suspect in
      guard asWritten.isEmpty || suspect.isScaling else { return false }
      return suspect.repaired.map { isRight($0.withBatchSize(samples), on: rivalStates[1]) }
        ?? isTyped(suspect, on: rivalStates[1])
    }
    let kept = asWritten + mayBeBatch
    return kept.isEmpty ? nil : kept
  }

  /// Whether a formula of the quantity names the quantity itself: that it is right says nothing.
  func namesTarget(_ tree: Expression) -> Bool {
    guard let quantity else { return false }
    var values = states[0].values
    return tree.nodes.contains { values.quantity(of: $0) == quantity }
  }

  /// Whether a repair proves nothing: the repaired formula names the quantity itself, and not only a number was changed.
  func isEmpty(_ repair: TreeChange) -> Bool {
    if case .dropped(let part, _) = repair.kind, !part.nodes.contains(where: { $0.leaf != nil }) { return false }
    return namesTarget(repair.tree)
  }

  /// Parts of the formula that are a quantity of another layer than the one that is needed, written out:
  /// `delta[1] @ W[1]` is da[0].
  var partSuspects: [Suspect] {
    guard claim.isFormula, !isLarge else { return [] }
    var seen: Set<String> = []
    let parts = claim.typed.nodes.filter { $0.isWrittenOut && seen.insert($0.code).inserted }
    return parts.flatMap { part -> [Suspect] in
      guard let meant = candidate(equalTo: part) else { return [] }
      return changes.scope.others(than: meant).compactMap { other, kind, rank in
        let tree = claim.typed.replacing(part, by: other.expression)
        guard kind == .layer, !namesTarget(tree), isRight(tree) else { return nil }
        let words =
          "\(part.code) is \(meant.quantity.name), of another layer: \(other.quantity.name) is needed "
          + "(the layer index is off)"
        return Suspect(words: words, rank: rank, repaired: tree) { _ in nil }
      }
    }
  }

  /// The quantity that a part of the formula is on every state.
  private func candidate(equalTo part: Expression) -> ChangeScope.Candidate? {
    (changes.scope.candidates + inputGradient).first { candidate in
      candidate.quantity != quantity
        && states.allSatisfy { state in
          var values = state.values
          guard let value = values.matrix(part), let other = state.complete(candidate.quantity) else { return false }
          return Closeness.matches(value, other)
        }
    }
  }

  /// da[0], which a pass does not compute.
  private var inputGradient: [ChangeScope.Candidate] {
    guard let shape = states[0].complete(.activationGradient(0))?.shape else { return [] }
    return [ChangeScope.Candidate(expression: .leaf("da", 0), quantity: .activationGradient(0), shape: shape)]
  }
}

extension TargetState {
  /// The value of a quantity, also of one that a pass leaves out.
  fileprivate func complete(_ quantity: Quantity) -> Matrix<Double>? {
    let session = values.session
    return values.value(of: quantity) ?? (try? session.network?.value(of: quantity, from: session.trace))
  }
}

extension WrongClaim {
  /// The claim with B for the divisors that are the number of samples here.
  var withBatchSize: WrongClaim {
    replacing(typed: typed.withBatchSize(own.samples), known: known.withBatchSize(own.samples))
  }
}

extension Expression {
  /// With B for a divisor that is the number of samples.
  func withBatchSize(_ samples: Int) -> Expression {
    func inner(_ part: Expression) -> Expression { part.withBatchSize(samples) }
    if case .binary(.divide, let left, .number(Double(samples), _)) = self {
      return .binary(.divide, inner(left), .name("B", .nowhere))
    }
    return (try? mapParts { part throws(Diagnostic) in inner(part) }) ?? self
  }

  /// Whether it is an operation on quantities, not a name or an entry.
  fileprivate var isWrittenOut: Bool {
    switch self {
    case .number, .name, .index, .matrix: false
    case .call, .negation, .transpose, .binary: nodes.contains { $0.leaf != nil }
    }
  }

  /// With another expression wherever a part is written.
  fileprivate func replacing(_ part: Expression, by new: Expression) -> Expression {
    if code == part.code { return new }
    return (try? mapParts { inner throws(Diagnostic) in inner.replacing(part, by: new) }) ?? self
  }
}
