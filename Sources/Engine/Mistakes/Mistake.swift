/// A mistake that people make in the derivation, at one layer.
///
/// `FaultyPass` computes what comes out of the pass when exactly this mistake is made, so that a wrong result can be
/// recognised by its numbers, however its formula was written.
public struct Mistake: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    // In the loss and its derivative.
    case halfMissing, halfExtra, meanMissing, meanTwice, meanOverOutputs, sumOverOutputs, signReversed
    case outputDifferentiated, activationOnceTooOften, smoothingLeftOut
    // In the forward pass.
    case biasLeftOut, activationLeftOut, wrongActivation(Activation), weightsNotTransposed
    // In dropout: a[l] = h(z[l]) ⊙ mask[l].
    case maskLeftOut, maskUnscaled, derivativeOfMasked
    // In batch normalisation.
    case varianceUnbiased, epsilonLeftOut, scaleLeftOut, shiftLeftOut
    case statisticsConstant, varianceConstant, meanConstant
    case derivativeBeforeNormalization, standardizedLeftOut, preActivationForStandardized
    case varianceGradientReversed, meanGradientReversed, varianceRoot
    // In δ[l] = da[l] ⊙ h′(z[l]).
    case derivativeLeftOut, derivativeAtActivation, wrongDerivative(Activation), maskInverted, derivativeTwice
    // In softmax, whose derivative is a matrix.
    case offDiagonalLeftOut
    // In da[l] = δ[l+1] W[l+1].
    case weightsTransposed, neighbouringWeights(Int), updatedWeights
    // In dW[l] = δ[l]ᵀ a[l−1] and db[l].
    case transposed, elementwise, neighbouringActivation(Int), preActivationInstead, neighbouringDelta(Int)
    case oneSample(Int), penaltyLeftOut, penaltyDoubled, meanOverSamplesTwice, activationGradientInstead
  }

  public var kind: Kind
  /// The layer at which it is made.
  public var layer: Int

  public init(_ kind: Kind, layer: Int) { (self.kind, self.layer) = (kind, layer) }

  /// The mistake in words, with the quantities it concerns.
  public func explanation(in network: Network<Double>, samples: Int) -> String {
    let l = layer
    let h = network[layer: max(l, 1)].activation.functionName
    let loss = network.objective.loss.facts
    return switch kind {
    case .halfMissing: loss.twice
    case .halfExtra: loss.half
    case .meanOverOutputs: loss.overOutputs
    case .sumOverOutputs: "summed over the outputs instead of the mean: this loss divides by their number"
    case .meanMissing: "summed over the batch instead of the mean: C is the mean over \(samples) samples, divide by B"
    case .meanTwice, .meanOverSamplesTwice:
      "divided by the batch size once too often: the 1/B belongs in one place only"
        + (network.objective.reduction == .sum ? "; this loss is the sum over the batch" : "")
    case .signReversed: "the sign is reversed: (y − a) instead of (a − y)"
    case .outputDifferentiated: "this is the derivative of the output a[\(l)], not of the loss C: (a − y) is missing"
    case .smoothingLeftOut: "the labels are smoothed: the output is compared with Ys, not with Y"
    case .activationOnceTooOften: "multiplied by the activation a[\(l)] once too often"
    case .biasLeftOut: "the bias is left out: z[\(l)] = a[\(l - 1)] @ W[\(l)].T + b[\(l)]"
    case .activationLeftOut: "the activation is left out: a[\(l)] = \(h)(z[\(l)])"
    case .maskLeftOut: "the mask is left out: a[\(l)] = h(z[\(l)]) * mask[\(l)], and its gradient is masked as well"
    case .maskUnscaled:
      "the mask is not scaled: what dropout leaves is multiplied by 1/(1 − p), so that the mean of a[\(l)] stays"
    case .derivativeOfMasked:
      "the derivative is taken from a[\(l)], which is masked: \(h)'(z[\(l)]) is that of the activation before it"
    case .wrongActivation(let other): "the wrong activation: layer \(l) has \(h), this is \(other.functionName)"
    case .weightsNotTransposed: "W[\(l)] is not transposed: z[\(l)] = a[\(l - 1)] @ W[\(l)].T + b[\(l)]"
    case .derivativeLeftOut: "the derivative \(h)'(z[\(l)]) is left out"
    case .derivativeAtActivation: "the derivative is taken at a[\(l)] instead of z[\(l)]: \(h)'(z[\(l)])"
    case .wrongDerivative(let other):
      "the derivative of the wrong activation: layer \(l) has \(h), this is \(other.functionName)'"
    case .maskInverted: "the mask is inverted: \(h)'(z[\(l)]) is 1 if z[\(l)] > 0, not if it is negative"
    case .offDiagonalLeftOut:
      "softmax is taken entry by entry, but each output depends on every score: ∂aᵢ/∂zₖ = −aᵢ aₖ for k ≠ i"
    case .derivativeTwice where !network[layer: max(l, 1)].activation.isElementwise:
      "multiplied by a[\(l)] (1 − a[\(l)]) once too often: softmax's derivative is in (a − y) already"
    case .derivativeTwice: "the derivative \(h)'(z[\(l)]) is applied twice"
    case .weightsTransposed: "W[\(l + 1)].T instead of W[\(l + 1)]: going back uses W[\(l + 1)] as it is"
    case .neighbouringWeights(let other): "W[\(other)], the weights of the neighbouring layer, instead of W[\(l + 1)]"
    case .updatedWeights: "W[\(l + 1)] was already updated: the backward pass uses the old weights"
    case .transposed: "transposed: the operands of the product are swapped; dW[\(l)] = delta[\(l)].T @ a[\(l - 1)]"
    case .elementwise:
      "entry by entry instead of the matrix product: dW[\(l)] = delta[\(l)].T @ a[\(l - 1)] adds over the samples"
    case .neighbouringActivation(let other): "layer index off by one: a[\(other)] instead of a[\(l - 1)]"
    case .preActivationInstead: "z[\(l - 1)] instead of a[\(l - 1)]: weights meet the activation"
    case .neighbouringDelta(let other): "layer index off by one: delta[\(other)] instead of delta[\(l)]"
    case .activationGradientInstead: "the derivative \(h)'(z[\(l)]) is left out: da[\(l)] instead of delta[\(l)]"
    case .oneSample(let row): "one sample of the batch only: sample \(row) instead of the sum over all \(samples)"
    case .penaltyLeftOut:
      "the penalty term \(network.penaltyGradient(l).map(\.expression).joined(separator: " + ")) is left out"
    case .penaltyDoubled: "the penalty term is doubled: the derivative of ½ λ W² is λ W"
    case .varianceUnbiased: "the variance is divided by B − 1: batch normalisation divides by B"
    case .epsilonLeftOut:
      "ε is left out: zhat[\(l)] = (z[\(l)] - mu[\(l)]) / sqrt(var[\(l)] + \(BatchNormalization<Double>.epsilon))"
    case .scaleLeftOut: "gamma[\(l)] is left out: zbn[\(l)] = gamma[\(l)] * zhat[\(l)] + beta[\(l)]"
    case .shiftLeftOut: "beta[\(l)] is left out: zbn[\(l)] = gamma[\(l)] * zhat[\(l)] + beta[\(l)]"
    case .statisticsConstant:
      "mu[\(l)] and var[\(l)] are taken for constants: they depend on z[\(l)], which acts through dmu[\(l)] and dvar[\(l)] too"
    case .varianceConstant: "var[\(l)] is taken for a constant: the way through dvar[\(l)] is missing"
    case .derivativeBeforeNormalization:
      "the derivative is taken at z[\(l)] instead of zbn[\(l)], which the activation reads"
    case .standardizedLeftOut: "zhat[\(l)] is left out: gamma[\(l)] multiplies it"
    case .preActivationForStandardized: "z[\(l)] instead of zhat[\(l)]: gamma[\(l)] multiplies the standardised one"
    case .varianceGradientReversed: "the sign of dvar[\(l)] is reversed: a larger variance makes zhat[\(l)] smaller"
    case .meanGradientReversed: "the sign of dmu[\(l)] is reversed: a larger mean makes zhat[\(l)] smaller"
    case .varianceRoot: "the power of var[\(l)] is wrong: the derivative of (var + ε)^(−1/2) is −½ (var + ε)^(−3/2)"
    case .meanConstant: "mu[\(l)] is taken for a constant: the way through dmu[\(l)] is missing"
    }
  }

  /// Whether it changes how an operation is done.
  func isMade(at step: Quantity, in network: Network<Double>) -> Bool {
    let l = layer
    return switch kind {
    case .halfMissing, .halfExtra, .meanMissing, .meanTwice, .meanOverOutputs, .sumOverOutputs, .signReversed,
      .outputDifferentiated, .activationOnceTooOften, .smoothingLeftOut:
      step == .loss || step == .activationGradient(network.depth) || step == .delta(network.depth)
    case .biasLeftOut, .weightsNotTransposed: step == .preActivation(l)
    case .activationLeftOut, .wrongActivation: step == .activation(l)
    case .maskLeftOut, .maskUnscaled: step == .activation(l) || step == network.slopeStep(l)
    case .derivativeLeftOut, .derivativeAtActivation, .wrongDerivative, .maskInverted, .derivativeTwice,
      .offDiagonalLeftOut, .derivativeOfMasked, .derivativeBeforeNormalization:
      step == network.slopeStep(l)
    case .weightsTransposed, .neighbouringWeights, .updatedWeights: step == .activationGradient(l)
    case .transposed, .elementwise, .neighbouringActivation, .preActivationInstead: step == .weightGradient(l)
    case .neighbouringDelta, .oneSample, .meanOverSamplesTwice, .activationGradientInstead:
      step == .weightGradient(l) || step == .biasGradient(l)
    case .penaltyLeftOut, .penaltyDoubled: step == .loss || step == .weightGradient(l)
    case .varianceUnbiased: step == .variance(l)
    case .epsilonLeftOut: step == .standardized(l)
    case .shiftLeftOut: step == .normalized(l)
    case .scaleLeftOut: step == .normalized(l) || step == .standardizedGradient(l)
    case .statisticsConstant, .varianceConstant, .meanConstant: step == .delta(l)
    case .standardizedLeftOut, .preActivationForStandardized: step == .gammaGradient(l)
    case .varianceGradientReversed, .varianceRoot: step == .varianceGradient(l)
    case .meanGradientReversed: step == .meanGradient(l)
    }
  }

  /// Whether it only multiplies the gradient of the loss by a number, so that several can look alike.
  public var isScaling: Bool {
    switch kind {
    case .halfMissing, .halfExtra, .meanMissing, .meanTwice, .meanOverOutputs, .sumOverOutputs, .meanOverSamplesTwice:
      true
    case .signReversed, .outputDifferentiated, .activationOnceTooOften, .smoothingLeftOut, .biasLeftOut,
      .activationLeftOut, .wrongActivation, .weightsNotTransposed, .maskLeftOut, .maskUnscaled, .derivativeOfMasked,
      .varianceUnbiased, .epsilonLeftOut, .scaleLeftOut, .shiftLeftOut, .statisticsConstant, .varianceConstant,
      .meanConstant, .derivativeBeforeNormalization, .standardizedLeftOut, .preActivationForStandardized,
      .varianceGradientReversed, .meanGradientReversed, .varianceRoot, .derivativeLeftOut, .derivativeAtActivation,
      .wrongDerivative, .maskInverted, .derivativeTwice, .offDiagonalLeftOut, .weightsTransposed, .neighbouringWeights,
      .updatedWeights, .transposed, .elementwise, .neighbouringActivation, .preActivationInstead, .neighbouringDelta,
      .oneSample, .penaltyLeftOut, .penaltyDoubled, .activationGradientInstead:
      false
    }
  }

  /// The mistakes that can show in a quantity, the common ones first.
  public static func candidates(for quantity: Quantity, in network: Network<Double>, samples: Int) -> [Mistake] {
    let depth = network.depth
    guard let l = quantity.layer, quantity.isGradient else {
      guard quantity.isComputed else { return [] }
      let passes = (1...(quantity.layer ?? depth)).reversed().flatMap { forward(at: $0, in: network) }
      return quantity == .loss ? inLoss(network) + inPenalty(network) + passes : passes
    }
    let above = weights(at: l, in: network) + backward(from: depth, to: l + 1, network)
    switch quantity {
    case .activationGradient:
      return inLoss(network) + backward(from: depth, to: l + 1, network) + weights(at: l, in: network)
    case .weightGradient, .biasGradient:
      return gradient(quantity, at: l, network, samples) + derivative(at: l, in: network) + inLoss(network) + above
    case .gammaGradient:
      return [Kind.standardizedLeftOut, .preActivationForStandardized].map { Mistake($0, layer: l) }
        + derivative(at: l, in: network) + inLoss(network) + above
    case .delta, .normalizedGradient, .betaGradient, .standardizedGradient, .varianceGradient, .meanGradient:
      return derivative(at: l, in: network) + inLoss(network) + above
    case .input, .target, .loss, .smoothedTarget, .weights, .biases, .gamma, .beta, .runningMean, .runningVariance,
      .preActivation, .mean, .variance, .standardized, .normalized, .mask, .activation, .moment:
      return []
    }
  }

  private static func inLoss(_ network: Network<Double>) -> [Mistake] {
    let kinds: [Kind] = [
      .signReversed, .halfMissing, .meanMissing, .meanTwice, .halfExtra, .meanOverOutputs, .outputDifferentiated,
      .activationOnceTooOften,
    ]
    let isMean = network.objective.loss.averagesOutputs
    let smoothing: [Kind] = network.objective.smoothing != 0 ? [.smoothingLeftOut] : []
    return (smoothing + (isMean ? [.sumOverOutputs] + kinds : kinds)).map { Mistake($0, layer: network.depth) }
  }

  private static func inPenalty(_ network: Network<Double>) -> [Mistake] {
    network.penalizedLayers.isEmpty
      ? [] : [Kind.penaltyLeftOut, .penaltyDoubled].map { Mistake($0, layer: network.depth) }
  }

  private static func forward(at l: Int, in network: Network<Double>) -> [Mistake] {
    guard l > 0 else { return [] }
    let layer = network[layer: l]
    var kinds: [Kind] = [.biasLeftOut, .activationLeftOut]
    if layer.inputs == layer.units { kinds.append(.weightsNotTransposed) }
    if layer.normalization != nil { kinds += [.varianceUnbiased, .epsilonLeftOut, .scaleLeftOut, .shiftLeftOut] }
    if network.dropsOut(l) { kinds += [.maskLeftOut, .maskUnscaled] }
    kinds += Activation.allCases.filter { $0 != layer.activation && $0.isElementwise }.map { .wrongActivation($0) }
    return kinds.map { Mistake($0, layer: l) }
  }

  private static func derivative(at l: Int, in network: Network<Double>) -> [Mistake] {
    let activation = network[layer: l].activation
    guard activation.isElementwise else {
      return [Kind.derivativeLeftOut, .offDiagonalLeftOut, .derivativeTwice].map { Mistake($0, layer: l) }
    }
    var kinds: [Kind] = [.derivativeLeftOut, .derivativeAtActivation, .maskInverted, .derivativeTwice]
    if network.dropsOut(l) { kinds += [.maskLeftOut, .maskUnscaled] }
    if network.dropsOut(l), activation.derivative(fromValue: 0.5) != nil { kinds.append(.derivativeOfMasked) }
    if network[layer: l].normalization != nil {
      kinds += [
        .statisticsConstant, .varianceConstant, .meanConstant, .scaleLeftOut, .derivativeBeforeNormalization,
        .varianceGradientReversed, .meanGradientReversed, .varianceRoot,
      ]
    }
    kinds += Activation.allCases.filter { $0 != activation && $0.isElementwise && $0 != .identity }.map {
      .wrongDerivative($0)
    }
    return kinds.map { Mistake($0, layer: l) }
  }

  private static func weights(at l: Int, in network: Network<Double>) -> [Mistake] {
    guard l < network.depth else { return [] }
    var kinds: [Kind] = [.updatedWeights]
    let shape = network[layer: l + 1].weights.shape
    if shape.rows == shape.columns { kinds.append(.weightsTransposed) }
    // Only if the shapes fit; otherwise the shape check has already reported it.
    kinds += [l, l + 2].filter { $0 >= 1 && $0 <= network.depth && network[layer: $0].weights.shape == shape }.map {
      .neighbouringWeights($0)
    }
    return kinds.map { Mistake($0, layer: l) }
  }

  private static func gradient(
    _ quantity: Quantity, at l: Int, _ network: Network<Double>, _ samples: Int
  ) -> [Mistake] {
    var kinds: [Kind] = [.activationGradientInstead]
    if case .weightGradient = quantity {
      kinds += [.transposed, .neighbouringActivation(l)]
      if network[layer: l].units == network[layer: l].inputs { kinds.append(.elementwise) }
      if l >= 2 { kinds += [.neighbouringActivation(l - 2), .preActivationInstead] }
      if !network.penalty(l).isZero { kinds += [.penaltyLeftOut, .penaltyDoubled] }
    }
    if l < network.depth { kinds.append(.neighbouringDelta(l + 1)) }
    if l > 1 { kinds.append(.neighbouringDelta(l - 1)) }
    kinds.append(.meanOverSamplesTwice)
    if samples > 1 { kinds += (0..<min(samples, 8)).map { .oneSample($0) } }
    return kinds.map { Mistake($0, layer: l) }
  }

  /// The mistakes of layers above, which come down through the chain.
  private static func backward(from top: Int, to bottom: Int, _ network: Network<Double>) -> [Mistake] {
    guard bottom <= top else { return [] }
    return (bottom...top).flatMap { derivative(at: $0, in: network) + weights(at: $0, in: network) }
  }
}
