import RealModule

/// A pass in which one mistake is made on purpose.
public struct FaultyPass {
  let network: Network<Double>
  private let trace: Trace<Double>
  let mistake: Mistake
  /// η, for the mistake that propagates through weights already updated.
  private let rate: Double

  /// - Precondition: the trace holds a whole correct pass.
  public init(_ network: Network<Double>, _ trace: Trace<Double>, making mistake: Mistake, rate: Double) {
    (self.network, self.trace, self.mistake, self.rate) = (network, trace, mistake, rate)
  }

  /// What the pass makes of a quantity, `nil` where the mistake cannot be made there.
  /// - Shapes: as the quantity, unless the mistake changes the shape.
  public func value(of quantity: Quantity) -> Matrix<Double>? {
    var values = trace
    var changed: Set<Quantity> = []
    for step in network.operationOrder where !step.isDrawn {
      // A mistake that has a forward and a backward side is made on the side of the quantity.
      if step.isGradient == quantity.isGradient, mistake.isMade(at: step, in: network) {
        let value = faulty(step, values)
        if step == quantity { return value }
        guard let value, value.shape == values[step]?.shape else { continue }
        values[step] = value
        changed.insert(step)
      } else if !changed.isDisjoint(with: network.operands(of: step)) {
        values[step] = try? network.value(of: step, from: values)
        changed.insert(step)
      }
      if step == quantity { return values[step] }
    }
    return values[quantity] ?? network[quantity]
  }

  // MARK: What

  private func faulty(_ step: Quantity, _ values: Trace<Double>) -> Matrix<Double>? {
    if mistake.kind == .smoothingLeftOut { return unsmoothed(step, values) }
    return switch step {
    case .preActivation(let l): preActivation(l, values)
    case .activation(let l): activation(l, values)
    case .loss: loss(values)
    case .activationGradient(network.depth): outputGradient(values)
    case .activationGradient(let l): activationGradient(l, values)
    case .weightGradient(let l): weightGradient(l, values)
    case .biasGradient(let l): biasGradient(l, values)
    case .delta(let l) where isInLoss: l == network.depth ? outputDelta(l, values) : nil
    case .delta(let l) where step == network.slopeStep(l): slope(l, values)
    case .normalizedGradient(let l): slope(l, values)
    case .mean, .variance, .standardized, .normalized, .gammaGradient, .betaGradient, .standardizedGradient,
      .varianceGradient, .meanGradient, .delta:
      normalization(step, values)
    case .input, .target, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance, .mask, .smoothedTarget,
      .moment:
      nil
    }
  }

  /// What comes of a step that compares the output with Y instead of Ys.
  private func unsmoothed(_ step: Quantity, _ values: Trace<Double>) -> Matrix<Double>? {
    var values = values
    values[.smoothedTarget] = values[.target]
    return try? network.value(of: step, from: values)
  }

  // MARK: Forward

  private func preActivation(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let below = values[.activation(l - 1)] else { return nil }
    let layer = network[layer: l]
    if mistake.kind == .biasLeftOut { return below.multiplied(by: layer.weights, .transposed) }
    return below.multiplied(by: layer.weights).addingToRows(layer.biases)
  }

  private func activation(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let z = values[network.argument(l)] else { return nil }
    let result =
      switch mistake.kind {
      case .activationLeftOut: z
      case .wrongActivation(let other): other.values(z)
      default: network[layer: l].activation.values(z)
      }
    return mask(l, values).map { result.hadamard($0) } ?? result
  }

  /// The mask that the pass applies.
  private func mask(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard network.dropsOut(l), let mask = values[.mask(l)] else { return nil }
    guard mistake.layer == l else { return mask }
    switch mistake.kind {
    case .maskLeftOut: return nil
    case .maskUnscaled: return mask.map { $0 == 0 ? 0 : 1 }
    default: return mask
    }
  }

  private func loss(_ values: Trace<Double>) -> Matrix<Double>? {
    guard let value = values.loss else { return nil }
    let penalty = network.penalty
    switch mistake.kind {
    case .signReversed, .outputDifferentiated, .activationOnceTooOften: return nil
    case .penaltyLeftOut: return Matrix(scalar: value - penalty)
    case .penaltyDoubled: return Matrix(scalar: value + penalty)
    default: return Matrix(scalar: (value - penalty) * lossFactor + penalty)
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
    case .sumOverOutputs: return Double(network.sizes[network.depth])
    case .signReversed: return -1
    default: return 1
    }
  }

  private var isInLoss: Bool {
    lossFactor != 1 || mistake.kind == .outputDifferentiated || mistake.kind == .activationOnceTooOften
  }

  private func outputGradient(_ values: Trace<Double>) -> Matrix<Double>? {
    guard let da = values[.activationGradient(network.depth)], let a = values[.activation(network.depth)] else {
      return nil
    }
    switch mistake.kind {
    case .outputDifferentiated: return da.map { _ in 1 }
    case .activationOnceTooOften: return da.hadamard(a)
    default: return lossFactor * da
    }
  }

  /// δ[L] from a faulty loss; also where a − y would be taken from the right one.
  private func outputDelta(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    lossFactor != 1 ? values[.delta(l)].map { lossFactor * $0 } : slope(l, values)
  }

  private func activationGradient(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let delta = values[.delta(l + 1)] else { return nil }
    let weights = network[layer: l + 1].weights
    switch mistake.kind {
    case .weightsTransposed: return delta.multiplied(by: weights, .transposed)
    case .neighbouringWeights(let other):
      let matrix = network[layer: other].weights
      return matrix.rows == delta.columns ? delta.multiplied(by: matrix) : nil
    case .updatedWeights: return values[.weightGradient(l + 1)].map { delta.multiplied(by: weights - rate * $0) }
    default: return nil
    }
  }

