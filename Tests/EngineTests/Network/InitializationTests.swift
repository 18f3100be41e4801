import Engine
import Testing

@Suite struct InitializationTests {
  let network = Network<Double>(sizes: [2, 4, 1], hidden: .relu, output: .sigmoid)

  @Test func kaimingWeightsAreNumPysToTheLastBit() {
    var generator = NumPyGenerator(seed: 42)
    let drawn = network.initialized(.kaiming, using: &generator)
    #expect(drawn[layer: 1].weights[0, 0] == 0.4967141530112327)
    #expect(drawn[layer: 2].weights[0, 0] == -0.33196852188799497)
  }

  @Test func layersAreDrawnFromTheInputOnRowByRow() {
    var generator = NumPyGenerator(seed: 5)
    let drawn = network.initialized(.normal(deviation: 0.5), using: &generator)
    var expected = NumPyGenerator(seed: 5)
    for l in 1...2 { #expect(drawn[layer: l].weights.rowArrays.joined().allSatisfy { $0 == expected.normal() * 0.5 }) }
    #expect(generator == expected)
  }

  @Test func xavierCountsInputsAndUnits() {
    #expect(Initialization.xavier.deviation(inputs: 5, units: 3) == 0.5)
    #expect(Initialization.kaiming.deviation(inputs: 8, units: 3) == 0.5)
  }

  @Test func constantsDrawNothingAndBiasesStartAtZero() {
    var generator = NumPyGenerator(seed: 1)
    let constant = network.initialized(.constant(0.25), using: &generator)
    #expect(constant[layer: 1].weights == Matrix(rows: 4, columns: 2, repeating: 0.25))
    #expect(constant[layer: 1].biases == Matrix(rows: 1, columns: 4))
    #expect(constant.initialized(.zeros, using: &generator) == network)
    #expect(generator == NumPyGenerator(seed: 1))
  }
}
