import RealModule

/// A bound on the gradient of a step.
public enum GradientClipping: Hashable, Sendable {
  /// The gradient of all parameters together, as one vector, gets at most this length: g ← g · min(1, limit/(‖g‖ + 10⁻⁶)).
  /// Pascanu, Mikolov and Bengio 2013; the 10⁻⁶ is PyTorch's.
  case norm(Double)
  /// Every entry is put between −limit and limit.
  case value(Double)

  /// The factor for a gradient whose squares sum to `squares`.
  public func scale(squares: Double) -> Double {
    switch self {
    case .norm(let limit): min(1, limit / (squares.squareRoot() + 1e-6))
    case .value: 1
    }
  }

  /// The gradient with every entry put between the bounds of `value`; as it is for `norm`.
  public func bounded(_ gradient: Matrix<Double>) -> Matrix<Double> {
    switch self {
    case .norm: gradient
    case .value(let limit): gradient.map { $0 > limit ? limit : ($0 < -limit ? -limit : $0) }
    }
  }
}
