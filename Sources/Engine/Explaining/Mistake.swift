/// A mistake that people make in the derivation, at one layer.
///
/// `FaultyPass` computes what comes out of the pass when exactly this mistake is made, so that a wrong result can be
/// recognised by its numbers, however its formula was written.
public struct Mistake: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    // In the loss and its derivative.
    case halfMissing, halfExtra, meanMissing, meanTwice, meanOverOutputs, signReversed
    case outputDifferentiated, activationOnceTooOften
    // In the forward pass.
    case biasLeftOut, activationLeftOut, wrongActivation(Activation), weightsNotTransposed
    // In δ[l] = da[l] ⊙ h′(z[l]).
    case derivativeLeftOut, derivativeAtActivation, wrongDerivative(Activation), maskInverted, derivativeTwice
    // In da[l] = δ[l+1] W[l+1].
    case weightsTransposed, neighbouringWeights(Int), updatedWeights
    // In dW[l] = δ[l]ᵀ a[l−1] and db[l].
    case transposed, elementwise, neighbouringActivation(Int), preActivationInstead, neighbouringDelta(Int), oneSample(
      Int)
    case penaltyLeftOut, penaltyDoubled, meanOverSamplesTwice, activationGradientInstead
  }

  public var kind: Kind
  /// The layer at which it is made.
  public var layer: Int

  public init(_ kind: Kind, layer: Int) {
    self.kind = kind
    self.layer = layer
  }
}

extension Mistake {
  /// Whether it only multiplies the gradient of the loss by a number, so that several can look alike.
  public var isScaling: Bool {
    switch kind {
    case .halfMissing, .halfExtra, .meanMissing, .meanTwice, .meanOverOutputs, .meanOverSamplesTwice: true
    default: false
    }
  }

  /// The mistakes that can show in a quantity, the common ones first.
  public static func candidates(for quantity: Quantity, in network: Network<Double>, samples: Int) -> [Mistake] {
    switch quantity {
    case .preActivation(let l), .activation(let l):
      l == 0 ? [] : (1...l).reversed().flatMap { forward(at: $0, in: network) }
    case .loss:
      inLoss(network) + (1...network.depth).reversed().flatMap { forward(at: $0, in: network) }
    case .activationGradient(let l):
      inLoss(network) + backward(from: network.depth, to: l + 1, network, samples)
        + weights(at: l, in: network)
    case .delta(let l):
      derivative(at: l, in: network) + inLoss(network) + weights(at: l, in: network)
        + backward(from: network.depth, to: l + 1, network, samples)
    case .weightGradient(let l), .biasGradient(let l):
      gradient(quantity, at: l, network, samples) + derivative(at: l, in: network) + inLoss(network)
        + weights(at: l, in: network) + backward(from: network.depth, to: l + 1, network, samples)
    case .input, .target, .weights, .biases: []
    }
  }

  private static func inLoss(_ network: Network<Double>) -> [Mistake] {
    let kinds: [Kind] = [
      .signReversed, .halfMissing, .meanMissing, .meanTwice, .halfExtra, .meanOverOutputs, .outputDifferentiated,
      .activationOnceTooOften,
    ]
    return kinds.map { Mistake($0, layer: network.depth) }
  }

  private static func forward(at l: Int, in network: Network<Double>) -> [Mistake] {
    let layer = network[layer: l]
    var kinds: [Kind] = [.biasLeftOut, .activationLeftOut]
    if layer.inputs == layer.units { kinds.append(.weightsNotTransposed) }
    kinds += Activation.allCases.filter { $0 != layer.activation && $0.isElementwise }.map { .wrongActivation($0) }
    return kinds.map { Mistake($0, layer: l) }
  }

  private static func derivative(at l: Int, in network: Network<Double>) -> [Mistake] {
    let activation = network[layer: l].activation
    guard activation.isElementwise else { return [Mistake(.derivativeLeftOut, layer: l)] }
    var kinds: [Kind] = [.derivativeLeftOut, .derivativeAtActivation, .maskInverted, .derivativeTwice]
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
    // Only where the shapes would fit; elsewhere the shape check has said so already.
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
      if network.objective.l2 != 0 { kinds += [.penaltyLeftOut, .penaltyDoubled] }
    }
    if l < network.depth { kinds.append(.neighbouringDelta(l + 1)) }
    if l > 1 { kinds.append(.neighbouringDelta(l - 1)) }
    kinds.append(.meanOverSamplesTwice)
    if samples > 1 { kinds += (0..<min(samples, 8)).map { .oneSample($0) } }
    return kinds.map { Mistake($0, layer: l) }
  }

  /// The mistakes of layers above, which come down through the chain.
  private static func backward(
    from top: Int, to bottom: Int, _ network: Network<Double>, _ samples: Int
  ) -> [Mistake] {
    guard bottom <= top else { return [] }
    return (bottom...top).flatMap { derivative(at: $0, in: network) + weights(at: $0, in: network) }
  }
}
