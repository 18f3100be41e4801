import Calculus
import Engine
import Foundation

/// The post's experiment: 784-128-128-128-10, batch 64, on 54,000 rows of random bytes.
enum PostNetwork {
  static let sizes = [784, 128, 128, 128, 10]
  static let rows = 54_000

  static func network(using generator: inout NumPyGenerator) -> Network<Double> {
    Network<Double>(sizes: sizes, hidden: .relu, output: .sigmoid).initialized(.kaiming, using: &generator)
  }

  /// The same sizes with softmax and cross-entropy, and with parts in the hidden layers.
  static func classifier(
    dropout: Double = 0, batchNorm: Bool = false, using generator: inout NumPyGenerator
  ) -> Network<Double> {
    var network = Network<Double>(
      sizes: sizes, hidden: .relu, output: .softmax, objective: Objective(loss: .crossEntropy)
    ).initialized(.kaiming, using: &generator)
    for l in 1..<network.depth {
      network[layer: l].dropout = dropout
      if batchNorm { network[layer: l].normalization = BatchNormalization(units: sizes[l]) }
    }
    return network
  }

  static func samples(using generator: inout NumPyGenerator) -> Samples {
    let bytes = (0..<rows * sizes[0]).map { _ in UInt8(generator.integer(below: 256)) }
    let labels = (0..<rows).map { _ in Int32(generator.integer(below: 10)) }
    return Samples(
      count: rows, features: sizes[0], inputs: .bytes(bytes, scale: 2.0 / 255, offset: -1),
      targets: .labels(labels, classes: 10))
  }

  /// The floating-point operations of an epoch: three products a layer, but no ∂C/∂a for the input.
  static var operations: Double {
    let weights = zip(sizes, sizes.dropFirst()).map { $0 * $1 }
    return 2 * Double(rows) * Double(3 * weights.reduce(0, +) - weights[0])
  }
}

/// The median epoch of training in both precisions, the peak memory of the process, and the share that an epoch
/// reaches of the machine's peak in products, measured in the same run.
let trainingBenchmark = Benchmark(
  names: ["epoch-single", "epoch-double", "gemm-peak-single", "gemm-peak-double", "gemm-share-single", "memory-train"]
) {
  var generator = NumPyGenerator(seed: 1)
  let samples = PostNetwork.samples(using: &generator)
  let network = PostNetwork.network(using: &generator)
  let single = epoch(of: network, on: samples, precision: .single, using: &generator)
  let memory = peakMemory()
  let peak = (single: productPeak(of: Float.self), double: productPeak(of: Double.self))
  let double = epoch(of: network, on: samples, precision: .double, using: &generator)
  let share = 1e-9 * PostNetwork.operations / single / peak.single
  return [
    ("epoch-single", single, "s"), ("epoch-double", double, "s"), ("gemm-peak-single", peak.single, "GF/s"),
    ("gemm-peak-double", peak.double, "GF/s"), ("gemm-share-single", share, "1"), ("memory-train", memory, "MB"),
  ].map { Measurement(name: $0, value: $1, unit: $2) }
}

/// The median epoch in single precision of a classifier with dropout, of the same with Adam, and of one with batch
/// normalisation.
let layerPartsBenchmark = Benchmark(names: ["epoch-dropout", "epoch-dropout-adam", "epoch-batchnorm"]) {
  var generator = NumPyGenerator(seed: 1)
  let samples = PostNetwork.samples(using: &generator)
  let dropout = PostNetwork.classifier(dropout: 0.2, using: &generator)
  let batchNorm = PostNetwork.classifier(batchNorm: true, using: &generator)
  let networks = [
    ("epoch-dropout", dropout, Optimizer()), ("epoch-dropout-adam", dropout, Optimizer(.adam)),
    ("epoch-batchnorm", batchNorm, Optimizer()),
  ]
  return networks.map { name, network, optimizer in
    let value = epoch(of: network, on: samples, precision: .single, optimizer: optimizer, using: &generator)
    return Measurement(name: name, value: value, unit: "s")
  }
}

/// The median epoch in single precision with an activation that has a kernel, and with one of a user's formula.
let activationBenchmark = Benchmark(names: ["epoch-silu", "epoch-swish2"]) {
  var generator = NumPyGenerator(seed: 1)
  let samples = PostNetwork.samples(using: &generator)
  let own = ActivationDefinition(reading: "swish2(z) = z * sigmoid(1.7 * z)").flatMap { try? Activation($0) }
  return [("epoch-silu", Activation.silu), ("epoch-swish2", own)].compactMap { name, activation in
    guard let activation else { return nil }
    let network = Network<Double>(sizes: PostNetwork.sizes, hidden: activation, output: .sigmoid)
      .initialized(.kaiming, using: &generator)
    let value = epoch(of: network, on: samples, precision: .single, using: &generator)
    return Measurement(name: name, value: value, unit: "s")
  }
}

/// The median seconds of an epoch, the first left out.
private func epoch(
  of network: Network<Double>, on samples: Samples, precision: Precision, optimizer: Optimizer = Optimizer(),
  using generator: inout NumPyGenerator
) -> Double {
  var settings = TrainingSettings(
    epochs: 10, batchSize: 64, rate: optimizer.rule == .sgd ? 0.2 : 0.001, precision: precision)
  settings.optimizer = optimizer
  let run = train(network, on: TrainingData(samples), settings: settings, generator: &generator)
  return run.reports.dropFirst().map(\.seconds).median
}

/// The most memory that the process has held, in MB.
private func peakMemory() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_maxrss) * 1024 / 1e6
}

/// Every parameter of the post's network by central differences, batch 8, Float64: the median of three checks.
let gradientCheckBenchmark = Benchmark(names: ["gradcheck-full"]) {
  var generator = NumPyGenerator(seed: 1)
  let network = PostNetwork.network(using: &generator)
  let input = Matrix(rows: 8, columns: PostNetwork.sizes[0]).map { (_: Double) in 2 * generator.uniform() - 1 }
  var target = Matrix<Double>(rows: 8, columns: 10)
  for row in 0..<8 { target[row, generator.integer(below: 10)] = 1 }
  let check = GradientCheck()
  let given = Trace(input: input, target: target)
  guard let analytic = try? check.analytic(network, given: given) else { return [] }
  let times = (0..<3).map { _ in seconds { _ = check.report(on: analytic, of: network, given: given) } }
  return [Measurement(name: "gradcheck-full", value: times.median, unit: "s")]
}

/// The machine's peak in matrix products with all cores, in GF/s: the best of several products of square matrices.
func productPeak<E: Scalar>(of type: E.Type) -> Double {
  return [512, 768, 1024].map { n in
    let factor = [E](repeating: 0.5, count: n * n)
    var result = [E](repeating: 0, count: n * n)
    let best = (0..<12).map { _ in seconds { multiply(factor, n, into: &result) } }.min() ?? .nan
    return 2e-9 * Double(n * n * n) / best
  }.max() ?? .nan
}

private func multiply<E: Scalar>(_ factor: [E], _ n: Int, into result: inout [E]) {
  factor.withUnsafeBufferPointer { a in
    result.withUnsafeMutableBufferPointer { c in
      guard let a = a.baseAddress, let c = c.baseAddress else { return }
      E.multiply(n, n, n, 1, a, n, transposed: false, a, n, transposed: false, 0, c, n)
    }
  }
}
