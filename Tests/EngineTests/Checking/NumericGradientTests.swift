import Testing

@testable import Engine

@Suite("NumericGradient")
struct NumericGradientTests {
  /// 2-2-2, sigmoid, of Matt Mazur's worked example, with its published gradients.
  static var worked: NumericGradient {
    let network = Network(layers: [
      Layer(
        weights: Matrix([[0.15, 0.20], [0.25, 0.30]]), biases: Matrix([[0.35, 0.35]]), activation: .sigmoid),
      Layer(
        weights: Matrix([[0.40, 0.45], [0.50, 0.55]]), biases: Matrix([[0.60, 0.60]]), activation: .sigmoid),
    ])
    return NumericGradient(network: network, input: Matrix([[0.05, 0.10]]), target: Matrix([[0.01, 0.99]]))
  }

  @Test func eachMethodGivesThePublishedDerivatives() {
    for method in [NumericMethod.central, .richardson, .complexStep] {
      let output = Self.worked.derivative(Entry(.weights(2), 0, 0), method: method)
      let hidden = Self.worked.derivative(Entry(.weights(1), 0, 0), method: method)
      #expect((output - 0.082167041).magnitude < 5e-10)
      #expect((hidden - 0.000438568).magnitude < 5e-10)
    }
  }

  @Test func theLossesOnEitherSideOfAParabolaAreRight() {
    // C = ½ (2w + 1 − 3)² at w = 2: C(2.5) = 4.5, C(1.5) = 0.5, slope 4.
    let network = Network(layers: [
      Layer(weights: Matrix([[2.0]]), biases: Matrix([[1.0]]), activation: .identity)
    ])
    let numeric = NumericGradient(network: network, input: Matrix([[2.0]]), target: Matrix([[3.0]]))
    let difference = numeric.difference(Entry(.weights(1), 0, 0), step: 0.5)
    #expect(difference == Difference(lossPlus: 4.5, lossMinus: 0.5, step: 0.5, crossesKink: false))
    #expect(difference.value == 4)
  }

  @Test func anEntryOutsideTheNetworkIsNotContained() {
    let numeric = Self.worked
    #expect(numeric.contains(Entry(.weights(2), 1, 1)))
    #expect(numeric.contains(Entry(.input, 0, 1)))
    #expect(numeric.contains(Entry(.activation(2), 0, 1)))
    #expect(!numeric.contains(Entry(.weights(2), 2, 0)))
    #expect(!numeric.contains(Entry(.weights(3), 0, 0)))
    #expect(!numeric.contains(Entry(.biases(1), 1, 0)))
    #expect(!numeric.contains(Entry(.delta(1), 0, 0)))
    #expect(!numeric.contains(Entry(.loss, 0, 0)))
  }

  @Test(arguments: Activation.allCases, Loss.allCases)
  func movingRowsGivesTheSameAsCompletePasses(hidden: Activation, loss: Loss) {
    let example = CheckingCase(
      sizes: [3, 4, 5, 2], hidden: hidden, output: loss.requiredOutput ?? .tanh,
      objective: Objective(loss: loss, l2: 0.1), samples: 3, seed: 3)
    let numeric = NumericGradient(network: example.network, input: example.input, target: example.target)
    let quantities =
      [Quantity.input]
      + (1...3).flatMap { [.weights($0), .biases($0), .preActivation($0), .activation($0)] }
    for quantity in quantities {
      for method in [NumericMethod.central, .richardson, .complexStep] {
        let tensor = numeric.tensor(quantity, method: method)
        #expect(tensor.count(.plain) == tensor.values.count)
        for row in 0..<tensor.values.rows {
          for column in 0..<tensor.values.columns {
            let plain = numeric.derivative(Entry(quantity, row, column), method: method)
            let allowed = method == .complexStep ? 1e-15 : 1e-9
            #expect(
              (tensor.values[row, column] - plain).magnitude <= allowed * max(1, plain.magnitude),
              "\(quantity.name)[\(row), \(column)] \(method.name)")
          }
        }
      }
    }
  }

  @Test(arguments: Loss.allCases)
  func deltaAndDaAreTheDerivativesByZAndA(loss: Loss) throws {
    let example = CheckingCase(
      sizes: [3, 4, 5, 2], hidden: .tanh, output: loss.requiredOutput ?? .softmax, objective: Objective(loss: loss),
      samples: 3, seed: 4)
    let numeric = NumericGradient(network: example.network, input: example.input, target: example.target)
    for (quantity, gradient) in try example.analytic where gradient.count > 0 {
      let variable = try #require(quantity.differentiated)
      let value = numeric.tensor(variable, method: .complexStep).values
      let size = gradient.elements.map(\.magnitude).max() ?? 0
      let worst = (value - gradient).elements.map(\.magnitude).max() ?? 0
      #expect(worst <= 1e-14 * size, "\(quantity.name)")
    }
  }

  @Test func moreRowsThanABlockHoldsAreDoneInSeveralBlocks() throws {
    let example = CheckingCase(sizes: [2, 3, 2], samples: 700, seed: 5)
    #expect(try example.report(GradientCheck(method: .complexStep)).error < 1e-14)
  }

  @Test func aSampleOfTheEntriesIsSpreadEvenly() {
    let tensor = Self.worked.tensor(.weights(1), limit: 2)
    #expect(tensor.states == [.plain, .skipped, .plain, .skipped])
    #expect(Self.worked.tensor(.weights(1), limit: 0).count(.skipped) == 4)
  }
}
