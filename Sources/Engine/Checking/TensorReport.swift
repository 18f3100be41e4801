/// What a gradient check says of one tensor.
public enum GradientVerdict: Hashable, Sendable {
  case agrees, disagrees
  case cannotSay(Reason)

  /// Why a numeric gradient decides nothing.
  public enum Reason: Hashable, Sendable {
    /// The units concerned are at a kink: the left and right derivatives differ.
    case atKink
    /// All derivatives are smaller than what rounding the loss does to a difference quotient.
    case belowRoundOff
    /// The loss is infinite or not a number.
    case notFinite
    /// Every entry is 0 on both sides, as any multiple of it would be.
    case bothZero
    /// The user's formulas miss the numeric values, and are right on drawn passes.
    case wrongOnlyHere
    /// The difference quotients miss the analytic values, a complex step at the same entries meets them.
    case stepUnsuited
  }
}

/// The comparison of one tensor of a gradient with its numeric value.
public struct TensorReport: Hashable, Sendable {
  /// One entry of both.
  public struct Sample: Hashable, Sendable {
    public var row: Int
    public var column: Int
    public var analytic: Double
    public var numeric: Double
  }

  /// The gradient: `dW[2]`.
  public var quantity: Quantity
  public var entries: Int
  /// How many of the entries were differentiated numerically.
  public var checked: Int
  /// max |n − a|.
  public var maxAbsolute = 0.0
  /// max |n − a| / max(|n|, |a|), over the entries above round-off.
  public var maxRelative = 0.0
  /// ‖n − a‖ / (‖n‖ + ‖a‖).
  public var error = 0.0
  /// The entry with the largest |n − a|.
  public var worst: Sample?
  /// Entries whose step crossed a kink, whether or not another step could be found.
  public var kinks: Int
  /// Entries that no step could decide.
  public var undecided: Int
  /// Entries that are exactly 0 on both sides; they agree.
  public var bothZero = 0
  /// Entries not 0 on both sides whose difference quotient is nothing but rounding.
  public var belowRoundOff = 0
  /// Entries that are wrong on their own.
  public var wrong = 0
  public var verdict = GradientVerdict.agrees
  /// analytic / numeric, if a wrong tensor is a constant multiple of the right one.
  public var factor: Double?
  /// Every difference is exactly 0 though the tensor is not: it was compared with itself.
  public var comparedWithItself = false
  /// ‖n − a‖², ‖n‖² and ‖a‖² over the comparable entries.
  var squares = Squares()

  struct Squares: Hashable, Sendable {
    var difference = 0.0
    var numeric = 0.0
    var analytic = 0.0

    /// ‖n − a‖ / (‖n‖ + ‖a‖), and 0 if both are 0.
    var error: Double {
      let norm = numeric.squareRoot() + analytic.squareRoot()
      return norm == 0 ? 0 : difference.squareRoot() / norm
    }

    static func + (left: Squares, right: Squares) -> Squares {
      Squares(
        difference: left.difference + right.difference, numeric: left.numeric + right.numeric,
        analytic: left.analytic + right.analytic)
    }
  }
}

/// What a gradient check says of a network.
public struct GradientReport: Hashable, Sendable {
  public var method: NumericMethod
  public var tensors: [TensorReport]

  /// ‖n − a‖ / (‖n‖ + ‖a‖) of all tensors as one vector.
  public var error: Double {
    tensors.reduce(TensorReport.Squares()) { $0 + $1.squares }.error
  }

  public var checked: Int { tensors.reduce(0) { $0 + $1.checked } }
  public var kinks: Int { tensors.reduce(0) { $0 + $1.kinks } }
  public var undecided: Int { tensors.reduce(0) { $0 + $1.undecided } }

  /// Disagrees if a tensor does; else agrees if a tensor does; else what the first one says.
  public var verdict: GradientVerdict {
    if tensors.contains(where: { $0.verdict == .disagrees }) { return .disagrees }
    if tensors.contains(where: { $0.verdict == .agrees }) { return .agrees }
    return tensors.first?.verdict ?? .agrees
  }

  public subscript(quantity: Quantity) -> TensorReport? { tensors.first { $0.quantity == quantity } }
}
