import Engine
import Language
import SessionCore
import Views

/// A claim that does not hold, with the states that show it.
struct WrongClaim {
  /// What was typed. If both sides name a quantity, either may be here.
  let typed: Expression
  /// The side that names a quantity, or the right side if neither does.
  let known: Expression
  /// The text that both come from.
  let source: String
  /// The session as it is.
  let session: Session
  /// The session after a complete pass; as it is if no pass can be completed.
  let own: Session
  /// Complete passes on generic states, first those on which the sides were seen to differ.
  let states: [Session]
  /// Generic states with other numbers of samples.
  let otherBatches: [Session]
  /// What is typed if it is a number or a matrix of numbers: it is compared on `own` only, by its written digits.
  let written: WrittenDigits?
  let outputs: Outputs

  init(
    typed: Expression, known: Expression, source: String, session: Session, own: Session, states: [Session],
    otherBatches: [Session] = [], written: WrittenMatrix? = nil, outputs: Outputs = Outputs()
  ) {
    (self.typed, self.known, self.source, self.session) = (typed, known, source, session)
    (self.own, self.states, self.otherBatches, self.outputs) = (own, states, otherBatches, outputs)
    self.written = written.map(WrittenDigits.init)
  }

  /// The same claim with its sides exchanged.
  var reversed: WrongClaim {
    replacing(typed: known, known: typed)
  }

  /// The same claim with the name of a quantity for a side that is right: of two formulas neither is known, but one may
  /// be a quantity.
  var namingQuantity: WrongClaim {
    guard isFormula, !states.isEmpty, Claim.root(of: known) == nil, Claim.root(of: typed) == nil else { return self }
    if let name = quantity(equalTo: known) { return replacing(typed: typed, known: name) }
    if let name = quantity(equalTo: typed) { return replacing(typed: known, known: name) }
    return self
  }

  func replacing(typed: Expression, known: Expression) -> WrongClaim {
    WrongClaim(
      typed: typed, known: known, source: source, session: session, own: own, states: states,
      otherBatches: otherBatches, outputs: outputs)
  }

  /// The name of the quantity that an expression is on every state, the earliest of the pass.
  private func quantity(equalTo side: Expression) -> Expression? {
    guard let network = own.network else { return nil }
    let sides = states.map { state -> Matrix<Double>? in
      var values = TreeValues(state, outputs: outputs, source: source)
      return values.matrix(side)
    }
    let found = network.operationOrder.first { quantity in
      zip(states, sides).allSatisfy { state, side in
        guard let side, let value = state[quantity] else { return false }
        return Closeness.matches(side, value)
      }
    }
    return found.map { quantity in
      quantity.layer.map { .leaf(quantity.symbol, $0) } ?? .name(quantity.symbol, .nowhere)
    }
  }

  /// What is typed if it is no number, on the states.
  var isFormula: Bool { written == nil }
}

/// What is known about a claim.
struct Explanation {
  var findings: [Verdict.Finding]
  /// The right formula, as an assignment of the shell.
  var correction: String?
}
