import Foundation
import Testing

@testable import Engine

/// One small network with the values that PyTorch's autograd gives for it.
struct AutogradCase: Decodable, CustomTestStringConvertible {
  let sizes: [Int]
  let hidden: String
  let output: String
  let loss: String
  let reduction: String
  let l2: Double
  let batch_norm: Bool
  let gamma, beta, dgamma, dbeta: [[Double]]?
  let W: [[[Double]]]
  let b: [[Double]]
  let X: [[Double]]
  let Y: [[Double]]
  let z: [[[Double]]]
  let a: [[[Double]]]
  let total_loss: Double
  let delta: [[[Double]]]
  let dW: [[[Double]]]
  let db: [[Double]]

  var testDescription: String {
    "\(sizes) \(hidden) \(output) \(loss) \(reduction) l2 \(l2)\(batch_norm ? " batch norm" : "")"
  }

  static let all: [AutogradCase] = {
    guard let url = Bundle.module.url(forResource: "Fixtures/autograd", withExtension: "json"),
      let cases = try? JSONDecoder().decode([AutogradCase].self, from: Data(contentsOf: url))
    else { return [] }
    return cases
  }()

  func network() throws -> Network<Double> {
    func spelled(_ name: String) -> String { name.replacingOccurrences(of: "_", with: "-") }
    let objective = Objective(
      loss: try #require(Loss(named: spelled(loss))), reduction: try #require(Reduction(rawValue: reduction)),
      l2: l2)
    let hidden = try #require(Activation.named(spelled(hidden)))
    let output = try #require(Activation.named(spelled(output)))
    var network = Network(
      layers: W.indices.map {
        Layer(
          weights: Matrix(W[$0]), biases: Matrix([b[$0]]), activation: $0 == W.count - 1 ? output : hidden)
      }, objective: objective)
    guard batch_norm else { return network }
    for l in 1..<network.depth {
      network[layer: l].normalization = BatchNormalization(units: sizes[l])
      network[.gamma(l)] = Matrix([try #require(gamma)[l - 1]])
      network[.beta(l)] = Matrix([try #require(beta)[l - 1]])
    }
    return network
  }
}

@Suite("Values of PyTorch's autograd")
struct AutogradTests {
  /// max |value − expected| / max |expected| of a tensor: entries that cancel are as exact as their terms.
  func distance(_ value: Matrix<Double>?, _ expected: [[Double]]) throws -> Double {
    let value = try #require(value)
    let expected = Matrix(expected)
    try #require(value.shape == expected.shape)
    let size = expected.elements.map(\.magnitude).max() ?? 0
    let difference = (value - expected).elements.map(\.magnitude).max() ?? 0
    return size == 0 ? difference : difference / size
  }

  @Test func thereAre44CasesTwoWithBatchNorm() {
    #expect(AutogradCase.all.count == 44)
    #expect(AutogradCase.all.count(where: \.batch_norm) == 2)
  }

  @Test(arguments: AutogradCase.all)
  func everyQuantityIsWithin1e12OfPyTorch(_ example: AutogradCase) throws {
    let network = try example.network()
    let trace = try network.backward(network.forward(Matrix(example.X), target: Matrix(example.Y)))
    #expect(try distance(trace[.loss], [[example.total_loss]]) < 1e-12)
    for l in 1...network.depth {
      #expect(try distance(trace[.preActivation(l)], example.z[l - 1]) < 1e-12)
      #expect(try distance(trace[.activation(l)], example.a[l - 1]) < 1e-12)
      #expect(try distance(trace[.delta(l)], example.delta[l - 1]) < 1e-12)
      #expect(try distance(trace[.weightGradient(l)], example.dW[l - 1]) < 1e-12)
      if network[layer: l].normalization == nil {
        #expect(try distance(trace[.biasGradient(l)], [example.db[l - 1]]) < 1e-12)
      } else {
        // The mean is taken away and the bias with it: db is rounding and nothing else.
        #expect(try #require(trace[.biasGradient(l)]).elements.allSatisfy { abs($0) < 1e-15 })
        #expect(try distance(trace[.gammaGradient(l)], [try #require(example.dgamma)[l - 1]]) < 1e-12)
        #expect(try distance(trace[.betaGradient(l)], [try #require(example.dbeta)[l - 1]]) < 1e-12)
      }
    }
  }

  @Test(arguments: AutogradCase.all)
  func theComplexStepGivesPyTorchsGradients(_ example: AutogradCase) throws {
    let network = try example.network()
    let numeric = NumericGradient(
      network: network, input: Matrix(example.X), target: Matrix(example.Y))
    for l in 1...example.W.count {
      for (quantity, expected) in [
        (Quantity.weights(l), example.dW[l - 1]), (.biases(l), [example.db[l - 1]]),
        (.preActivation(l), example.delta[l - 1]),
        (.gamma(l), (example.dgamma?.dropFirst(l - 1).first).map { [$0] } ?? []),
        (.beta(l), (example.dbeta?.dropFirst(l - 1).first).map { [$0] } ?? []),
      ] where !expected.isEmpty && !(quantity == .biases(l) && network[layer: l].normalization != nil) {
        let tensor = numeric.tensor(quantity, method: .complexStep)
        #expect(tensor.count(.plain) == tensor.values.count)
        #expect(try distance(tensor.values, expected) < 1e-12, "\(quantity.name)")
      }
    }
  }
}
