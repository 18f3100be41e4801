import Engine
import Language
import SessionCore
import Views

/// Decides whether a claim holds, and if not, says what went wrong.
///
/// A claim about a formula is decided on generic states; the user's own state gives the digits, and a remark if it
/// looks otherwise there. A written number is a claim about the user's state, as exact as its digits.
public struct Judge {
  let session: Session
  let outputs: Outputs
  let claim: Claim
  var reads: ReadLog?
  /// The name of the known side, if its text would tell too much.
  var knownName: String?
  /// The sides as they were typed: the one that the claim is about, and the other.
  let known: Expression
  let typed: Expression
  /// The sides with the formulas of the variables in them.
  let sides: ResolvedSides

  public init(session: Session, outputs: Outputs, claim: Claim, reads: ReadLog? = nil, knownName: String? = nil) {
    self.session = session
    self.outputs = outputs
    self.claim = claim
    self.reads = reads
    self.knownName = knownName
    (known, typed) = claim.parts(in: session)
    sides = ResolvedSides(typed: typed, known: known, source: claim.source, session: session, outputs: outputs)
  }

  /// - Throws: a diagnostic if a side cannot be evaluated.
  public func verdict() throws(Diagnostic) -> Verdict {
    var evaluator = evaluator(session)
    let right = try evaluator.evaluate(known)
    let left = try evaluator.evaluate(typed)
    let notes = evaluator.staleNote.map { [Verdict.Finding.remark($0)] } ?? []
    let own = OwnState(left: left, right: right, notes: notes)
    guard own.fits else { return unfitting(own) }
    if let written = sides.written { return numberVerdict(own, written) }
    if sides.followStates { return formulaVerdict(own) }
    return stateVerdict(own)
  }

  func evaluator(_ session: Session) -> Evaluator {
    Evaluator(session: session, outputs: outputs, source: claim.source, reads: reads)
  }

  /// The user's session after a complete pass; `nil` if X and Y do not fit the network or each other.
  var completeSession: Session? { ComparisonStates.completed(session) }

  /// The user's state with bounds on the errors of its numbers.
  var ownPass: BoundedPass? { BoundedPass(over: session)?.holding(session) }

  /// How the sides relate on the user's state, given what rounding can do there.
  func ownAgreement(on pass: BoundedPass?) -> Agreement? {
    guard let pass else { return nil }
    var evaluator = BoundedEvaluator(pass, source: claim.source, outputs: outputs)
    guard let left = try? evaluator.evaluate(typed), let right = try? evaluator.evaluate(known) else { return nil }
    return left.shape == right.shape ? Agreement(left.matrix, right.matrix) : nil
  }

  func worst(_ own: OwnState) -> Verdict.Worst? {
    own.closeness?.worst.map { worst in
      let name = known.isWritten ? "the number" : evaluator(session).text(known)
      let isEntry = own.left.shape == .number && own.right.shape == .number
      return Verdict.Worst(
        entry: isEntry ? name : "\(name)[\(worst.row), \(worst.column)]", left: worst.left, right: worst.right)
    }
  }
}

/// Both sides of a claim on the user's own state.
struct OwnState {
  let left: Value
  let right: Value
  /// What there is to say about the session.
  let notes: [Verdict.Finding]
  /// `nil` if the shapes do not fit.
  let closeness: Closeness?

  init(left: Value, right: Value, notes: [Verdict.Finding]) {
    (self.left, self.right, self.notes) = (left, right, notes)
    let (a, b) = (left.asMatrix, right.asMatrix)
    closeness = a.shape == b.shape ? Closeness(a, b) : nil
  }

  var fits: Bool { closeness != nil }

  var isFinite: Bool {
    left.asMatrix.elements.allSatisfy(\.isFinite) && right.asMatrix.elements.allSatisfy(\.isFinite)
  }
}
