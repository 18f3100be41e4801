import Engine
import Foundation
import Testing

@testable import Models

/// Files that NumPy 2.4, PyTorch 2.15 and the safetensors library wrote, all of one network.
enum Fixture {
  static func bytes(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: nil))
    return [UInt8](try Data(contentsOf: url))
  }

  static func file(_ name: String) throws -> TensorFile { try ModelFile.read(bytes(name), file: name) }

  /// The network whose numbers the files hold.
  static let network = {
    var network = Network<Double>(sizes: [2, 3, 1], hidden: .tanh, output: .identity)
    network[layer: 1].weights = Matrix([[0.5, -0.25], [1.5, 2], [-3, 0.125]])
    network[layer: 1].biases = Matrix([[0.25, -0.5, 1]])
    network[layer: 2].weights = Matrix([[1, 2, -4]])
    network[layer: 2].biases = Matrix([[0.75]])
    return network
  }()

  /// The same with batch normalisation in layer 1, in files whose names start with bn.
  static let normalized = {
    var network = Fixture.network
    var normalization = BatchNormalization<Double>(units: 3)
    normalization.gamma = Matrix([[1, 2, 0.5]])
    normalization.beta = Matrix([[0, -1, 0.25]])
    normalization.runningMean = Matrix([[0.125, 0, -2]])
    normalization.runningVariance = Matrix([[1, 4, 0.5]])
    network[layer: 1].normalization = normalization
    return network
  }()

  static let empty = Network<Double>(sizes: [2, 3, 1], hidden: .tanh, output: .identity)
}

/// What is wrong with a file, as it is said.
func complaint<Result>(_ body: () throws -> Result) -> String? {
  do {
    _ = try body()
    return nil
  } catch {
    return "\(error)"
  }
}
