import RealModule

extension Activation {
  /// Which loops compute an activation: those written by hand for speed, or those of its compiled formulas.
  enum Kernel: String, Sendable {
    case relu, leakyRelu = "leaky-relu", elu, sigmoid, tanh, softplus, silu, gelu, softmax, identity
    case compiled
  }

  /// The slope of leaky ReLU for negative pre-activations.
  static let leakySlope = 0.01
}

extension Activation.Kernel {
  /// Whether the derivative jumps at 0.
  var hasKink: Bool {
    switch self {
    case .relu, .leakyRelu: true
    case .elu, .sigmoid, .tanh, .softplus, .silu, .gelu, .softmax, .identity, .compiled: false
    }
  }

  /// Whether the backward pass needs the slopes: the sign of a tells that of ReLU, and softmax has no slope.
  var needsSlopes: Bool {
    switch self {
    case .relu, .identity, .softmax: false
    case .leakyRelu, .elu, .sigmoid, .tanh, .softplus, .silu, .gelu, .compiled: true
    }
  }

  /// h(z) of one pre-activation.
  ///
  /// The naive sigmoid 1/(1+e^−z) overflows for large negative z, and log(1+e^z) for large positive z;
  /// both are taken from e^−|z|.
  /// - Precondition: the kernel is elementwise.
  func value<E: Field>(_ z: E) -> E {
    switch self {
    case .relu: return z.branchValue > 0 ? z : (z.branchValue.isNaN ? z : .zero)
    case .leakyRelu: return z.branchValue > 0 ? z : E(Activation.leakySlope) * z
    case .elu: return z.branchValue > 0 ? z : .expMinusOne(z)
    case .sigmoid: return Activation.logistic(z)
    case .tanh: return E.hyperbolicTangent(z)
    case .softplus: return Activation.softplus(z)
    case .silu: return z * Activation.logistic(z)
    case .gelu: return z * Activation.normalDistribution(z)
    case .identity: return z
    case .softmax, .compiled: preconditionFailure("\(rawValue) works on several numbers")
    }
  }

  /// h′(z) of one pre-activation; ReLU′(0) = 0.
  ///
  /// σ′(z) = σ(z) σ(−z): the form σ(1 − σ) is exactly 0 from z ≈ 36.7 on, although the derivative is still 1e-16.
  /// - Precondition: the kernel is elementwise.
  func derivative<E: Field>(_ z: E) -> E {
    switch self {
    case .relu: return z.branchValue > 0 ? 1 : .zero
    case .leakyRelu: return z.branchValue > 0 ? 1 : E(Activation.leakySlope)
    case .elu: return z.branchValue > 0 ? 1 : .exp(z)
    case .sigmoid: return Activation.logistic(z) * Activation.logistic(-z)
    case .tanh: return 4 * Activation.logistic(2 * z) * Activation.logistic(-2 * z)
    case .softplus: return Activation.logistic(z)
    case .silu: return Activation.logistic(z) * (1 + z * Activation.logistic(-z))
    case .gelu: return Activation.normalDistribution(z) + z * Activation.normalDensity(z)
    case .identity: return 1
    case .softmax, .compiled: preconditionFailure("\(rawValue) works on several numbers")
    }
  }

  /// h(z) and h′(z), with their common parts computed once.
  ///
  /// With e = e^−|z| and s = 1/(1 + e): σ(z) is s or e s, and σ′(z) = e s². tanh′(z) = 4 σ′(2z). Of gelu Φ(z) is common.
  /// - Precondition: the kernel is elementwise.
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
    case .gelu:
      let share = Activation.normalDistribution(z)
      return (z * share, share + z * Activation.normalDensity(z))
    case .relu, .leakyRelu, .elu, .softplus, .silu, .identity, .softmax, .compiled:
      return (value(z), derivative(z))
    }
  }

  /// h′(z) in terms of a = h(z): a (1 − a), 1 − a²; `nil` for functions that are not usually written so.
  func derivative(fromValue a: Double) -> Double? {
    switch self {
    case .sigmoid: a * (1 - a)
    case .tanh: 1 - a * a
    case .relu, .leakyRelu, .elu, .softplus, .silu, .gelu, .identity, .softmax, .compiled: nil
    }
  }
}

// MARK: The functions

extension Activation {
  /// σ(z) = 1 / (1 + e^−z).
  static func logistic<E: Field>(_ z: E) -> E {
    if z.branchValue >= 0 { return 1 / (1 + .exp(-z)) }
    let e = E.exp(z)
    return e / (1 + e)
  }

  /// log(1 + e^z) = max(z, 0) + log(1 + e^−|z|).
  static func softplus<E: Field>(_ z: E) -> E {
    z.branchValue > 0 ? z + .log(onePlus: .exp(-z)) : .log(onePlus: .exp(z))
  }

  /// Φ(z) = ½ erfc(−z/√2), the distribution function of the standard normal.
  ///
  /// ½ (1 + erf(z/√2)) loses its digits where erf is near −1: none are left from z ≈ −8.3 down.
  static func normalDistribution<E: Field>(_ z: E) -> E {
    E(0.5) * E.complementaryErrorFunction(-z * E(0.5.squareRoot()))
  }

  /// φ(z) = e^(−z²/2) / √(2π).
  static func normalDensity<E: Field>(_ z: E) -> E {
    .exp(E(-0.5) * z * z) * E(1 / (2 * Double.pi).squareRoot())
  }
}
