import Engine
import SessionCore

/// Why a claim that does not hold is true on the user's state: a part of the state that makes it so.
struct LuckReason {
  let text: String

  /// - Parameter witness: a generic state of the same shapes on which the claim does not hold.
  init?(judge: Judge, witness: Session?) {
    guard let witness, let network = judge.session.network, witness.network?.sizes == network.sizes,
      witness.samples == judge.session.samples
    else { return nil }
    let trial = GenericTrial(
      typed: judge.sides.typed, known: judge.sides.known, source: judge.claim.source, session: judge.session)
    let reasons = Aspect.all(of: network).filter { aspect in
      guard let words = aspect.words(judge.session), !words.isEmpty else { return false }
      var hybrid = judge.session
      aspect.replace(&hybrid, witness)
      guard let pass = BoundedPass(over: hybrid) else { return false }
      return trial.agreement(on: pass)?.differs == true
    }.compactMap { $0.words(judge.session) }
    if let reason = reasons.first {
      text = reason
    } else if OwnState(left: .number(0), right: .number(0), notes: []).fits, judge.bothSidesVanish {
      text = "both sides are 0 here"
    } else {
      return nil
    }
  }
}

/// A part of a state that can be special: zero, symmetric, equal everywhere.
private struct Aspect {
  let quantity: Quantity

  static func all(of network: Network<Double>) -> [Aspect] {
    (network.parameters + [.input, .target] + (1...network.depth).filter(network.dropsOut).map { .mask($0) })
      .map(Aspect.init)
  }

  /// What is special about it; `nil` for nothing.
  func words(_ session: Session) -> String? {
    guard let value = session[quantity] else { return nil }
    let (name, entries) = (quantity.name, value.elements)
    if entries.allSatisfy({ $0 == 0 }) { return "\(name) is 0 here" }
    if value.rows == value.columns, value.rows > 1, value == value.transposed { return "\(name) is symmetric here" }
    if quantity.isDrawn { return entries.contains(0) ? "\(name) drops units here" : "\(name) drops no unit here" }
    if entries.count > 1, entries.allSatisfy({ $0 == entries[0] }) { return "all entries of \(name) are equal here" }
    if entries.contains(0) { return "\(name) has zeros here" }
    return entries.allSatisfy({ $0 == 1 }) ? "\(name) is 1 here" : nil
  }

  func replace(_ session: inout Session, _ other: Session) {
    guard let value = other[quantity] else { return }
    if session.network?[quantity] != nil {
      session.network?[quantity] = value
    } else {
      session.trace[quantity] = value
    }
  }
}

extension Judge {
  /// Whether both sides are 0 on the user's state.
  fileprivate var bothSidesVanish: Bool {
    var evaluator = evaluator(session)
    guard let left = try? evaluator.evaluate(typed), let right = try? evaluator.evaluate(known) else { return false }
    return (left.asMatrix.elements + right.asMatrix.elements).allSatisfy { $0 == 0 }
  }
}
