import Testing

@testable import Engine

@Suite("ChainFault")
struct ChainFaultTests {
  let example = CheckingCase(sizes: [3, 4, 3, 2], hidden: .tanh, samples: 4, seed: 6)

  func faults(_ gradients: [Quantity: Matrix<Double>]) -> [ChainFault] {
    GradientCheck(method: .complexStep).faults(
      in: gradients, of: example.network, given: Trace(input: example.input, target: example.target))
  }

  /// The backward pass with one operation replaced, and what follows computed from the wrong value.
  func backward(_ wrong: Quantity, _ change: (Matrix<Double>) -> Matrix<Double>) throws -> [Quantity: Matrix<Double>] {
    var trace = example.network.forward(example.input, target: example.target)
    for quantity in example.network.backwardOrder {
      let value = try example.network.value(of: quantity, from: trace)
      trace[quantity] = quantity == wrong ? change(value) : value
    }
    return trace.values.filter(\.key.isGradient)
  }

  @Test("a right pass has no fault") func right() throws {
    #expect(faults(try example.analytic).isEmpty)
  }

  @Test("the wrong step is named, however much follows from it")
  func everyStep() throws {
    for quantity in example.network.backwardOrder {
      let faults = faults(try backward(quantity) { 2 * $0 })
      #expect(faults.map(\.quantity) == [quantity])
      #expect(faults.first?.factor == ChainFactor(entering: quantity, of: example.network))
      #expect(faults.first?.report.factor == 2)
    }
  }

  @Test("σ′ left out of δ[2]: the factor ∂a[2]/∂z[2]") func slopeLeftOut() throws {
    let da = try #require(try example.analytic[.activationGradient(2)])
    let faults = faults(try backward(.delta(2)) { _ in da })
    #expect(faults.map(\.factor) == [.activationSlope(2)])
    #expect(faults.first?.factor.formula == "∂a[2]/∂z[2] = h′(z[2])")
    #expect(faults.first?.report.factor == nil)
  }

  @Test("without da, the fault is found at δ") func absent() throws {
    var gradients = try backward(.activationGradient(1)) { -1 * $0 }
    for l in 0...3 { gradients[.activationGradient(l)] = nil }
    #expect(faults(gradients).map(\.quantity) == [.delta(1)])
  }

  @Test("a second fault below the first is named too") func two() throws {
    var gradients = try backward(.delta(3)) { 2 * $0 }
    gradients[.biasGradient(1)] = gradients[.biasGradient(1)].map { 4 * $0 }
    #expect(faults(gradients).map(\.quantity) == [.delta(3), .biasGradient(1)])
  }
}
