/// The step of the backward pass at which a gradient first goes wrong.
public struct ChainFault: Hashable, Sendable {
  /// What is wrong although what it was computed from is right.
  public var quantity: Quantity
  /// The factor of the chain rule that enters there.
  public var factor: ChainFactor
  /// The comparison of the quantity with its numeric value.
  public var report: TensorReport
}

/// The factor that one step of the backward pass multiplies in.
public enum ChainFactor: Hashable, Sendable {
  /// ∂C/∂a[L].
  case lossSlope
  /// ∂z[l+1]/∂a[l] = W[l+1], of layer l + 1.
  case weights(Int)
  /// ∂a[l]/∂z[l] = h′(z[l]).
  case activationSlope(Int)
  /// ∂z[l]/∂W[l] = a[l−1], of layer l.
  case activationBelow(Int)
  /// ∂z[l]/∂b[l] = 1.
  case one(Int)
  /// A factor of batch normalisation, by what it leads to: dgamma, dbeta, dzhat, dvar, dmu or δ of layer l.
  case normalization(Quantity)

  /// - Parameter quantity: a gradient of the network's backward pass.
  init?<E: Field>(entering quantity: Quantity, of network: Network<E>) {
    switch quantity {
    case .activationGradient(network.depth): self = .lossSlope
    case .activationGradient(let l): self = .weights(l + 1)
    case .weightGradient(let l): self = .activationBelow(l)
    case .biasGradient(let l): self = .one(l)
    case .normalizedGradient(let l): self = .activationSlope(l)
    case .delta(let l) where network[layer: l].normalization == nil: self = .activationSlope(l)
    case .gammaGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient, .delta:
      self = .normalization(quantity)
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .preActivation, .mean,
      .variance, .standardized, .normalized, .mask, .activation, .smoothedTarget, .loss, .moment:
      return nil
    }
  }

  /// ∂(above)/∂(below) = value, in the notation of the shell.
  public var formula: String {
    switch self {
    case .lossSlope: "∂C/∂a[L]"
    case .weights(let l): "∂z[\(l)]/∂a[\(l - 1)] = W[\(l)]"
    case .activationSlope(let l): "∂a[\(l)]/∂z[\(l)] = h′(z[\(l)])"
    case .normalization(let quantity): Self.formula(quantity)
    case .activationBelow(let l): "∂z[\(l)]/∂W[\(l)] = a[\(l - 1)]"
    case .one(let l): "∂z[\(l)]/∂b[\(l)] = 1"
    }
  }

  private static func formula(_ quantity: Quantity) -> String {
    let l = quantity.layer ?? 0
    return switch quantity {
    case .gammaGradient: "∂zbn[\(l)]/∂gamma[\(l)] = zhat[\(l)]"
    case .betaGradient: "∂zbn[\(l)]/∂beta[\(l)] = 1"
    case .standardizedGradient: "∂zbn[\(l)]/∂zhat[\(l)] = gamma[\(l)]"
    case .varianceGradient: "∂zhat[\(l)]/∂var[\(l)] = −½ (z[\(l)] − mu[\(l)]) / (var[\(l)] + ε)^(3/2)"
    case .meanGradient: "∂zhat[\(l)]/∂mu[\(l)] = −1/√(var[\(l)] + ε)"
    case .delta: "the three ways from z[\(l)]: through zhat[\(l)], var[\(l)] and mu[\(l)]"
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .preActivation, .mean,
      .variance, .standardized, .normalized, .mask, .activation, .smoothedTarget, .loss, .activationGradient,
      .normalizedGradient, .weightGradient, .biasGradient, .moment:
      quantity.name
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
    for quantity in network.backwardOrder {
      guard let value = gradients[quantity], let report = tensorReport(quantity, value, numeric),
        report.verdict == .disagrees, let factor = ChainFactor(entering: quantity, of: network)
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
    let difference = (value - expected).elements.map(\.magnitude).max() ?? 0
    let size = expected.elements.map(\.magnitude).max() ?? 0
    return difference <= tolerance.vector * size
  }
}
