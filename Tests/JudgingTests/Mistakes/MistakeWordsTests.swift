import Engine
import Testing

@testable import Judging

struct MistakeWordsTests {
  @Test("every mistake is said in words, with the formulas of the loss", arguments: Loss.allCases)
  func words(loss: Loss) {
    let network = Network<Double>(
      sizes: [3, 3, 3], hidden: .tanh, output: loss.requiredOutput ?? .sigmoid,
      objective: Objective(loss: loss, l2: 0.1))
    for quantity in network.operationOrder {
      for mistake in Mistake.candidates(for: quantity, in: network, samples: 4) {
        #expect(!mistake.explanation(in: network, samples: 4).isEmpty)
      }
    }
  }

  @Test("a ½ that is missing or too many is named with the derivative")
  func halves() {
    func words(_ kind: Mistake.Kind, _ loss: Loss) -> String {
      let network = Network<Double>(sizes: [1, 1], hidden: .tanh, output: .identity, objective: Objective(loss: loss))
      return Mistake(kind, layer: 1).explanation(in: network, samples: 1)
    }
    #expect(words(.halfMissing, .halfSquaredError).contains("whose derivative is (a − y), not 2 (a − y)"))
    #expect(words(.halfExtra, .halfSquaredError) == "a ½ too many: the derivative of ½ (a − y)² is (a − y)")
    #expect(words(.halfExtra, .meanSquaredError) == "half the right result: the derivative of (a − y)² is 2 (a − y)")
    #expect(words(.penaltyDoubled, .huber) == "the penalty term is doubled: the derivative of ½ λ Σ W² is λ W")
  }
}
