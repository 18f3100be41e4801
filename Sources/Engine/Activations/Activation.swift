import RealModule

/// The nonlinear function h of a layer: a = h(z).
///
/// Every function works entry by entry but `softmax`, which works on a row.
public enum Activation: String, CaseIterable, Sendable {
  case relu, leakyRelu = "leaky-relu", elu, sigmoid, tanh, softplus, silu, gelu, softmax, identity

  /// The slope of leaky ReLU for negative pre-activations.
  static let leakySlope = 0.01

  /// How loops over a batch handle an activation.
  enum Form {
    /// h(z) = z: there is nothing to do.
    case identity
    /// h(z) = max(z, 0): the sign of a tells h′(z).
    case rectifier
    /// A function of each entry; `kink` says whether its derivative jumps at 0.
    case entrywise(kink: Bool)
    /// A function of a row.
    case softmax
  }

  var form: Form {
    switch self {
    case .identity: .identity
    case .relu: .rectifier
    case .leakyRelu: .entrywise(kink: true)
    case .elu, .sigmoid, .tanh, .softplus, .silu, .gelu: .entrywise(kink: false)
    case .softmax: .softmax
    }
  }

  public var isElementwise: Bool { if case .softmax = form { false } else { true } }

  /// Whether the derivative jumps at 0, so that a finite difference across it proves nothing.
  public var hasKink: Bool {
    switch form {
    case .rectifier, .entrywise(kink: true): true
    case .identity, .entrywise(kink: false), .softmax: false
    }
  }

  /// h(z) of one pre-activation.
  ///
  /// The naive sigmoid 1/(1+e^−z) overflows for large negative z, and log(1+e^z) for large positive z;
  /// both are taken from e^−|z|.
  /// - Precondition: the function is elementwise.
  public func value<E: Field>(_ z: E) -> E {
    switch self {
    case .relu: return z.branchValue > 0 ? z : (z.branchValue.isNaN ? z : .zero)
    case .leakyRelu: return z.branchValue > 0 ? z : E(Self.leakySlope) * z
    case .elu: return z.branchValue > 0 ? z : .expMinusOne(z)
    case .sigmoid: return Self.logistic(z)
    case .tanh: return Self.hyperbolicTangent(z)
    case .softplus: return Self.softplus(z)
    case .silu: return z * Self.logistic(z)
    case .gelu: return z * Self.normalDistribution(z)
    case .identity: return z
    case .softmax: preconditionFailure("softmax works on a row")
    }
  }

  /// h′(z) of one pre-activation; ReLU′(0) = 0.
  ///
  /// σ′(z) = σ(z) σ(−z): the form σ(1 − σ) is exactly 0 from z ≈ 36.7 on, although the derivative is still 1e-16.
  /// - Precondition: the function is elementwise.
  public func derivative<E: Field>(_ z: E) -> E {
    switch self {
    case .relu: return z.branchValue > 0 ? 1 : .zero
    case .leakyRelu: return z.branchValue > 0 ? 1 : E(Self.leakySlope)
    case .elu: return z.branchValue > 0 ? 1 : .exp(z)
    case .sigmoid: return Self.logistic(z) * Self.logistic(-z)
    case .tanh: return 4 * Self.logistic(2 * z) * Self.logistic(-2 * z)
    case .softplus: return Self.logistic(z)
    case .silu: return Self.logistic(z) * (1 + z * Self.logistic(-z))
    case .gelu: return Self.normalDistribution(z) + z * Self.normalDensity(z)
    case .identity: return 1
    case .softmax: preconditionFailure("the derivative of softmax is a Jacobian")
    }
  }

  /// h(z) and h′(z), with their common parts computed once.
  ///
  /// With e = e^−|z| and s = 1/(1 + e): σ(z) is s or e s, and σ′(z) = e s². tanh′(z) = 4 σ′(2z).
  /// - Precondition: the function is elementwise.
  func valueAndSlope<E: Scalar>(_ z: E) -> (value: E, slope: E) {
    switch self {
    case .sigmoid:
      let e = E.exp(-z.magnitude)
      let s = 1 / (1 + e)
      return (z >= 0 ? s : e * s, e * s * s)
    case .tanh:
      let e = E.exp(-2 * z.magnitude)
      let s = 1 / (1 + e)
      return (.tanh(z), 4 * e * s * s)
    case .relu, .leakyRelu, .elu, .softplus, .silu, .gelu, .identity, .softmax: return (value(z), derivative(z))
    }
  }

  /// h′(z) in terms of a = h(z): a (1 − a), 1 − a²; `nil` for functions that are not usually written so.
  func derivative(fromValue a: Double) -> Double? {
    switch self {
    case .sigmoid: a * (1 - a)
    case .tanh: 1 - a * a
    case .relu, .leakyRelu, .elu, .softplus, .silu, .gelu, .identity, .softmax: nil
    }
  }

  // MARK: The functions

  /// σ(z) = 1 / (1 + e^−z).
  static func logistic<E: Field>(_ z: E) -> E {
    if z.branchValue >= 0 { return 1 / (1 + .exp(-z)) }
    let e = E.exp(z)
    return e / (1 + e)
  }

  /// tanh z; for a complex number 2σ(2z) − 1, because `Complex.tanh` loses digits when it saturates.
  static func hyperbolicTangent<E: Field>(_ z: E) -> E {
    if z is any Real { return .tanh(z) }
    return 2 * logistic(2 * z) - 1
  }

  /// log(1 + e^z) = max(z, 0) + log(1 + e^−|z|).
  static func softplus<E: Field>(_ z: E) -> E {
    z.branchValue > 0 ? z + .log(onePlus: .exp(-z)) : .log(onePlus: .exp(z))
  }

  /// Φ(z) = ½ (1 + erf(z/√2)), the distribution function of the standard normal.
  static func normalDistribution<E: Field>(_ z: E) -> E {
    E(0.5) * (1 + E.errorFunction(z * E(0.5.squareRoot())))
  }

  /// φ(z) = e^(−z²/2) / √(2π).
  static func normalDensity<E: Field>(_ z: E) -> E {
    .exp(E(-0.5) * z * z) * E(1 / (2 * Double.pi).squareRoot())
  }
}
