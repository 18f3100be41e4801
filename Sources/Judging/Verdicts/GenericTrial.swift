import Engine
import Interruption
import Language
import SessionCore

/// A claim on generic states: they decide whether it holds.
struct GenericTrial {
  /// With the formulas of the variables in them.
  let typed: Expression
  let known: Expression
  let source: String
  let session: Session

  enum Outcome {
    /// Both sides agree on every state, in each entry to many digits on some of them.
    case holds
    /// Both sides are exactly 0 on every state: any formula that gives 0 would agree.
    case zero
    /// They differ on some state: that one first.
    case differs([BoundedPass])
    /// On no state could it be seen.
    case undecided
  }

  /// The states on which each entry must be seen to agree, and the samples on all of them together.
  private static let (fewest, fewestSamples) = (3, 12)
  private static let most = 24
  /// The most for a claim with single entries, all of which must be seen at work together.
  private static let mostWithEntries = 64
  /// The states on which a difference is named, the richest of those drawn.
  private static let (witnesses, drawnWitnesses) = (8, 14)

  /// - Parameters:
  ///   - samples: another number of samples than the session's.
  ///   - change: other settings.
  func outcome(samples: Int? = nil, change: (inout Session) -> Void = { _ in }) -> Outcome {
    var session = session
    change(&session)
    let size = StateSize(for: [typed, known], in: session)
    for sizes in size.choices {
      guard var drawing = StateDrawing(like: session, sizes: sizes.units, samples: samples ?? sizes.samples) else {
        continue
      }
      if let outcome = outcome(on: &drawing) { return outcome }
    }
    return .undecided
  }

  /// `nil` if the claim cannot be evaluated on states of these sizes.
  private func outcome(on drawing: inout StateDrawing) -> Outcome? {
    var passes: [BoundedPass] = []
    var seen: [Int] = []
    var isZero = true
    var entries = SeenEntries([typed, known])
    var sides = SeenSides()
    for number in 0..<(entries.isEmpty ? Self.most : Self.mostWithEntries) {
      guard !Work.current.isStopped, let pass = drawing.next() else { return nil }
      guard let agreement = agreement(on: pass) else { return nil }
      if agreement.differs { return .differs(witnesses([pass] + passes, &drawing)) }
      if agreement.isOpen { continue }
      passes.append(pass)
      isZero = isZero && agreement.isExactlyZero
      if seen.isEmpty { seen = agreement.entries.map { _ in 0 } }
      for (place, entry) in agreement.entries.enumerated() where entry == .same { seen[place] += 1 }
      if !entries.isEmpty { entries.look(at: pass, source: source) }
      sides.look(at: pass.session)
      let isSeen = entries.wereAtWork && sides.areComplete && seen.allSatisfy { $0 >= 2 }
      let isEnough = number + 1 >= max(Self.fewest, Self.fewestSamples / max(drawing.samples, 1))
      if isEnough, isSeen { return .holds }
    }
    if passes.isEmpty { return .undecided }
    return isZero ? .zero : .holds
  }

  /// The states that show the difference first, and of those the ones with the fewest zeros: on a state with dropped
  /// or dead units many slips look alike.
  private func witnesses(_ passes: [BoundedPass], _ drawing: inout StateDrawing) -> [BoundedPass] {
    var drawn = passes
    while drawn.count < Self.drawnWitnesses, let next = drawing.next() { drawn.append(next) }
    let ranked = drawn.enumerated().map { place, pass in
      (isWitness: agreement(on: pass)?.differs == true, poverty: pass.session.poverty, place: place, pass: pass)
    }
    let showing = ranked.filter(\.isWitness).sorted { ($0.poverty, $0.place) < ($1.poverty, $1.place) }
    let others = ranked.filter { !$0.isWitness }.sorted { ($0.poverty, $0.place) < ($1.poverty, $1.place) }
    return (showing + others).prefix(Self.witnesses).map(\.pass)
  }