  /// The gradient by the argument of h.
  private func slope(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard var da = values[.activationGradient(l)], let z = values[network.argument(l)], let a = values[.activation(l)],
      da.shape == z.shape
    else { return nil }
    if let mask = mask(l, values) { da = da.hadamard(mask) }
    let activation = network[layer: l].activation
    switch mistake.kind {
    case .derivativeLeftOut: return da
    case .derivativeAtActivation: return da.combined(with: a) { $0 * activation.derivative($1) }
    case .derivativeBeforeNormalization:
      return values[.preActivation(l)].map { da.combined(with: $0) { $0 * activation.derivative($1) } }
    case .derivativeOfMasked:
      return da.combined(with: a) { $0 * (activation.derivative(fromValue: $1) ?? 1) }
    case .wrongDerivative(let other): return da.combined(with: z) { $0 * other.derivative($1) }
    case .maskInverted: return da.combined(with: z) { $1 > 0 ? 0 : $0 }
    case .offDiagonalLeftOut: return da.combined(with: a) { $0 * $1 * (1 - $1) }
    case .derivativeTwice where !activation.isElementwise:
      return values[.delta(l)].map { $0.combined(with: a) { $0 * $1 * (1 - $1) } }
    case .derivativeTwice:
      return da.combined(with: z) { $0 * activation.derivative($1) * activation.derivative($1) }
    default: return activation.pullback(da, z: z)
    }
  }

  private func weightGradient(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let below = values[.activation(l - 1)], let delta = values[.delta(l)] else { return nil }
    let penalty = network.penalty(l)
    let term = penalty.gradient(of: network[layer: l].weights)
    func product(_ delta: Matrix<Double>?, _ a: Matrix<Double>?) -> Matrix<Double>? {
      guard let delta, let a else { return nil }
      let result = delta.multiplied(.transposed, by: a)
      return !penalty.isZero && result.shape == term.shape ? result + term : result
    }
    switch mistake.kind {
    case .transposed: return product(delta, below)?.transposed
    case .elementwise: return delta.shape == below.shape ? delta.hadamard(below) : nil
    case .neighbouringActivation(let other): return product(delta, values[.activation(other)])
    case .preActivationInstead: return product(delta, values[.preActivation(l - 1)])
    case .neighbouringDelta(let other): return product(values[.delta(other)], below)
    case .activationGradientInstead: return product(values[.activationGradient(l)], below)
    case .oneSample(let row): return product(delta.rows(at: [row]), below.rows(at: [row]))
    case .meanOverSamplesTwice: return product((1 / Double(delta.rows)) * delta, below)
    case .penaltyLeftOut: return product(delta, below).map { $0 - term }
    case .penaltyDoubled: return product(delta, below).map { $0 + term }
    default: return nil
    }
  }

  private func biasGradient(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let delta = values[.delta(l)] else { return nil }
    switch mistake.kind {
    case .neighbouringDelta(let other): return values[.delta(other)]?.columnSums
    case .activationGradientInstead: return values[.activationGradient(l)]?.columnSums
    case .oneSample(let row): return delta.rows(at: [row])
    case .meanOverSamplesTwice: return (1 / Double(delta.rows)) * delta.columnSums
    default: return nil
    }
  }

  // MARK: Batch normalisation

  /// A step of batch normalisation with the mistake in it.
  private func normalization(_ step: Quantity, _ values: Trace<Double>) -> Matrix<Double>? {
    guard let right = values[step], let l = step.layer, let layer = network[layer: l].normalization else { return nil }
    switch (step, mistake.kind) {
    case (.variance, .varianceUnbiased):
      let samples = Double(values.samples)
      return samples > 1 ? (samples / (samples - 1)) * right : nil
    case (.standardized, .epsilonLeftOut):
      guard let z = values[.preActivation(l)], let mean = values[.mean(l)], let variance = values[.variance(l)] else {
        return nil
      }
      return z.subtractingFromRows(mean).scalingColumns(variance.map { 1 / $0.squareRoot() })
    case (.normalized, .scaleLeftOut): return values[.standardized(l)]?.addingToRows(layer.beta)
    case (.normalized, .shiftLeftOut): return values[.standardized(l)]?.scalingColumns(layer.gamma)
    case (.standardizedGradient, .scaleLeftOut): return values[.normalizedGradient(l)]
    case (.gammaGradient, .standardizedLeftOut): return values[.normalizedGradient(l)]?.columnSums
    case (.gammaGradient, .preActivationForStandardized):
      guard let z = values[.preActivation(l)] else { return nil }
      return values[.normalizedGradient(l)]?.hadamard(z).columnSums
    case (.varianceGradient, .varianceRoot):
      return values[.variance(l)].map { right.combined(with: $0) { $0 * ($1 + BatchNormalization<Double>.epsilon) } }
    case (.varianceGradient, .varianceGradientReversed), (.meanGradient, .meanGradientReversed): return -1 * right
    case (.delta, .statisticsConstant), (.delta, .varianceConstant), (.delta, .meanConstant):
      return normalizedDelta(l, values)
    default: return nil
    }
  }

  /// δ[l] with the statistics of the batch, or one of them, taken for constants.
  private func normalizedDelta(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    var constant = values
    if mistake.kind != .meanConstant { constant[.varianceGradient(l)] = values[.varianceGradient(l)]?.map { _ in 0 } }
    if mistake.kind != .varianceConstant { constant[.meanGradient(l)] = values[.meanGradient(l)]?.map { _ in 0 } }
    return try? network.value(of: .delta(l), from: constant)
  }
}
