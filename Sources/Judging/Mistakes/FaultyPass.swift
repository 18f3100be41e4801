import Engine
/// A pass in which one mistake is made on purpose.
public struct FaultyPass {
  let network: Network<Double>
  private let trace: Trace<Double>
  let mistake: Mistake
  /// η, for the mistake that propagates through weights already updated.
  private let rate: Double

  /// - Precondition: the trace holds a complete, correct pass.
  /// - Shapes: each as its quantity.
  public init(_ network: Network<Double>, _ trace: Trace<Double>, making mistake: Mistake, rate: Double) {
    (self.network, self.trace, self.mistake, self.rate) = (network, trace, mistake, rate)
  }

  /// What the pass makes of a quantity, `nil` if the mistake cannot be made there.
  /// - Shapes: as the quantity, unless the mistake changes the shape.
  public func value(of quantity: Quantity) -> Matrix<Double>? {
    var values = trace
    var changed: Set<Quantity> = []
    // The gradient of the inputs is no step of the pass.
    let order = network.operationOrder
    for step in order + (order.contains(quantity) ? [] : [quantity]) where !step.isDrawn {
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
      if step == quantity { return values[step] ?? network[quantity] }
    }
    return values[quantity] ?? network[quantity]
  }

  /// What a step gives with the mistake made in it, `nil` if that cannot be done.
  private func faulty(_ step: Quantity, _ values: Trace<Double>) -> Matrix<Double>? {
    let l = mistake.layer
    let (samples, outputs) = (Double(values.samples), Double(network.sizes[network.depth]))
    let (below, z, delta) = (values[.activation(l - 1)], values[.preActivation(l)], values[.delta(l)])
    let h = layer.activation
    return switch mistake.kind {
    // In the loss and its derivative.
    case .halfMissing: scaled(step, values, by: 2)
    case .halfExtra: scaled(step, values, by: 0.5)
    case .meanMissing: scaled(step, values, by: network.objective.reduction == .mean ? samples : 1)
    case .meanTwice: scaled(step, values, by: 1 / samples)
    case .meanOverOutputs: scaled(step, values, by: 1 / outputs)
    case .sumOverOutputs: scaled(step, values, by: outputs)
    case .signReversed: step == .loss ? nil : scaled(step, values, by: -1)
    case .outputDifferentiated: outputGradient(step, values) { da, _ in da.map { _ in 1 } }
    case .activationOnceTooOften: outputGradient(step, values) { $0.hadamard($1) }
    case .smoothingLeftOut: value(of: step, values) { $0[.smoothedTarget] = $0[.target] }

    // In the forward pass and its masks.
    case .biasLeftOut: below?.multiplied(by: layer.weights, .transposed)
    case .weightsNotTransposed: below?.multiplied(by: layer.weights).addingToRows(layer.biases)
    case .activationLeftOut: activation(values) { $0 }
    case .wrongActivation(let other): activation(values) { other.values($0) }
    case .maskLeftOut, .maskUnscaled:
      step.isGradient ? slope(l, values) : activation(values) { h.values($0) }

    // In δ[l] = da[l] ⊙ mask[l] ⊙ h′(z[l]).
    case .derivativeLeftOut: slope(l, values) { da, _, _ in da }
    case .derivativeAtActivation: slope(l, values) { $0.times(h.derivative(_:), of: $2) }
    case .derivativeBeforeNormalization:
      slope(l, values) { da, _, _ in z.map { da.times(h.derivative(_:), of: $0) } }
    case .derivativeOfMasked: slope(l, values) { $0.times({ h.derivative(fromValue: $0) ?? 1 }, of: $2) }
    case .wrongDerivative(let other): slope(l, values) { da, z, _ in da.times(other.derivative(_:), of: z) }
    case .maskInverted: slope(l, values) { da, z, _ in da.combined(with: z) { $1 > 0 ? 0 : $0 } }
    case .offDiagonalLeftOut: slope(l, values) { $0.times({ $0 * (1 - $0) }, of: $2) }
    case .derivativeTwice where !h.isElementwise:
      slope(l, values) { _, _, a in delta?.times({ $0 * (1 - $0) }, of: a) }
    case .derivativeTwice:
      slope(l, values) { da, z, _ in da.times(h.derivative(_:), of: z).times(h.derivative(_:), of: z) }

    // In da[l] = δ[l+1] W[l+1].
    case .weightsTransposed: activationGradient(values) { $0.multiplied(by: $1, .transposed) }
    case .neighbouringWeights(let other):
      activationGradient(values) { delta, _ in
        let weights = network[layer: other].weights
        return weights.rows == delta.columns ? delta.multiplied(by: weights) : nil
      }
    case .updatedWeights:
      activationGradient(values) { delta, weights in
        values[.weightGradient(l + 1)].map { delta.multiplied(by: weights - rate * $0) }
      }

    // In dW[l] = δ[l]ᵀ a[l−1] and db[l].
    case .transposed: gradient(step, delta, below)?.transposed
    case .elementwise: delta?.shape == below?.shape ? delta.flatMap { below?.hadamard($0) } : nil
    case .neighbouringActivation(let other): gradient(step, delta, values[.activation(other)])
    case .preActivationInstead: gradient(step, delta, values[.preActivation(l - 1)])
    case .neighbouringDelta(let other): gradient(step, values[.delta(other)], below)
    case .activationGradientInstead: gradient(step, values[.activationGradient(l)], below)
    case .oneSample(let row): gradient(step, delta?.rows(at: [row]), below?.rows(at: [row]))
    case .meanOverSamplesTwice: gradient(step, delta.map { (1 / samples) * $0 }, below)
    case .penaltyLeftOut: penalized(step, values, by: -1)
    case .penaltyDoubled: penalized(step, values, by: 1)

    // In batch normalisation.
    case .varianceUnbiased: samples > 1 ? values[step].map { samples / (samples - 1) * $0 } : nil
    case .epsilonLeftOut:
      values[.mean(l)].flatMap { mean in
        values[.variance(l)].flatMap { variance in
          z?.subtractingFromRows(mean).scalingColumns(variance.map { 1 / $0.squareRoot() })
        }
      }
    case .scaleLeftOut:
      step.isGradient
        ? values[.normalizedGradient(l)]
        : layer.normalization.flatMap { values[.standardized(l)]?.addingToRows($0.beta) }
    case .shiftLeftOut: layer.normalization.flatMap { values[.standardized(l)]?.scalingColumns($0.gamma) }
    case .standardizedLeftOut: values[.normalizedGradient(l)]?.columnSums
    case .preActivationForStandardized: value(of: step, values) { $0[.standardized(l)] = z }
    case .varianceRoot:
      values[.variance(l)].flatMap { values[step]?.times({ $0 + BatchNormalization<Double>.epsilon }, of: $0) }
    case .varianceGradientReversed, .meanGradientReversed: values[step].map { -1 * $0 }
    case .statisticsConstant: value(of: step, values) { $0.zero(.varianceGradient(l), .meanGradient(l)) }
    case .varianceConstant: value(of: step, values) { $0.zero(.varianceGradient(l)) }
    case .meanConstant: value(of: step, values) { $0.zero(.meanGradient(l)) }
    }
  }

