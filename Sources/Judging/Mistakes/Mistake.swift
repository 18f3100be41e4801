import Engine
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
    let isMean = network.objective.loss.definition.averagesOutputs
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
