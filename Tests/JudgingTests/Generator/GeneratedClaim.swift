/// A claim with what is true of it, whatever the judge says.
struct GeneratedClaim {
  enum Truth {
    /// Right; ordinary if it is more than 0 = 0, so that a judge can say so.
    case right(isOrdinary: Bool)
    /// Wrong, by these mistakes, or for a number by none that has a name.
    case wrong([Slip])
    /// The value of a single-precision program: right, or said to be one.
    case singlePrecision
  }

  enum Form: String, CaseIterable { case formula, entry, number }

  var truth: Truth
  var form: Form
  /// Assignments of variables before the claim.
  var variables: [String] = []
  var left: String
  var right: String
  var usesAssignmentSign = false
  /// The formula before it was spelled in another way, to find mistakes that give the same.
  var spoilt: FormulaTree?
  var rules: SlipRules?

  var ask: String { "check \(left) \(usesAssignmentSign ? "=" : "==") \(right)" }

  /// The two sides exchanged.
  var swapped: GeneratedClaim {
    var result = self
    (result.left, result.right) = (right, left)
    return result
  }
}