  /// The layer of the mistake; the first for a mistake in da[0].
  private var layer: Layer<Double> { network[layer: max(mistake.layer, 1)] }

  /// A step done right on other operands.
  private func value(
    of step: Quantity, _ values: Trace<Double>, after change: (inout Trace<Double>) -> Void
  ) -> Matrix<Double>? {
    var values = values
    change(&values)
    return try? network.value(of: step, from: values)
  }

  /// C, ∂C/∂a[L] or δ[L] with a wrong factor on the loss, not on the penalty.
  private func scaled(_ step: Quantity, _ values: Trace<Double>, by factor: Double) -> Matrix<Double>? {
    let penalty = step == .loss ? network.penalty : 0
    if step == .delta(network.depth), factor == 1 { return slope(network.depth, values) }
    return values[step]?.map { ($0 - penalty) * factor + penalty }
  }

  /// A wrong ∂C/∂a[L] from the right one and a[L], or the δ[L] that follows; it is not the gradient of any C.
  private func outputGradient(
    _ step: Quantity, _ values: Trace<Double>, _ change: (Matrix<Double>, Matrix<Double>) -> Matrix<Double>
  ) -> Matrix<Double>? {
    if step == .delta(network.depth) { return slope(network.depth, values) }
    guard step != .loss, let da = values[step], let a = values[.activation(network.depth)] else { return nil }
    return change(da, a)
  }

