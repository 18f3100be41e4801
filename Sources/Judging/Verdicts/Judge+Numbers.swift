import Calculus
import Engine
import Language
import SessionCore
import Views

extension Judge {
  /// The verdict on a number, or a matrix of numbers, by the digits that are written, entry by entry.
  func numberVerdict(_ own: OwnState, _ written: (matrix: WrittenMatrix, isTyped: Bool)) -> Verdict {
    guard own.isFinite else {
      return Verdict(.cannotSay, digits: 0, worst: worst(own), findings: [.notANumber] + own.notes)
    }
    if own.closeness?.isExact == true {
      return Verdict(.exact, digits: 17, findings: own.notes.isEmpty ? nil : own.notes)
    }
    let exact = written.isTyped ? own.right : own.left
    var matches = zip(written.matrix.numbers, exact.asMatrix.elements).map { $0.match(Bounded($1)) }
    if matches.contains(.wrong), isNear(own) { matches = bounded(written) ?? matches }
    let digits = written.matrix.numbers.map(\.digits).filter { $0 > 0 }.min() ?? 0
    if matches.contains(.wrong) { return wrongNumber(own, written.matrix) }
    if matches.contains(.single) {
      return Verdict(.agrees, digits: 7, worst: worst(own), findings: [.single] + own.notes)
    }
    let isCoarse = matches.contains(.tooCoarse) && !(written.matrix.numbers.count > 1 && matches.contains(.right))
    if isCoarse { return coarseNumber(own, written.matrix) }
    return Verdict(.agrees, digits: min(digits, 17), worst: worst(own), findings: own.notes.isEmpty ? nil : own.notes)
  }

  /// Whether rounding can have made the difference: the pass with its bounds takes time on a large network.
  private func isNear(_ own: OwnState) -> Bool {
    zip(own.left.asMatrix.elements, own.right.asMatrix.elements).allSatisfy { left, right in
      (left - right).magnitude <= 1e-6 * max(1, right.magnitude)
    }
  }

  /// The entries against the other side with its bounds: what Float64 can promise.
  private func bounded(_ written: (matrix: WrittenMatrix, isTyped: Bool)) -> [WrittenNumber.Match]? {
    let other = written.isTyped ? known : typed
    guard let pass = ownPass else { return nil }
    var evaluator = BoundedEvaluator(pass, source: claim.source, outputs: outputs)
    guard let exact = try? evaluator.evaluate(other), exact.matrix.count == written.matrix.numbers.count else {
      return nil
    }
    return zip(written.matrix.numbers, exact.matrix.elements).map { $0.match($1) }
  }

  /// One digit may be right by rounding, or the result of a mistake.
  private func coarseNumber(_ own: OwnState, _ written: WrittenMatrix) -> Verdict {
    var verdict = wrongNumber(own, written)
    let causes = (verdict.findings ?? []).filter { $0 != .unexplained }
    (verdict.kind, verdict.digits, verdict.findings) = (.cannotSay, 0, [.tooFewDigits] + causes)
    return verdict
  }

  private func wrongNumber(_ own: OwnState, _ written: WrittenMatrix) -> Verdict {
    let trial = GenericTrial(typed: sides.typed, known: sides.known, source: claim.source, session: session)
    let explained = explanation(on: trial.anyStates())
    return Verdict(
      .differs, digits: own.closeness?.digits ?? 0, worst: worst(own), findings: explained.findings + own.notes,
      correction: explained.correction)
  }

  // MARK: Shapes that do not fit

  func unfitting(_ own: OwnState) -> Verdict {
    let trial = GenericTrial(typed: sides.typed, known: sides.known, source: claim.source, session: session)
    let explained = explanation(on: trial.anyStates())
    let names = (evaluator(session).text(typed), knownName ?? evaluator(session).text(known))
    let shapes = Verdict.Finding.shapes(
      left: "\(names.0) is \(own.left.shape)", right: "\(names.1) is \(own.right.shape)")
    return Verdict(
      .differs, digits: 0, findings: [shapes] + explained.findings, correction: explained.correction)
  }
}
