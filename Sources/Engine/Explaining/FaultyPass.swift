import RealModule

/// A pass in which one mistake is made on purpose.
public struct FaultyPass {
  private let network: Network<Double>
  private let trace: Trace<Double>
  private let mistake: Mistake
  /// η, for the mistake that propagates through weights already updated.
  private let rate: Double

  /// - Precondition: the trace holds a whole correct pass.
  public init(_ network: Network<Double>, _ trace: Trace<Double>, making mistake: Mistake, rate: Double) {
    self.network = network
    self.trace = trace
    self.mistake = mistake
    self.rate = rate
  }

  /// What the pass makes of a quantity, `nil` where the mistake cannot be made there.
  public func value(of quantity: Quantity) -> Matrix<Double>? {
    switch quantity {
    case .preActivation(let l): forward(to: l)?.z
    case .activation(let l): forward(to: l)?.a
    case .loss: loss
    case .activationGradient(let l): activationGradient(l)
    case .delta(let l): delta(l)
    case .weightGradient(let l): weightGradient(l)
    case .biasGradient(let l): biasGradient(l)
    case .input, .target, .weights, .biases: trace[quantity]
    }
  }

  private func isMade(_ kind: Mistake.Kind, at l: Int) -> Bool { mistake.kind == kind && mistake.layer == l }

  // MARK: Forward

  private func forward(to last: Int) -> (z: Matrix<Double>, a: Matrix<Double>)? {
    guard var a = trace[.input], last >= 1 else { return nil }
    var z = a
    for l in 1...last {
      let layer = network[layer: l]
      z =
        isMade(.weightsNotTransposed, at: l)
        ? a.multiplied(by: layer.weights) : a.multiplied(by: layer.weights, .transposed)
      if !isMade(.biasLeftOut, at: l) { z = z.addingToRows(layer.biases) }
      a = activation(z, at: l)
    }
    return (z, a)
  }

  private func activation(_ z: Matrix<Double>, at l: Int) -> Matrix<Double> {
    if isMade(.activationLeftOut, at: l) { return z }
    if mistake.layer == l, case .wrongActivation(let other) = mistake.kind { return other.values(z) }
    return network[layer: l].activation.values(z)
  }

  private var loss: Matrix<Double>? {
    guard let (z, a) = forward(to: network.depth), let y = trace[.target] else { return nil }
    let factor = lossFactor
    let value = network.loss(z: z, a: a, y: y)
    let penalty = network.objective.l2 == 0 ? 0 : network.penalty
    switch mistake.kind {
    case .signReversed, .outputDifferentiated, .activationOnceTooOften: return nil
    case .penaltyLeftOut: return Matrix(scalar: value - penalty)
    case .penaltyDoubled: return Matrix(scalar: value + penalty)
    default: return Matrix(scalar: (value - penalty) * factor + penalty)
    }
  }

  // MARK: Backward

  /// What the mistake in the loss multiplies C and its gradient with.
  private var lossFactor: Double {
    let samples = Double(trace.samples)
    let isMean = network.objective.reduction == .mean
    switch mistake.kind {
    case .halfMissing: return 2
    case .halfExtra: return 0.5
    case .meanMissing: return isMean ? samples : 1
    case .meanTwice: return 1 / samples
    case .meanOverOutputs: return 1 / Double(network.sizes[network.depth])
    case .signReversed: return -1
    default: return 1
    }
  }

  private func activationGradient(_ l: Int) -> Matrix<Double>? {
    guard l < network.depth else { return outputGradient }
    guard let delta = delta(l + 1) else { return nil }
    let weights = network[layer: l + 1].weights
    if mistake.layer == l {
      switch mistake.kind {
      case .weightsTransposed: return delta.multiplied(by: weights, .transposed)
      case .neighbouringWeights(let other):
        let matrix = network[layer: other].weights
        return matrix.rows == delta.columns ? delta.multiplied(by: matrix) : nil
      case .updatedWeights:
        return trace[.weightGradient(l + 1)].map { delta.multiplied(by: weights - rate * $0) }
      default: break
      }
    }
    return delta.multiplied(by: weights)
  }

