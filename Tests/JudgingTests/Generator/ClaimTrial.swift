import ShellFixtures

/// Puts generated claims to the shell, and compares what it says with their truth.
struct ClaimTrial {
  private let generator: ClaimGenerator

  /// The claims of one network, tried.
  static func records(seed: Int, claims count: Int) -> [ClaimStatistics.Record] {
    guard var generator = ClaimGenerator(seed: seed) else { return [] }
    let claims = generator.claims(count)
    let trial = ClaimTrial(generator: generator)
    return claims.map { trial.record($0, seed: seed) }
  }

  private func record(_ claim: GeneratedClaim, seed: Int) -> ClaimStatistics.Record {
    let reply = reply(to: claim)
    let outcome = outcome(of: claim, reply)
    var (naming, slips): (ClaimStatistics.Naming?, [Slip]) = (nil, [])
    if case .wrong(let planted) = claim.truth, outcome == .wrongFound, !planted.isEmpty {
      (slips, naming) = (planted, self.naming(planted, reply, claim))
    }
    let notes = slips.isEmpty ? "" : "  planted: " + slips.map(\.name).joined(separator: "; ")
    let cells = (generator.network.cells + claim.variables).map { $0.count > 500 ? $0.prefix(500) + "…" : $0 }
      .joined(separator: "\n    ")
    let text = "\n\(seed)  \(claim.ask)\n  \(reply)\(notes)\n    \(cells)"
    return .init(form: claim.form, outcome: outcome, naming: naming, planted: slips.map(\.name), text: text)
  }

  private func reply(to claim: GeneratedClaim) -> Reply {
    var shell = generator.shell
    for cell in claim.variables { _ = shell.interpreter.run(cell, host: shell.host) }
    return Reply(to: claim.ask, in: &shell)
  }

  // MARK: Verdicts

  private func outcome(of claim: GeneratedClaim, _ reply: Reply) -> ClaimStatistics.Outcome {
    switch (claim.truth, reply.verdict) {
    case (.right, "hint"), (.singlePrecision, "hint"): .rightRefused
    case (.wrong, "hint"): .wrongRefused
    case (.wrong, "cannot say"): .wrongUndecided
    case (.wrong, _): reply.isRight ? .wrongCalledRight : .wrongFound
    case (.right(let isOrdinary), "cannot say"): isOrdinary && isFinite(claim) ? .rightUndecided : .zeroUndecided
    case (.right, _): reply.isRight ? .rightAccepted : .rightCalledWrong
    case (.singlePrecision, "cannot say"): .zeroUndecided
    case (.singlePrecision, _): reply.isRight || saysSinglePrecision(reply) ? .rightAccepted : .rightCalledWrong
    }
  }

  private func saysSinglePrecision(_ reply: Reply) -> Bool {
    ["float32", "single", "32-bit", "32 bit"].contains(where: reply.words.contains)
  }

  /// Whether both sides are numbers on the session's own state: what overflows may be left undecided.
  private func isFinite(_ claim: GeneratedClaim) -> Bool {
    var shell = generator.shell
    for cell in claim.variables { _ = shell.interpreter.run(cell, host: shell.host) }
    return [claim.left, claim.right].allSatisfy { side in
      GenericStates.value(side, in: shell)?.asMatrix.elements.allSatisfy(\.isFinite) ?? true
    }
  }

  // MARK: Names

  /// Words that state a difference and name no mistake.
  private static let neutral = [
    "none of the known", "times the right one", "both sides are 0", "not a number", "by luck", "your own state",
  ]

  private func naming(_ slips: [Slip], _ reply: Reply, _ claim: GeneratedClaim) -> ClaimStatistics.Naming {
    let named = slips.filter { $0.words.contains(where: reply.words.contains) }
    if named.count == slips.count { return .all }
    if !named.isEmpty { return .some }
    let causes = reply.words.components(separatedBy: "; ").filter { cause in
      // The shapes of the two sides are no cause.
      !cause.isEmpty && !Self.neutral.contains(where: cause.contains)
        && !(cause.contains(" is ") && cause.contains("×"))
    }
    if slips.count == 1, words(ofEqualsOf: claim).contains(where: reply.words.contains) { return .all }
    return causes.isEmpty ? .none : .wrong
  }

  /// The words of other single mistakes that give the same formula.
  private func words(ofEqualsOf claim: GeneratedClaim) -> [String] {
    guard let tree = claim.spoilt, let rules = claim.rules,
      let base = NetworkFormulas(network: generator.network).formula(of: rules.quantity)
    else { return [] }
    return rules.slips(of: base).filter { generator.states.truth($0.tree.description, tree.description) == .right }
      .flatMap(\.note.words)
  }
}
