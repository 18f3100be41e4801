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

  @Test func aRightPassHasNoFault() throws {
    #expect(faults(try example.analytic).isEmpty)
  }

  @Test
  func onlyTheWrongStepIsNamed() throws {
    for quantity in example.network.backwardOrder {
      let faults = faults(try backward(quantity) { 2 * $0 })
      #expect(faults.map(\.quantity) == [quantity])
      #expect(faults.first?.factor == example.network.chainFactor(entering: quantity))
      #expect(faults.first?.report.factor == 2)
    }
  }

  @Test func leavingOutTheSlopeOfDeltaNamesItsFactor() throws {
    let da = try #require(try example.analytic[.activationGradient(2)])
    let faults = faults(try backward(.delta(2)) { _ in da })
    #expect(faults.map(\.factor) == ["∂a[2]/∂z[2] = h′(z[2])"])
    #expect(faults.first?.report.factor == nil)
  }

  @Test func withoutDaTheFaultIsFoundAtDelta() throws {
    var gradients = try backward(.activationGradient(1)) { -1 * $0 }
    for l in 0...3 { gradients[.activationGradient(l)] = nil }
    #expect(faults(gradients).map(\.quantity) == [.delta(1)])
  }

  @Test func aSecondFaultBelowTheFirstIsAlsoNamed() throws {
    var gradients = try backward(.delta(3)) { 2 * $0 }
    gradients[.biasGradient(1)] = gradients[.biasGradient(1)].map { 4 * $0 }
    #expect(faults(gradients).map(\.quantity) == [.delta(3), .biasGradient(1)])
  }
}