  /// a[l] by another h, with the mask that the pass applies.
  private func activation(_ values: Trace<Double>, by h: (Matrix<Double>) -> Matrix<Double>) -> Matrix<Double>? {
    values[network.argument(mistake.layer)].map(h).map { a in mask(mistake.layer, values).map(a.hadamard) ?? a }
  }

  private func mask(_ l: Int, _ values: Trace<Double>) -> Matrix<Double>? {
    guard mistake.kind != .maskLeftOut, network.dropsOut(l), let mask = values[.mask(l)] else { return nil }
    return mistake.kind == .maskUnscaled ? mask.map { $0 == 0 ? 0 : 1 } : mask
  }

  /// The gradient by the argument of h, from da[l] ⊙ mask[l], the argument and a[l].
  private func slope(
    _ l: Int, _ values: Trace<Double>,
    _ change: ((Matrix<Double>, Matrix<Double>, Matrix<Double>) -> Matrix<Double>?)? = nil
  ) -> Matrix<Double>? {
    guard var da = values[.activationGradient(l)], let z = values[network.argument(l)], let a = values[.activation(l)],
      da.shape == z.shape
    else { return nil }
    if let mask = mask(l, values) { da = da.hadamard(mask) }
    if let change { return change(da, z, a) }
    return network[layer: l].activation.pullback(da, z: z)
  }

  /// da[l] from δ[l+1] and W[l+1].
  private func activationGradient(
    _ values: Trace<Double>, _ product: (Matrix<Double>, Matrix<Double>) -> Matrix<Double>?
  ) -> Matrix<Double>? {
    values[.delta(mistake.layer + 1)].flatMap { product($0, network[layer: mistake.layer + 1].weights) }
  }

  /// dW[l] = δᵀ a with the penalty, or db[l] = Σ δ.
  private func gradient(_ step: Quantity, _ delta: Matrix<Double>?, _ a: Matrix<Double>?) -> Matrix<Double>? {
    guard let delta, let a else { return nil }
    if case .biasGradient = step { return delta.columnSums }
    let (product, penalty) = (delta.multiplied(.transposed, by: a), network.penalty(mistake.layer))
    return penalty.isZero || product.shape != layer.weights.shape
      ? product : product + penalty.gradient(of: layer.weights)
  }

  /// C or dW[l] with its penalty once more, or without it.
  private func penalized(_ step: Quantity, _ values: Trace<Double>, by factor: Double) -> Matrix<Double>? {
    if step == .loss { return values[.loss]?.map { $0 + factor * network.penalty } }
    return values[step].map { $0 + factor * network.penalty(mistake.layer).gradient(of: layer.weights) }
  }
}

extension Matrix<Double> {
  /// A ⊙ f(B).
  fileprivate func times(_ f: (Double) -> Double, of other: Matrix) -> Matrix {
    combined(with: other) { $0 * f($1) }
  }
}

extension Trace<Double> {
  /// Puts zeros for some quantities.
  fileprivate mutating func zero(_ quantities: Quantity...) {
    for quantity in quantities { self[quantity] = self[quantity]?.map { _ in 0 } }
  }
}
