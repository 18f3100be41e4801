import Testing

@testable import Engine

@Suite struct QuantityFamilyTests {
  /// A network with every part that a layer or a loss can have.
  private static let network: Network<Double> = {
    var objective = Objective(loss: .crossEntropy)
    objective.labelSmoothing = 0.1
    var network = Network<Double>(sizes: [2, 3, 2], hidden: .tanh, output: .softmax, objective: objective)
    network[layer: 1].normalization = BatchNormalization(units: 3)
    network[layer: 1].dropout = 0.5
    return network
  }()

  private static let quantities =
    [.input, .target] + network.operationOrder + network.parameters + network.statistics
    + network.parameters.flatMap { parameter in Quantity.Moment.allCases.compactMap { parameter.moment($0) } }

  @Test func everyQuantityBelongsToAFamilyThatIsListed() {
    for quantity in Self.quantities {
      #expect(Quantity.Family.allCases.contains(quantity.family), "\(quantity.name)")
      #expect(quantity.family.quantity(quantity.layer ?? 0) == quantity)
      #expect(Self.network.has(quantity), "\(quantity.name)")
    }
    #expect(Set(Self.quantities.map(\.family)) == Set(Quantity.Family.allCases))
  }

  @Test func noTwoFamiliesHaveOneSymbolOrOnePlace() {
    let families = Quantity.Family.allCases
    #expect(Set(families.map(\.symbol)).count == families.count)
    #expect(Set(families.map { "\($0.place.order)" }).count == families.count)
  }

  @Test func whatALayerHoldsHasThePlacesOfTraining() {
    for family in Quantity.Family.allCases {
      guard let held = family.held else { continue }
      #expect(family.place.order == (1, held.rawValue))
    }
  }

  @Test func aGradientHasTheShapeOfWhatItIsBy() {
    for quantity in Self.quantities where quantity.isGradient {
      let variable = quantity.differentiated
      #expect(variable?.gradient == quantity)
      let sizes = Self.network.sizes
      #expect(quantity.shape(sizes: sizes, samples: 4) == variable?.shape(sizes: sizes, samples: 4))
    }
  }

  @Test func aQuantityIsCalledByItsLayer() {
    #expect(Quantity.delta(2).meaning == "error signal of layer 2, ∂C/∂z[2]")
    #expect(Quantity.Family.delta.summary == "error signal of layer l, the gradient of C by z[l]")
    #expect(Quantity.moment(.second, .gamma, 3).meaning == "squared gradients of gamma[3] that the optimiser remembers")
    #expect(Quantity.weightGradient(2).meaning == "∂C/∂W[2]")
  }
}