  /// States next to the user's, off its kinks; `nil` if it has no complete pass.
  func statesNearby() -> [BoundedPass]? {
    guard let complete = ComparisonStates.completed(session) else { return nil }
    var generator = NumPyGenerator(seed: 20_200_115)
    return (0..<Self.fewest).compactMap { _ in
      var nearby = complete
      for quantity in (complete.network?.parameters ?? []) + [.input] {
        let moved = nearby[quantity].map { value in
          value.map { $0 + 1e-5 * (1 + $0.magnitude) * (2 * generator.uniform() - 1) }
        }
        if let moved { nearby.set(quantity, to: moved) }
      }
      nearby.trace = nearby.trace.given
      return BoundedPass(over: nearby)
    }
  }

  /// States with other numbers of samples, on which a number in the claim and a factor B or 1/B are told apart.
  func statesOfOtherBatches() -> [Session] {
    guard session.samples > 0, let sizes = StateSize(for: [typed, known], in: session).choices.first else { return [] }
    return [1, 2].flatMap { more -> [Session] in
      guard var drawing = StateDrawing(like: session, sizes: sizes.units, samples: sizes.samples + more) else {
        return []
      }
      return (0..<2).compactMap { _ in drawing.next()?.session }
    }
  }

  /// States on which both sides can be looked at, whether or not they fit.
  func anyStates() -> [Session] {
    for sizes in StateSize(for: [typed, known], in: session).choices {
      guard var drawing = StateDrawing(like: session, sizes: sizes.units, samples: sizes.samples) else { continue }
      let states = (0..<Self.witnesses).compactMap { _ in drawing.next()?.session }
      if !states.isEmpty { return states }
    }
    return []
  }

  /// How the sides relate on a pass; `nil` if one has no value or another shape there.
  func agreement(on pass: BoundedPass) -> Agreement? {
    var evaluator = BoundedEvaluator(pass, source: source)
    guard let left = try? evaluator.evaluate(typed), let right = try? evaluator.evaluate(known),
      left.shape == right.shape
    else { return nil }
    return Agreement(left.matrix, right.matrix)
  }
}

/// The single entries that a claim names: a slip in the index of one shows only where the entry is not 0, and where two
/// entries of a few values, as slopes of hinge, are not equal.
private struct SeenEntries {
  private let nodes: [Expression]
  /// The passes on which all entries are other than 0.
  private var count = 0

  private static let fewest = 8

  init(_ sides: [Expression]) {
    var nodes: [Expression] = []
    for node in sides.flatMap(\.nodes) {
      guard case .index(let base, _, _) = node else { continue }
      if case .name(let name, _) = base, name != "X" { continue }
      if !nodes.contains(node) { nodes.append(node) }
    }
    self.nodes = nodes
  }

  var isEmpty: Bool { nodes.isEmpty }
  var wereAtWork: Bool { isEmpty || count >= Self.fewest }

  /// Looks whether all entries are other than 0 on a pass.
  mutating func look(at pass: BoundedPass, source: String) {
    var evaluator = BoundedEvaluator(pass, source: source)
    let areAtWork = nodes.allSatisfy { node in
      guard let value = try? evaluator.evaluate(node) else { return true }
      return value.matrix.elements.contains { $0.value.magnitude > $0.error }
    }
    if areAtWork { count += 1 }
  }
}

/// Whether each unit was seen on both sides of 0: there relu is no identity, and elu no exponential.
private struct SeenSides {
  private struct Unit: Hashable {
    var layer, column: Int
    var isNegative: Bool
  }

  private var all: Set<Unit> = []
  private var seen: Set<Unit> = []

  var areComplete: Bool { seen.count == all.count }

  mutating func look(at session: Session) {
    guard let network = session.network else { return }
    for l in 1...network.depth {
      let activation = network[layer: l].activation
      guard activation.isElementwise, activation != .identity, let z = session[network.argument(l)] else { continue }
      for column in 0..<z.columns {
        for isNegative in [false, true] {
          let unit = Unit(layer: l, column: column, isNegative: isNegative)
          all.insert(unit)
          if (0..<z.rows).contains(where: { (z[$0, column] < 0) == isNegative }) { seen.insert(unit) }
        }
      }
    }
  }
}

extension Session {
  /// How many numbers of the pass are 0, and how many variances hardly more: both hide differences.
  fileprivate var poverty: Int {
    trace.values.reduce(0) { count, entry in
      let smallest = entry.key.family == .variance ? 1e-3 : 0
      return count + entry.value.elements.count { $0.magnitude <= smallest }
    }
  }
}
