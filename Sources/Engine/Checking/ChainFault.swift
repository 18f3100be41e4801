import Interruption

/// The step of the backward pass at which a gradient first goes wrong.
public struct ChainFault: Hashable, Sendable {
  /// What is wrong although what it was computed from is right.
  public var quantity: Quantity
  /// The factor of the chain rule that enters there; see `Network.chainFactor`.
  public var factor: String
  /// The comparison of the quantity with its numeric value.
  public var report: TensorReport

  public init(quantity: Quantity, factor: String, report: TensorReport) {
    (self.quantity, self.factor, self.report) = (quantity, factor, report)
  }
}

extension Network {
  /// The factor of the chain rule that one step of the backward pass multiplies in, as ∂(above)/∂(below) = value in the
  /// notation of the shell; `nil` if the quantity is not a gradient.
  public func chainFactor(entering quantity: Quantity) -> String? {
    let l = quantity.layer ?? 0
    switch quantity {
    case .activationGradient(depth): return "∂C/∂a[L]"
    case .activationGradient: return "∂z[\(l + 1)]/∂a[\(l)] = W[\(l + 1)]"
    case .weightGradient: return "∂z[\(l)]/∂W[\(l)] = a[\(l - 1)]"
    case .biasGradient: return "∂z[\(l)]/∂b[\(l)] = 1"
    case .delta where self[layer: l].normalization != nil:
      return "the three ways from z[\(l)]: through zhat[\(l)], var[\(l)] and mu[\(l)]"
    case .delta, .normalizedGradient: return "∂a[\(l)]/∂z[\(l)] = h′(z[\(l)])"
    case .gammaGradient: return "∂zbn[\(l)]/∂gamma[\(l)] = zhat[\(l)]"
    case .betaGradient: return "∂zbn[\(l)]/∂beta[\(l)] = 1"
    case .standardizedGradient: return "∂zbn[\(l)]/∂zhat[\(l)] = gamma[\(l)]"
    case .varianceGradient: return "∂zhat[\(l)]/∂var[\(l)] = −½ (z[\(l)] − mu[\(l)]) / (var[\(l)] + ε)^(3/2)"
    case .meanGradient: return "∂zhat[\(l)]/∂mu[\(l)] = −1/√(var[\(l)] + ε)"
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .preActivation, .mean,
      .variance, .standardized, .normalized, .mask, .activation, .smoothedTarget, .loss, .moment:
      return nil
    }
  }
}

extension GradientCheck {
  /// Follows a backward pass from the output down and names the steps that are wrong themselves, the first one first.
  ///
  /// Every gradient is compared with a numeric one, by moving what it is the gradient by and recomputing what follows.
  /// A step is at fault if it disagrees while what it was computed from agrees; below a fault, if it is not what the
  /// chain rule makes of the wrong values it was given.
  /// - Parameters:
  ///   - gradients: by name; quantities that are absent are passed over.
  ///   - given: X, Y and the masks of dropout.
  /// - Shapes: each as its quantity.
  public func faults(
    in gradients: [Quantity: Matrix<Double>], of network: Network<Double>, given: Trace<Double>
  ) -> [ChainFault] {
    let numeric = NumericGradient(network: network, given: given)
    var trace = numeric.base
    for (quantity, value) in gradients { trace[quantity] = value }
    var wrong: Set<Quantity> = []
    var faults: [ChainFault] = []
    for quantity in Work.current.through(network.backwardOrder) {
      guard let value = gradients[quantity], let report = tensorReport(quantity, value, numeric),
        report.verdict == .disagrees, let factor = network.chainFactor(entering: quantity)
      else { continue }
      let isInherited = !wrong.isDisjoint(with: sources(of: quantity, network, among: gradients))
      wrong.insert(quantity)
      if isInherited && follows(quantity, value, network, trace) { continue }
      faults.append(ChainFault(quantity: quantity, factor: factor, report: report))
    }
    return faults
  }

  /// The nearest available gradients from which a quantity is computed.
  private func sources(
    of quantity: Quantity, _ network: Network<Double>, among gradients: [Quantity: Matrix<Double>]
  ) -> [Quantity] {
    network.operands(of: quantity).filter(\.isGradient).flatMap {
      gradients[$0] == nil ? sources(of: $0, network, among: gradients) : [$0]
    }
  }

  /// Whether a value is what the chain rule gives for the values above it; also true if some of those are missing.
  private func follows(
    _ quantity: Quantity, _ value: Matrix<Double>, _ network: Network<Double>, _ trace: Trace<Double>
  ) -> Bool {
    guard let expected = try? network.value(of: quantity, from: trace) else { return true }
    let size = expected.elements.map(\.magnitude).max() ?? 0
    let differences = (value - expected).elements.map(\.magnitude)
    if differences.allSatisfy({ $0 <= tolerance.vector * size }) { return true }
    let bounds = GradientRounding.bound(on: quantity, of: network, from: trace)
    return differences.indices.allSatisfy { differences[$0] <= tolerance.vector * size + 2 * (bounds?[$0] ?? 0) }
  }
}
