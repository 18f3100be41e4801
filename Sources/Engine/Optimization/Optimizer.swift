import Calculus
import RealModule

/// How a step follows from the gradient g of a parameter p, with the learning rate η.
///
/// What a rule remembers of earlier gradients are its moments m and v, which start at 0; t counts the steps from 1.
/// The rules and their constants are those of PyTorch 2, so that a run can be continued there.
public struct Optimizer: Hashable, Sendable {
  public enum Rule: String, CaseIterable, Sendable {
    case sgd, momentum, nesterov, rmsprop, adam, adamw
  }

  public var rule: Rule
  /// The share of m that stays in a step.
  public var beta1: Double
  /// The share of v that stays in a step.
  public var beta2: Double
  /// Keeps the quotient finite if v is 0.
  public var epsilon: Double
  /// λ of the decay that is not part of the gradient, on weights alone: 0 for a rule that has none.
  public var decay: Double

  /// An optimiser with the usual constants of its rule by default.
  public init(
    _ rule: Rule = .sgd, beta1: Double? = nil, beta2: Double? = nil, epsilon: Double? = nil, decay: Double? = nil
  ) {
    self.rule = rule
    self.beta1 = beta1 ?? rule.usual(.beta1) ?? 0.9
    self.beta2 = beta2 ?? rule.usual(.beta2) ?? 0.999
    self.epsilon = epsilon ?? rule.usual(.epsilon) ?? 1e-8
    self.decay = decay ?? rule.usual(.decay) ?? 0
  }

  /// The constants that a rule can have.
  public enum Constant: String, CaseIterable, Sendable {
    case beta1, beta2, epsilon, decay

    public var meaning: String { facts.meaning }
    public var range: ConstantRange { facts.range }

    fileprivate var facts: (path: WritableKeyPath<Optimizer, Double>, range: ConstantRange, meaning: String) {
      switch self {
      case .beta1: (\.beta1, .share, "share of m that stays in a step")
      case .beta2: (\.beta2, .share, "share of v that stays in a step")
      case .epsilon: (\.epsilon, .positive, "keeps the quotient finite if v is 0")
      case .decay: (\.decay, .notNegative, "λ of adamw's decay of the weights")
      }
    }
  }

  public subscript(constant: Constant) -> Double {
    get { self[keyPath: constant.facts.path] }
    set { self[keyPath: constant.facts.path] = newValue }
  }
}

extension Optimizer.Rule {
  /// The rule as terms, with what is known of it.
  public var definition: OptimizerDefinition {
    switch self {
    case .sgd: .sgd
    case .momentum: .momentum
    case .nesterov: .nesterov
    case .rmsprop: .rmsprop
    case .adam: .adam
    case .adamw: .adamw
    }
  }

  public var constants: [Optimizer.Constant] {
    definition.constants.compactMap { Optimizer.Constant(rawValue: $0.name) }
  }

  /// What it remembers of the gradients of each parameter.
  public var moments: [Quantity.Moment] { definition.moments.compactMap { Quantity.Moment(rawValue: $0.name) } }

  /// The usual value of a constant; `nil` if the rule does not have it.
  public func usual(_ constant: Optimizer.Constant) -> Double? {
    definition.constants.first { $0.name == constant.rawValue }?.usual
  }
}

/// One step of an optimiser, its constants worked out: what happens to every entry of every parameter.
struct OptimizerStep<E: Scalar> {
  private let rule: Optimizer.Rule
  private let rate, beta1, beta2, epsilon, rest1, rest2: E
  /// η/(1 − β₁ᵗ).
  private let stepSize: E
  /// 1/√(1 − β₂ᵗ).
  private let rootFactor: E
  /// 1 − η λ.
  private let keep: E

  /// - Parameter number: t, from 1.
  init(_ optimizer: Optimizer, number: Int, rate: Double) {
    let t = Double(number)
    (rule, self.rate, epsilon) = (optimizer.rule, E(rate), E(optimizer.epsilon))
    (beta1, beta2) = (E(optimizer.beta1), E(optimizer.beta2))
    (rest1, rest2) = (E(1 - optimizer.beta1), E(1 - optimizer.beta2))
    stepSize = E(rate / (1 - .pow(optimizer.beta1, t)))
    rootFactor = E(1 / (1 - .pow(optimizer.beta2, t)).squareRoot())
    keep = E(1 - rate * optimizer.decay)
  }

  /// Moves `count` parameters; `m` and `v` are read and written only if the rule has them.
  /// - Parameters:
  ///   - scale: what the gradient is multiplied by first, for clipping.
  ///   - decays: whether these are weights, which the decay is for.
  func apply(
    to p: UnsafeMutablePointer<E>, gradient g: UnsafePointer<E>, scale: E, m: UnsafeMutablePointer<E>,
    v: UnsafeMutablePointer<E>, count: Int, decays: Bool
  ) {
    switch rule {
    case .sgd: for k in 0..<count { p[k] -= rate * (scale * g[k]) }
    case .momentum:
      for k in 0..<count {
        m[k] = beta1 * m[k] + scale * g[k]
        p[k] -= rate * m[k]
      }
    case .nesterov:
      for k in 0..<count {
        let slope = scale * g[k]
        m[k] = beta1 * m[k] + slope
        p[k] -= rate * (slope + beta1 * m[k])
      }
    case .rmsprop:
      for k in 0..<count {
        let slope = scale * g[k]
        v[k] = beta2 * v[k] + rest2 * (slope * slope)
        p[k] -= rate * slope / (E.root(v[k]) + epsilon)
      }
    case .adam, .adamw:
      // In adam the decay is 0.
      let keep = decays ? keep : 1
      for k in 0..<count {
        let slope = scale * g[k]
        m[k] = beta1 * m[k] + rest1 * slope
        v[k] = beta2 * v[k] + rest2 * (slope * slope)
        p[k] = keep * p[k] - stepSize * m[k] / (E.root(v[k]) * rootFactor + epsilon)
      }
    }
  }
}

extension Optimizer.Rule {
  /// The weights 0.5 and 0.5 after a first step at rate 0.01, with the gradients −0.0272081196427901 and twice that, as
  /// NumPy has them.
  public var sampleStep: [Double] {
    switch self {
    case .sgd, .momentum: [0.500272, 0.500544]
    case .nesterov: [0.500517, 0.501034]
    case .rmsprop: [0.5999996325, 0.5999998162]
    case .adam: [0.5099999963, 0.5099999982]
    case .adamw: [0.5099499963, 0.5099499982]
    }
  }
}