  private var outputGradient: Matrix<Double>? {
    guard let da = trace[.activationGradient(network.depth)], let a = trace[.activation(network.depth)] else {
      return nil
    }
    switch mistake.kind {
    case .outputDifferentiated: return da.map { _ in 1 }
    case .activationOnceTooOften: return da.hadamard(a)
    default: return lossFactor * da
    }
  }

  private func delta(_ l: Int) -> Matrix<Double>? {
    guard let z = trace[.preActivation(l)], let a = trace[.activation(l)] else { return nil }
    let activation = network[layer: l].activation
    if l == network.depth, mistake.layer != l || !isInDerivative, let exact = trace[.delta(l)], !isInLoss {
      return exact
    }
    if l == network.depth, isScaledLoss { return trace[.delta(l)].map { lossFactor * $0 } }
    guard let da = activationGradient(l), da.shape == z.shape else { return nil }
    guard mistake.layer == l else { return activation.pullback(da, z: z, a: a) }
    switch mistake.kind {
    case .derivativeLeftOut: return da
    case .derivativeAtActivation: return da.combined(with: a) { $0 * activation.derivative($1) }
    case .wrongDerivative(let other): return da.combined(with: z) { $0 * other.derivative($1) }
    case .maskInverted: return da.combined(with: z) { $1 > 0 ? 0 : $0 }
    case .derivativeTwice:
      return da.combined(with: z) { $0 * activation.derivative($1) * activation.derivative($1) }
    default: return activation.pullback(da, z: z, a: a)
    }
  }

  private var isInDerivative: Bool {
    switch mistake.kind {
    case .derivativeLeftOut, .derivativeAtActivation, .wrongDerivative, .maskInverted, .derivativeTwice: true
    default: false
    }
  }

  private var isScaledLoss: Bool { lossFactor != 1 }

  private var isInLoss: Bool {
    isScaledLoss || mistake.kind == .outputDifferentiated || mistake.kind == .activationOnceTooOften
  }

  private func weightGradient(_ l: Int) -> Matrix<Double>? {
    guard let below = trace[.activation(l - 1)], let delta = delta(l) else { return nil }
    let l2 = network.objective.l2
    let penalty = l2 * network[layer: l].weights
    func product(_ delta: Matrix<Double>?, _ a: Matrix<Double>?) -> Matrix<Double>? {
      guard let delta, let a else { return nil }
      let result = delta.multiplied(.transposed, by: a)
      return l2 != 0 && result.shape == penalty.shape ? result + penalty : result
    }
    guard mistake.layer == l else { return product(delta, below) }
    switch mistake.kind {
    case .transposed: return product(delta, below)?.transposed
    case .elementwise: return delta.shape == below.shape ? delta.hadamard(below) : nil
    case .neighbouringActivation(let other): return product(delta, trace[.activation(other)])
    case .preActivationInstead: return product(delta, trace[.preActivation(l - 1)])
    case .neighbouringDelta(let other): return product(trace[.delta(other)], below)
    case .activationGradientInstead: return product(trace[.activationGradient(l)], below)
    case .oneSample(let row): return product(delta.rows(at: [row]), below.rows(at: [row]))
    case .meanOverSamplesTwice: return product((1 / Double(delta.rows)) * delta, below)
    case .penaltyLeftOut: return product(delta, below).map { $0 - penalty }
    case .penaltyDoubled: return product(delta, below).map { $0 + penalty }
    default: return product(delta, below)
    }
  }

  private func biasGradient(_ l: Int) -> Matrix<Double>? {
    guard let delta = delta(l) else { return nil }
    guard mistake.layer == l else { return delta.columnSums }
    switch mistake.kind {
    case .neighbouringDelta(let other): return trace[.delta(other)]?.columnSums
    case .activationGradientInstead: return trace[.activationGradient(l)]?.columnSums
    case .oneSample(let row): return delta.rows(at: [row])
    case .meanOverSamplesTwice: return (1 / Double(delta.rows)) * delta.columnSums
    default: return delta.columnSums
    }
  }
}
