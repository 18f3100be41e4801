import Engine
import Explaining
import Language
import SessionCore
import Views

extension Naming {
  /// What is wrong; the slips are named if they are found.
  func explanation() -> Explanation {
    Explanation(findings: findings, correction: correction)
  }

  /// The right formula as an expression of the shell.
  var correction: String? {
    guard let quantity, let network = claim.own.network else { return nil }
    let formula = Formula.explicit(of: quantity, in: network)
    return formula == quantity.name ? nil : "\(quantity.name) = \(formula)"
  }

  private var findings: [Verdict.Finding] {
    if let finding = repetition { return [finding] }
    if let written = claim.written {
      if let words = shapeSlip { return [.mistakes(words)] }
      if let words = slip(in: written) { return [.mistakes(words)] }
      return isNearlyRight ? facts : pair.map { [$0.count == 1 ? .mistakes($0) : .together($0)] } ?? facts
    }
    let found = single
    if let words = best(found.filter { $0.rank <= Self.mostOrdinary }) { return [.mistakes(words)] }
    if let words = shapeSlip ?? factorWords ?? otherNumber { return [.mistakes(words)] }
    if isNearlyRight, isArithmetic { return facts }
    if let words = pair { return [words.count == 1 ? .mistakes(words) : .together(words)] }
    if let words = best(found) { return [.mistakes(words)] }
    if let words = plainFactor { return [.mistakes(words)] }
    return facts
  }

  /// Whether a number has its first digits right: rounding explains it better than two slips.
  private var isNearlyRight: Bool {
    states[0].typed.shape == states[0].right.shape && Closeness(states[0].typed, states[0].right).digits >= 4
  }

  /// When the pass comes to the quantity: −1 for what is given.
  fileprivate var place: Int { network?.operationOrder.lastIndex { $0 == quantity } ?? -1 }

  // MARK: One slip

  /// A slip with a higher rank is less likely than two ordinary ones.
  private static let mostOrdinary = 50

  /// The slips that explain it alone: in the steps before the last one only if none is in that.
  private var single: [Suspect] {
    let common = limited(catalogue + formulaSuspects + entrySlips).filter(isTyped) + repairSuspects() + partSuspects
    if isLarge { return confirmed(common) ?? common }
    let near = common + slips(at: quantity.map { [$0] } ?? []).filter(isTyped)
    if let found = confirmed(near) { return found }
    let far = slips(at: chain?.steps.filter { $0 != quantity } ?? []).filter(isTyped)
    return confirmed(far) ?? (near.isEmpty ? far : near)
  }

  /// What a formula gives instead of the quantity: another quantity, an update.
  private var formulaSuspects: [Suspect] {
    guard let quantity else { return [] }
    var result = otherQuantities
    var first = states[0].values
    if let other = first.quantity(of: claim.typed), other.layer != quantity.layer {
      result.append(Suspect(words: words(for: other, insteadOf: quantity), rank: 12) { $0.typed })
    }
    result.append(Suspect(words: "the sign is reversed", rank: 8) { -1 * $0.right })
    if quantity.isParameter, let gradient = quantity.gradient {
      for (sign, words) in [(-1.0, "this is an update"), (1.0, "this is an update up the gradient")] {
        result.append(
          Suspect(
            words: "\(words): it gives the new \(quantity.name), and \(quantity.name) is the one before it", rank: 3
          ) { state in
            guard let slope = state.values.value(of: gradient), let value = state.values.value(of: quantity) else {
              return nil
            }
            return state.part(of: value + (sign * state.values.session.learningRate) * slope)
          })
      }
    }
    return result
  }

  private func repairSuspects() -> [Suspect] {
    repairs().filter { isRight($0.tree) }.map { change in
      let rank = rank(of: change) + (isEmpty(change) ? Self.mostOrdinary : 0)
      return Suspect(words: change.words(.repair, changes.words), rank: rank, repaired: change.tree) { _ in nil }
    }
  }

  /// A mean where a sum is needed is common; a sum where a mean is needed is not in a gradient, and of two entries it
  /// looks like a factor 2, the ½ of the loss.
  private func rank(of change: TreeChange) -> Int {
    guard change.kind == .reduction, change.rank == 8, case .call(let needed) = change.to else {
      return change.rank + 4
    }
    let isTwice = Closeness.matches(states[0].typed, 2 * states[0].right)
    return needed.function == "mean" && (quantity?.isGradient == true || isTwice) ? 28 : 3
  }

  private func best(_ found: [Suspect]) -> [String]? {
    guard let first = found.min(by: { $0.rank < $1.rank }) else { return nil }
    let alike = first.isScaling ? found.filter(\.isScaling) : [first]
    var seen: Set<String> = []
    return alike.map(\.words).filter { seen.insert($0).inserted }
  }

  /// A sum of two terms that are each the right result: the gradient was added up twice.
  private var repetition: Verdict.Finding? {
    guard case .binary(.add, let first, let second) = claim.typed, quantity?.isGradient != false,
      isRight(first), isRight(second)
    else { return nil }
    return .accumulatedTwice
  }

  /// Two slips that explain it together.
  private var pair: [String]? {
    if isLarge { return nil }
    if let written = claim.written, written.total < 7 { return nil }
    let wrong = catalogue + entrySlips + slips(at: chain?.steps ?? [])
    return TwoSlips(naming: self, slips: wrong, repairs: repairs()).words
  }
}

/// What is wrong in a claim that does not hold.
///
/// If both sides name a quantity, the later one of the pass is the one that is derived.
func explanation(of claim: WrongClaim) -> Explanation {
  let claim = claim.namingQuantity
  guard let naming = Naming(claim) else { return Explanation(findings: [.unexplained], correction: nil) }
  guard let reversed = claim.isFormula && Claim.root(of: claim.typed) != nil ? Naming(claim.reversed) : nil else {
    return naming.explanation()
  }
  let isLater = reversed.place > naming.place
  let (first, second) = isLater ? (reversed, naming) : (naming, reversed)
  let explanation = first.explanation()
  if explanation.findings.first != .unexplained { return explanation }
  let other = second.explanation()
  return other.findings.first == .unexplained ? explanation : other
}
