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

  /// The states on which each entry must be seen to agree.
  private static let fewest = 3
  private static let most = 24
  /// The most for a claim with single entries, all of which must be seen at work together.
  private static let mostWithEntries = 64
  /// The states that show a difference, which is then named.
  private static let witnesses = 3

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
      if number + 1 >= Self.fewest, entries.wereAtWork, seen.allSatisfy({ $0 >= 2 }) { return .holds }
    }
    if passes.isEmpty { return .undecided }
    return isZero ? .zero : .holds
  }

  private func witnesses(_ passes: [BoundedPass], _ drawing: inout StateDrawing) -> [BoundedPass] {
    var result = Array(passes.prefix(Self.witnesses))
    while result.count < Self.witnesses, let next = drawing.next() { result.append(next) }
    return result
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
