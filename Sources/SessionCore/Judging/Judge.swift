import Engine
import Language
import Views

/// Decides whether a claim holds, and says what went wrong where it does not.
public struct Judge {
  public let session: Session
  public let outputs: Outputs
  public let claim: Claim
  public var reads: ReadLog?
  /// What the known side is called where its text would tell too much.
  public var knownName: String?

  public init(session: Session, outputs: Outputs, claim: Claim, reads: ReadLog? = nil, knownName: String? = nil) {
    self.session = session
    self.outputs = outputs
    self.claim = claim
    self.reads = reads
    self.knownName = knownName
  }

  /// - Throws: a diagnostic where a side cannot be evaluated.
  public func verdict() throws(Diagnostic) -> Verdict {
    let (known, typed) = claim.parts
    var evaluator = evaluator(session)
    let right = try evaluator.evaluate(known)
    let left = try evaluator.evaluate(typed)
    let note = evaluator.staleNote.map(Verdict.Finding.remark)
    guard let (leftMatrix, rightMatrix) = Self.matched(left, right) else {
      return try unfitting(left, right, known: known, typed: typed)
    }
    let here = Closeness(leftMatrix, rightMatrix)
    if here.hasNaN {
      return Verdict(.cannotSay, digits: 0, worst: worst(here, known), findings: [.notANumber])
    }
    let written = Claim.writtenDigits(of: typed, in: claim.source)
    if let written {
      return try numberVerdict(here, leftMatrix, rightMatrix, written: written, known: known, note: note)
    }
    return try formulaVerdict(here, leftMatrix, rightMatrix, known: known, typed: typed, note: note)
  }

  public func evaluator(_ session: Session) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: claim.source, reads: reads)
  }

  /// Both sides as matrices of one shape; a number compared with a matrix of one entry fits.
  static func matched(_ left: Value, _ right: Value) -> (Matrix<Double>, Matrix<Double>)? {
    let (a, b) = (left.asMatrix, right.asMatrix)
    return a.shape == b.shape ? (a, b) : nil
  }

  func worst(_ closeness: Closeness, _ known: Expression) -> Verdict.Worst? {
    closeness.worst.map { worst in
      let name = evaluator(session).text(known)
      let isEntry = if case .index(_, let list, _) = known, list.count == 2 { true } else { name == "C" }
      return Verdict.Worst(
        entry: isEntry ? name : "\(name)[\(worst.row), \(worst.column)]", left: worst.left, right: worst.right)
    }
  }

  // MARK: A formula

  private func formulaVerdict(
    _ here: Closeness, _ left: Matrix<Double>, _ right: Matrix<Double>, known: Expression, typed: Expression,
    note: Verdict.Finding?
  ) throws(Diagnostic) -> Verdict {
    let elsewhere = self.elsewhere(known: known, typed: typed)
    let disagreement = elsewhere.first { !$0.agrees }
    if here.agrees, disagreement == nil {
      if here.bothZero, elsewhere.isEmpty {
        return Verdict(
          .cannotSay, digits: 0, worst: worst(here, known), findings: [.bothZero])
      }
      return Verdict(
        here.isExact && elsewhere.allSatisfy(\.isExact) ? .exact : .agrees, digits: min(here.digits, 17),
        worst: here.isExact ? nil : worst(here, known), findings: note.map { [$0] })
    }
    let diagnosing = Diagnosing(judge: self, known: known, typed: typed)
    let finding = diagnosing.explain(left, right)
    let findings = [here.agrees ? .luck : nil, finding, note].compactMap { $0 }
    return Verdict(
      .differs, digits: min(here.digits, disagreement?.digits ?? 17), worst: worst(here, known),
      findings: findings.isEmpty ? nil : findings, correction: finding.flatMap { _ in diagnosing.correction })
  }

  /// How the two sides agree on the other states; empty where the claim says nothing about them.
  private func elsewhere(known: Expression, typed: Expression) -> [Closeness] {
    guard Dependence.onState(typed, session.variables), Dependence.onState(known, session.variables) else { return [] }
    return ComparisonStates.draw(like: session).compactMap { other in
      var evaluator = evaluator(other)
      guard let left = try? evaluator.evaluate(typed), let right = try? evaluator.evaluate(known) else { return nil }
      return Self.matched(left, right).map { Closeness($0.0, $0.1) }
    }
  }

  // MARK: A number

  private func numberVerdict(
    _ here: Closeness, _ left: Matrix<Double>, _ right: Matrix<Double>, written: Int, known: Expression,
    note: Verdict.Finding?
  ) throws(Diagnostic) -> Verdict {
    if here.isExact { return Verdict(.exact, digits: 17, findings: note.map { [$0] }) }
    let isRounded = zip(left.elements, right.elements).allSatisfy { Rounding.isRounded($0, from: $1, digits: written) }
    if written >= Rounding.fewestDigits, isRounded {
      return Verdict(.agrees, digits: min(written, 17), worst: worst(here, known), findings: note.map { [$0] })
    }
    let diagnosing = Diagnosing(judge: self, known: known, typed: claim.parts.typed)
    let finding = diagnosing.explain(left, right, written: written)
    return Verdict(
      .differs, digits: here.digits, worst: worst(here, known), findings: [finding, note].compactMap { $0 },
      correction: finding.flatMap { _ in diagnosing.correction })
  }

  // MARK: Shapes that do not fit

  private func unfitting(
    _ left: Value, _ right: Value, known: Expression, typed: Expression
  ) throws(Diagnostic) -> Verdict {
    let diagnosing = Diagnosing(judge: self, known: known, typed: typed)
    let finding = diagnosing.explain(left.asMatrix, right.asMatrix)
    let names = (evaluator(session).text(typed), knownName ?? evaluator(session).text(known))
    let shapes = Verdict.Finding.shapes(left: "\(names.0) is \(left.shape)", right: "\(names.1) is \(right.shape)")
    return Verdict(
      .differs, digits: 0, findings: [shapes, finding].compactMap { $0 },
      correction: finding.flatMap { _ in diagnosing.correction })
  }
}

/// Decimal rounding.
enum Rounding {
  /// A number with fewer digits is too coarse to be called right.
  static let fewestDigits = 2

  /// Whether `value`, with so many significant digits, is what `exact` rounds to: within half a unit of the last digit.
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
