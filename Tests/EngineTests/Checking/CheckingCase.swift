import RealModule

@testable import Engine

/// A small generator of reproducible numbers for networks that a test needs.
struct TestGenerator: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The polar form of Box and Muller.
  mutating func normal() -> Double {
    let (u, v) = (Double.random(in: 0..<1, using: &self), Double.random(in: 0..<1, using: &self))
    return (-2 * Double.log(1 - u)).squareRoot() * Double.cos(2 * .pi * v)
  }

  mutating func normal(_ rows: Int, _ columns: Int, scale: Double = 1) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in scale * normal() })
  }
}

extension NumericGradient {
  init(network: Network<Double>, input: Matrix<Double>, target: Matrix<Double>) {
    self.init(network: network, given: Trace(input: input, target: target))
  }
}

extension GradientCheck {
  func analytic(
    _ network: Network<Double>, input: Matrix<Double>, target: Matrix<Double>
  ) throws -> [Quantity: Matrix<Double>] {
    try analytic(network, given: Trace(input: input, target: target))
  }

  func report(
    on analytic: [Quantity: Matrix<Double>], of network: Network<Double>, input: Matrix<Double>, target: Matrix<Double>
  ) -> GradientReport {
    report(on: analytic, of: network, given: Trace(input: input, target: target))
  }
}

/// A network with a batch.
struct CheckingCase {
  var network: Network<Double>
  var input: Matrix<Double>
  var target: Matrix<Double>

  /// Kaiming weights, normal inputs, targets that suit the loss.
  init(
    sizes: [Int], hidden: Activation = .relu, output: Activation = .sigmoid, objective: Objective = Objective(),
    samples: Int, seed: Int, biasScale: Double = 0.1
  ) {
    var generator = TestGenerator(seed)
    network = Network(sizes: sizes, hidden: hidden, output: output, objective: objective)
    for l in 1...network.depth {
      let scale = (2 / Double(sizes[l - 1])).squareRoot()
      network[layer: l].weights = generator.normal(sizes[l], sizes[l - 1], scale: scale)
      network[layer: l].biases = generator.normal(1, sizes[l], scale: biasScale)
    }
    input = generator.normal(samples, sizes[0])
    target = Matrix(rows: samples, columns: sizes[sizes.count - 1])
    if objective.loss.targets == .signs { target = target.map { _ in -1 } }
    for row in 0..<samples { target[row, Int.random(in: 0..<target.columns, using: &generator)] = 1 }
  }

  var analytic: [Quantity: Matrix<Double>] {
    get throws { try GradientCheck().analytic(network, input: input, target: target) }
  }

  func report(_ check: GradientCheck = GradientCheck()) throws -> GradientReport {
    check.report(on: try analytic, of: network, input: input, target: target)
  }
}
