import Testing

@testable import Engine
@testable import Judging

@Suite struct MistakeTests {
  /// A pass through a network with every part, on numbers at which no mistake is without effect.
  private func pass(_ loss: Loss) throws -> (Network<Double>, Trace<Double>) {
    var objective = Objective(loss: loss, l2: 0.1)
    objective.labelSmoothing = 0.1
    var network = Network<Double>(
      sizes: [3, 3, 3, 3], hidden: .tanh, output: loss.requiredOutput ?? .sigmoid, objective: objective)
    var generator = NumPyGenerator(seed: 3)
    network = network.initialized(.xavier, using: &generator)
    network[layer: 1].normalization = BatchNormalization(units: 3)
    network[layer: 1].normalization?.gamma = Matrix([[0.5, 1.5, 2]])
    network[layer: 1].normalization?.beta = Matrix([[0.3, -0.2, 0.1]])
    network[layer: 2].dropout = 0.5
    for l in 1...3 { network[layer: l].biases = Matrix([[0.1, -0.3, 0.2]]) }
    var given = Trace<Double>(
      input: Matrix(rows: 4, columns: 3).map { (_: Double) -> Double in generator.normal() },
      target: Matrix([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]))
    given[.mask(2)] = Matrix([[2, 0, 2], [0, 2, 2], [2, 2, 0], [2, 0, 2]])
    return (network, try network.backward(network.forward(given)))
  }

  @Test(arguments: Loss.allCases) func everyMistakeOfTheCatalogueChangesAQuantity(loss: Loss) throws {
    let (network, trace) = try pass(loss)
    var seen: [Mistake: Bool] = [:]
    for quantity in network.operationOrder where !quantity.isDrawn {
      for mistake in Mistake.candidates(for: quantity, in: network, samples: 4) {
        let faulty = FaultyPass(network, trace, making: mistake, rate: 0.5).value(of: quantity)
        seen[mistake] = seen[mistake, default: false] || faulty.map { $0 != trace[quantity] } ?? false
      }
    }
    #expect(seen.count > 100)
    for (mistake, changes) in seen where !changes { Issue.record("\(mistake) changes nothing") }
  }
}
