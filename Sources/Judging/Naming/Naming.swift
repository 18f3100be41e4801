import Engine
import Interruption
import Language
import SessionCore
import Views

/// Finds what is wrong in a claim that does not hold: slips whose outcome is what was typed, on every state.
struct Naming {
  let claim: WrongClaim
  /// That of the states, which may be smaller than the session's.
  let network: Network<Double>?
  let samples: Int
  /// The states on which it is compared, the first one first.
  let states: [TargetState]
  /// States with other numbers of samples, twice: with the claim as it is written, and with B for a divisor that is B
  /// here.
  let rivalStates: [[TargetState]]
  let chain: StepChain?
  let changes: TreeChanges

  /// - Returns: `nil` if the sides cannot be evaluated.
  init?(_ claim: WrongClaim) {
    self.claim = claim
    let sessions = claim.isFormula && !claim.states.isEmpty ? claim.states : [claim.own]
    var states = sessions.compactMap { TargetState($0, claim) }
    if states.isEmpty, let own = TargetState(claim.own, claim) { states = [own] }
    guard var first = states.first else { return nil }
    self.states = states
    rivalStates = [claim, claim.withBatchSize].map { claim in claim.otherBatches.compactMap { TargetState($0, claim) } }
    network = first.values.session.network
    samples = first.values.session.samples
    let named = Set(claim.typed.nodes.compactMap { first.values.quantity(of: $0) })
    let words = SlipWords(
      network: network, samples: claim.own.samples, hasPenalty: Self.hasPenalty(first.quantity, network),
      isAveraged: samples > 1 && first.quantity.map { $0.isGradient || $0 == .loss } ?? false)
    // A formula that names the quantity itself is not derived from the steps before it.
    if let network, let quantity = first.quantity, quantity.isComputed || quantity == .activationGradient(0),
      !named.contains(quantity), states.allSatisfy({ $0.values.session.hasCompletePass })
    {
      chain = StepChain(to: quantity, in: network, named: named)
    } else {
      chain = nil
    }
    var related = named
    for step in chain?.steps ?? [] {
      related.formUnion([step] + (first.values.session.network?.operands(of: step) ?? []))
    }
    changes = TreeChanges(
      scope: ChangeScope(states[0].values.session, target: first.quantity, related: related), words: words)
  }

  /// Whether a formula of a quantity has a penalty.
  private static func hasPenalty(_ quantity: Quantity?, _ network: Network<Double>?) -> Bool {
    guard let network, !network.penalizedLayers.isEmpty else { return false }
    return quantity == nil || quantity == .loss || quantity?.family == .weightGradient
      || quantity?.family == .biasGradient
  }

  var quantity: Quantity? { states[0].quantity }

  /// Whether an outcome is what was typed, on every state.
  func isTyped(_ suspect: Suspect) -> Bool { isTyped(suspect, on: states) }

  func isTyped(_ suspect: Suspect, on states: [TargetState]) -> Bool {
    if Work.current.isStopped { return false }
    return states.allSatisfy { state in
      var state = state
      return suspect.outcome(&state).map { isTyped($0, on: state) } ?? false
    }
  }

  /// The largest entry of either side.
  var scale: Double {
    (states[0].typed.elements + states[0].right.elements).reduce(0) { max($0, abs($1)) }
  }

  func isTyped(_ value: Matrix<Double>, on state: TargetState) -> Bool {
    if let written = claim.written { return written.matches(value) }
    return Closeness.matches(value, state.typed)
  }

  /// The passes that are computed in a moment: each costs some operations a parameter and sample.
  var affordable: Int {
    guard let network else { return 5_000 }
    return max(4, 400_000_000 / (10 * network.parameterCount * max(samples, 1)))
  }

  /// Whether only the most common slips can be tried: the state is the user's own, of a large network.
  var isLarge: Bool { affordable < 600 }

  /// As many as can be tried, the common ones first.
  func limited(_ suspects: [Suspect]) -> [Suspect] {
    guard isLarge else { return suspects }
    return Array(suspects.sorted { $0.rank < $1.rank }.prefix(affordable))
  }

  // MARK: What may be wrong

  /// The known mistakes and the formulas with names of their own.
  var catalogue: [Suspect] {
    guard let network, let chain, let quantity else { return [] }
    let candidates = Mistake.candidates(for: quantity, in: network, samples: samples)
    let mistakes = candidates.enumerated().flatMap { place, mistake -> [Suspect] in
      guard mistake.isPossible(in: claim, network), chain.steps.contains(where: { mistake.isMade(at: $0, in: network) })
      else { return [] }
      // Where a formula is at hand, what multiplies by a[L] is more often h in place of h′.
      let isExotic = mistake.isExotic || mistake.kind == .activationOnceTooOften && claim.isFormula
      return suspects(of: mistake, rank: isExotic ? 12 + place / 8 : mistake.isInLoss ? 6 : 5 + place / 8)
    }
    let formulas = WrongFormulas(network: network, samples: samples)
    return mistakes + chain.steps.flatMap { step in formulas.list(of: step).map { suspect($0, chain) } }
  }

