/// How far a right analytic gradient may lie from a numeric one.
///
/// Rounding is allowed for apart, from the size of the loss and of the step: a single bound on the relative error
/// either fails right tensors whose gradient is small or passes wrong ones.
public struct Tolerance: Hashable, Sendable {
  /// On ‖n − a‖ / (‖n‖ + ‖a‖) of a tensor.
  public var vector: Double
  /// On |n − a| / max(|n|, |a|) of an entry.
  public var entry: Double
  /// On |n − a| / max |a| over the tensor, which forgives entries that are small by cancellation.
  public var share: Double
  /// How many times the expected rounding of one difference quotient an entry may be off.
  public var roundings: Double = 16

  public static func suited(to method: NumericMethod) -> Tolerance {
    switch method {
    case .central, .richardson: Tolerance(vector: 1e-6, entry: 1e-4, share: 1e-6)
    case .complexStep: Tolerance(vector: 1e-12, entry: 1e-8, share: 1e-11)
    }
  }
}
