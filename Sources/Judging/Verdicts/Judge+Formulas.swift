import Engine
import Language
import SessionCore
import Views

extension Judge {
  /// The verdict on a claim that generic states decide.
  func formulaVerdict(_ own: OwnState) -> Verdict {
    let trial = GenericTrial(typed: sides.typed, known: sides.known, source: claim.source, session: session)
    switch trial.outcome() {
    case .holds: return holding(own, trial)
    case .zero: return Verdict(.cannotSay, digits: 0, worst: worst(own), findings: [.bothZero] + own.notes)
    case .differs(let passes): return differing(own, on: passes.map(\.session), isElsewhere: true)
    case .undecided: return stateVerdict(own)
    }
  }

  // MARK: It holds

  private func holding(_ own: OwnState, _ trial: GenericTrial) -> Verdict {
    guard own.isFinite else { return overflowing(own, isRight: true) }
    let limits = ClaimLimits(trial)
    if let passes = limits.counterexample {
      return differing(own, on: passes.map(\.session), isElsewhere: true, because: limits.remark)
    }
    let remarks = limits.remark.map { [Verdict.Finding.remark($0)] } ?? []
    if own.closeness?.agrees == true { return right(own, remarks + own.notes) }
    let pass = ownPass
    if let agreement = ownAgreement(on: pass), !agreement.differs {
      let lost = pass.flatMap { LostDigits(typed, known, on: $0, source: claim.source)?.text }
      return right(own, [.rounding(lost)] + remarks + own.notes)
    }
    if let complete = BoundedPass(over: session), ownAgreement(on: complete)?.differs == false {
      let note =
        own.notes.isEmpty
        ? [Verdict.Finding.remark("true of a pass: here a quantity has other numbers than a pass gives")] : []
      return right(own, note + remarks + own.notes)
    }
    if let near = trial.statesNearby(), near.allSatisfy({ trial.agreement(on: $0)?.differs == true }) {
      return differing(own, on: near.map(\.session), isElsewhere: false)
    }
    return Verdict(
      .differs, digits: own.closeness?.digits ?? 0, worst: worst(own),
      findings: [
        .remark("true in general, but not at a kink: a derivative is taken here at a point where there is none")
      ]
        + own.notes)
  }

  private func right(_ own: OwnState, _ findings: [Verdict.Finding]) -> Verdict {
    let isExact = own.closeness?.isExact == true
    return Verdict(
      isExact ? .exact : .agrees, digits: own.closeness?.digits ?? 0, worst: isExact ? nil : worst(own),
      findings: findings.isEmpty ? nil : findings)
  }

  private func overflowing(_ own: OwnState, isRight: Bool) -> Verdict {
    Verdict(.cannotSay, digits: 0, worst: worst(own), findings: [overflow(holdsElsewhere: isRight)] + own.notes)
  }

  private func overflow(holdsElsewhere: Bool) -> Verdict.Finding {
    let place = [typed, known].lazy.compactMap {
      OverflowPlace($0, in: session, outputs: outputs, source: claim.source)
    }.first
    return .notFinite(place?.text, holdsElsewhere: holdsElsewhere)
  }

  // MARK: It does not hold

  /// - Parameter isElsewhere: whether the sides were seen to differ on the given states, not on the user's own.
  func differing(
    _ own: OwnState, on states: [Session], isElsewhere: Bool, because reason: String? = nil
  ) -> Verdict {
    let explained = explanation(on: states)
    let luck: [Verdict.Finding] =
      isElsewhere && own.closeness?.agrees == true
      ? [.luck(reason ?? LuckReason(judge: self, witness: states.first)?.text)] : []
    let overflow = own.isFinite ? [] : [overflow(holdsElsewhere: false)]
    let known = explained.findings.filter { $0 != .unexplained || own.isFinite }
    let findings = luck + overflow + known + own.notes
    let digits =
      isElsewhere ? min(own.closeness?.digits ?? 0, states.first.map(digits) ?? 17) : own.closeness?.digits ?? 0
    return Verdict(
      .differs, digits: digits, worst: worst(own), findings: findings.isEmpty ? nil : findings,
      correction: explained.correction)
  }

  /// What is wrong in the claim.
  /// - Parameter states: on which the sides differ, or of a number any.
  func explanation(on states: [Session]) -> Explanation {
    let isReversed = sides.written.map { !$0.isTyped } ?? false
    let trial = GenericTrial(typed: sides.typed, known: sides.known, source: claim.source, session: session)
    // A divisor that is B is told from another number; beside one sample B is not written.
    let mayHoldBatchSize = sides.written == nil && sides.followStates && session.samples > 1
    let otherBatches = mayHoldBatchSize ? trial.statesOfOtherBatches() : []
    return Judging.explanation(
      of: WrongClaim(
        typed: isReversed ? sides.known : sides.typed, known: isReversed ? sides.typed : sides.known,
        source: claim.source, session: session, own: completeSession ?? session, states: states,
        otherBatches: otherBatches, written: sides.written?.matrix, outputs: outputs))
  }

  /// The digits to which the sides agree on a state.
  private func digits(on state: Session) -> Int {
    var evaluator = Evaluator(session: state, source: claim.source)
    guard let left = try? evaluator.evaluate(sides.typed).asMatrix,
      let right = try? evaluator.evaluate(sides.known).asMatrix, left.shape == right.shape
    else { return 0 }
    return Closeness(left, right).digits
  }

  // MARK: One state only

  /// The verdict on a claim that says nothing about other states: a side has no quantity, or a variable means
  /// numbers.
  func stateVerdict(_ own: OwnState) -> Verdict {
    guard own.isFinite else { return overflowing(own, isRight: false) }
    let notes = fixedNote + own.notes
    if own.closeness?.agrees == true,
      own.closeness?.bothZero != true || !sides.fixedNames.isEmpty || !sides.anyFollows(in: session)
    {
      let isExact = own.closeness?.isExact == true
      return Verdict(
        isExact && notes.isEmpty ? .exact : .agrees, digits: own.closeness?.digits ?? 0,
        worst: isExact ? nil : worst(own), findings: notes.isEmpty ? nil : notes)
    }
    if let agreement = ownAgreement(on: ownPass), !agreement.differs {
      return Verdict(.agrees, digits: own.closeness?.digits ?? 0, worst: worst(own), findings: [.rounding(nil)] + notes)
    }
    let states = completeSession.map { [$0] } ?? []
    return differing(own, on: states, isElsewhere: false)
  }

  private var fixedNote: [Verdict.Finding] {
    guard let name = sides.fixedNames.first, sides.anyFollows(in: session) else { return [] }
    return [.remark("\(name) holds earlier numbers, so other states were not tried")]
  }
}

extension ResolvedSides {
  /// Whether a side reads a quantity.
  func anyFollows(in session: Session) -> Bool { [typed, known].contains { $0.readsQuantities(in: session) } }
}