  private func suspects(of mistake: Mistake, rank: Int) -> [Suspect] {
    guard let network, let quantity else { return [] }
    let words = mistake.explanation(for: claim, in: network)
    return rates(for: mistake).map { rate in
      Suspect(words: words, rank: rank, isScaling: mistake.isScaling, missingSlope: mistake.missingSlope(in: network)) {
        state in
        guard let network = state.values.session.network else { return nil }
        let pass = FaultyPass(network, state.values.session.trace, making: mistake, rate: rate)
        return state.part(of: pass.value(of: quantity))
      }
    }
  }

  private func rates(for mistake: Mistake) -> [Double] {
    let current = claim.session.learningRate
    guard mistake.kind == .updatedWeights, let last = claim.session.lastRate, last != current else {
      return [current]
    }
    return [last, current]
  }

  private func suspect(_ wrong: WrongFormula, _ chain: StepChain) -> Suspect {
    Suspect(words: wrong.words, rank: wrong.rank + 30 * (chain.distances[wrong.step] ?? 0)) { state in
      let value = state.values.matrix(wrong.expression)
      return state.part(of: chain.value(with: value, at: wrong.step, on: state.values.session))
    }
  }

  /// The right formulas with one change at one place.
  func slips(at steps: [Quantity]) -> [Suspect] {
    guard let network, let chain else { return [] }
    let formulas = StepFormulas(network: network)
    let typed = wholeTyped.canonical
    return Work.current.through(steps).flatMap { step -> [Suspect] in
      let distance = 30 * (chain.distances[step] ?? 0)
      return formulas.forms(of: step).enumerated().flatMap { place, form in
        changes.changes(of: form, most: 600).map { change in
          let isVerbatim = step == quantity && change.tree.canonical == typed
          let rank = isVerbatim ? min(change.rank, 10) : change.rank + distance + 8 * place
          return Suspect(words: change.words(.slip, changes.words), rank: rank) { state in
            let value = state.values.matrix(change.tree)
            return state.part(of: chain.value(with: value, at: step, on: state.values.session))
          }
        }
      }
    }
  }

  /// The typed side without the subscripts that both sides have.
  private var wholeTyped: Expression {
    guard case .index(let base, let list, _) = claim.typed, case .index(_, let others, _) = claim.known,
      list.count == 2, list == others
    else { return claim.typed }
    return base
  }

  /// Changes of the typed side that make it right.
  func repairs() -> [TreeChange] {
    guard claim.isFormula else { return [] }
    return changes.changes(of: claim.typed, most: isLarge ? 10 * affordable : 1_500)
  }

  /// Whether a repaired side is right on every state.
  func isRight(_ tree: Expression) -> Bool { isRight(tree, on: states) }

  func isRight(_ tree: Expression, on states: [TargetState]) -> Bool {
    if Work.current.isStopped { return false }
    return states.allSatisfy { state in
      var values = state.values
      return values.matrix(tree).map { Closeness.matches($0, state.right) } ?? false
    }
  }
}

extension Session {
  /// Whether every step of a pass has a value of its shape.
  fileprivate var hasCompletePass: Bool {
    guard let network, samples > 0 else { return false }
    return ([.input, .target] + network.operationOrder).allSatisfy { quantity in
      trace[quantity].map { $0.shape == quantity.shape(sizes: network.sizes, samples: samples) } ?? false
    }
  }
}

extension Mistake {
  /// Whether it can be made in what was typed.
  fileprivate func isPossible(in claim: WrongClaim, _ network: Network<Double>) -> Bool {
    switch kind {
    case .maskInverted: return network[layer: max(layer, 1)].activation.isPiecewiseLinear
    case .meanMissing, .meanTwice, .meanOverSamplesTwice: return claim.own.samples > 1
    case .meanOverOutputs, .sumOverOutputs: return network.sizes[network.depth] > 1
    default: return true
    }
  }

  /// Whether it is made in the loss or its derivative.
  fileprivate var isInLoss: Bool {
    switch kind {
    case .halfMissing, .halfExtra, .meanMissing, .meanTwice, .meanOverOutputs, .sumOverOutputs, .signReversed,
      .outputDifferentiated, .activationOnceTooOften, .smoothingLeftOut:
      true
    default: false
    }
  }

  /// Whether something simpler comes before it.
  fileprivate var isExotic: Bool {
    switch kind {
    case .wrongDerivative, .wrongActivation, .oneSample, .updatedWeights, .neighbouringWeights, .varianceRoot: true
    default: false
    }
  }

  /// It in words, without what is not there.
  fileprivate func explanation(for claim: WrongClaim, in network: Network<Double>) -> String {
    if kind == .signReversed {
      let names = Set(claim.typed.nodes.compactMap { $0.leaf.map { "\($0.name)[\($0.layer)]" } } + claim.typed.names)
      let isWritten = names.contains("a[\(network.depth)]") && !names.isDisjoint(with: ["Y", "Ys"])
      if !isWritten { return "the sign is reversed" }
    }
    return explanation(in: network, samples: claim.own.samples)
  }
}

extension Activation {
  /// Whether its derivative is a step: relu and its kin.
  var isPiecewiseLinear: Bool { self == .relu || self == .leakyRelu }
}

extension Mistake {
  /// The derivative that is left out: `tanh'(z[1])`.
  fileprivate func missingSlope(in network: Network<Double>) -> String? {
    guard kind == .derivativeLeftOut else { return nil }
    return "\(network[layer: layer].activation.functionName)'(\(network.argument(layer).name))"
  }
}
