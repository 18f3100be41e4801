import SessionCore
import Engine
import Language
import Views

/// Decides whether a claim holds, and if not, says what went wrong.
public struct Judge {
  let session: Session
  let outputs: Outputs
  let claim: Claim
  var reads: ReadLog?
  /// The name of the known side, if its text would tell too much.
  var knownName: String?

  public init(session: Session, outputs: Outputs, claim: Claim, reads: ReadLog? = nil, knownName: String? = nil) {
    self.session = session
    self.outputs = outputs
    self.claim = claim
    self.reads = reads
    self.knownName = knownName
  }

  /// - Throws: a diagnostic if a side cannot be evaluated.
  public func verdict() throws(Diagnostic) -> Verdict {
    var evaluator = evaluator(session)
    let right = try evaluator.evaluate(known)
    let left = try evaluator.evaluate(typed)
    let note = evaluator.staleNote.map(Verdict.Finding.remark)
    guard let (leftMatrix, rightMatrix) = Self.matched(left, right) else { return unfitting(left, right) }
    let here = Closeness(leftMatrix, rightMatrix)
    if here.hasNaN { return Verdict(.cannotSay, digits: 0, worst: worst(here), findings: [.notANumber]) }
    if let written = Claim.writtenDigits(of: typed, in: claim.source) {
      return numberVerdict(here, leftMatrix, rightMatrix, written: written, note: note)
    }
    return formulaVerdict(here, leftMatrix, rightMatrix, note: note)
  }

  /// The sides of the claim: the one that names a quantity, and the other.
  var known: Expression { claim.parts.known }
  var typed: Expression { claim.parts.typed }

  func evaluator(_ session: Session) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: claim.source, reads: reads)
  }

  /// Both sides as matrices of one shape; a number compared with a matrix of one entry fits.
  static func matched(_ left: Value, _ right: Value) -> (Matrix<Double>, Matrix<Double>)? {
    let (a, b) = (left.asMatrix, right.asMatrix)
    return a.shape == b.shape ? (a, b) : nil
  }

  private func worst(_ closeness: Closeness) -> Verdict.Worst? {
    closeness.worst.map { worst in
      let name = evaluator(session).text(known)
      let isEntry = if case .index(_, let list, _) = known, list.count == 2 { true } else { name == "C" }
      return Verdict.Worst(
        entry: isEntry ? name : "\(name)[\(worst.row), \(worst.column)]", left: worst.left, right: worst.right)
    }
  }

  /// What is wrong in the claim.
  private var explained: Explanation {
    let isNumber = Claim.writtenDigits(of: typed, in: claim.source) != nil
    let states =
      (isNumber || typed.followsState(session)) && known.followsState(session)
      ? ComparisonStates.draw(like: session) : []
    return explanation(
      of: WrongClaim(
        typed: typed, known: known, source: claim.source, session: session,
        own: ComparisonStates.completed(session) ?? session, states: states, outputs: outputs))
  }

  // MARK: A formula

  private func formulaVerdict(
    _ here: Closeness, _ left: Matrix<Double>, _ right: Matrix<Double>, note: Verdict.Finding?
  ) -> Verdict {
    let elsewhere = self.elsewhere
    let disagreement = elsewhere.first { !$0.agrees }
    if here.agrees, disagreement == nil {
      if here.bothZero, elsewhere.isEmpty {
        return Verdict(.cannotSay, digits: 0, worst: worst(here), findings: [.bothZero])
      }
      return Verdict(
        here.isExact && elsewhere.allSatisfy(\.isExact) ? .exact : .agrees, digits: min(here.digits, 17),
        worst: here.isExact ? nil : worst(here), findings: note.map { [$0] })
    }
    let explained = explained
    let findings = [here.agrees ? .luck : nil].compactMap { $0 } + explained.findings + [note].compactMap { $0 }
    return Verdict(
      .differs, digits: min(here.digits, disagreement?.digits ?? 17), worst: worst(here),
      findings: findings.isEmpty ? nil : findings, correction: explained.correction)
  }

  /// How the two sides agree on the other states; empty if the claim says nothing about them.
  private var elsewhere: [Closeness] {
    guard typed.followsState(session), known.followsState(session) else { return [] }
    return ComparisonStates.draw(like: session).compactMap { other in
      var evaluator = evaluator(other)
      guard let left = try? evaluator.evaluate(typed), let right = try? evaluator.evaluate(known) else { return nil }
      return Self.matched(left, right).map { Closeness($0.0, $0.1) }
    }
  }

  // MARK: A number

  private func numberVerdict(
    _ here: Closeness, _ left: Matrix<Double>, _ right: Matrix<Double>, written: Int, note: Verdict.Finding?
  ) -> Verdict {
    if here.isExact { return Verdict(.exact, digits: 17, findings: note.map { [$0] }) }
    let isRounded = zip(left.elements, right.elements).allSatisfy { Rounding.isRounded($0, from: $1, digits: written) }
    if written >= Rounding.fewestDigits, isRounded {
      return Verdict(.agrees, digits: min(written, 17), worst: worst(here), findings: note.map { [$0] })
    }
    let explained = explained
    return Verdict(
      .differs, digits: here.digits, worst: worst(here), findings: explained.findings + [note].compactMap { $0 },
      correction: explained.correction)
  }

  // MARK: Shapes that do not fit

  private func unfitting(_ left: Value, _ right: Value) -> Verdict {
    let names = (evaluator(session).text(typed), knownName ?? evaluator(session).text(known))
    let shapes = Verdict.Finding.shapes(left: "\(names.0) is \(left.shape)", right: "\(names.1) is \(right.shape)")
    let explained = explained
    return Verdict(.differs, digits: 0, findings: [shapes] + explained.findings, correction: explained.correction)
  }
}

/// The rounding of decimal numbers.
enum Rounding {
  /// A number with fewer digits is too coarse to be called right.
  static let fewestDigits = 2

  /// Whether `value`, with `digits` significant digits, is what `exact` rounds to: within half a unit of the last digit.
  static func isRounded(_ value: Double, from exact: Double, digits: Int) -> Bool {
    if value == exact { return true }
    guard value != 0 else { return false }
    var unit = 1.0
    var magnitude = abs(value)
    while magnitude >= 10 { (magnitude, unit) = (magnitude / 10, unit * 10) }
    while magnitude < 1 { (magnitude, unit) = (magnitude * 10, unit / 10) }
    for _ in 0..<max(digits - 1, 0) { unit /= 10 }
    return abs(value - exact) <= 0.5 * unit * (1 + 1e-9)
  }
}
