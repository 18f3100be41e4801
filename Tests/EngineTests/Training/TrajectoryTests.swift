import Engine
import Testing

/// Whole training runs against the post's loop in NumPy.
@Suite struct TrajectoryTests {
  struct Trajectory: Decodable {
    let sizes: [Int]
    let seed: UInt32
    let eta: Double
    let batch: Int
    let first_weights, loss_per_sample, final_W_sum, final_W_abs_sum, final_b_sum: [Double]
  }

  struct Trajectories: Decodable {
    let xor, fashion_mnist: Trajectory
  }

  static let xor = Samples(
    count: 4, features: 2, inputs: .numbers([0, 0, 0, 1, 1, 0, 1, 1]), targets: .numbers([0, 1, 1, 0], width: 1))

  /// Trains as the reference did, and returns the losses of its batches.
  private func run(_ reference: Trajectory, on samples: Samples, threads: Int) -> TrainingRun {
    var generator = NumPyGenerator(seed: reference.seed)
    let start = Network<Double>(sizes: reference.sizes, hidden: .relu, output: .sigmoid)
      .initialized(.kaiming, using: &generator)
    for (layer, first) in zip(start.layers, reference.first_weights) { #expect(layer.weights[0, 0] == first) }
    let batches = (samples.count + reference.batch - 1) / reference.batch
    let steps = reference.loss_per_sample.count
    let settings = TrainingSettings(
      epochs: (steps + batches - 1) / batches, batchSize: reference.batch, rate: reference.eta, threads: threads,
      keepsBatchLosses: true)
    return train(start, on: TrainingData(samples), settings: settings, generator: &generator) {
      ($0.epoch - 1) * batches + $0.batch < steps
    }
  }

  private func worst(_ run: TrainingRun, _ reference: Trajectory) throws -> Double {
    let losses = try #require(run.batchLosses)
    try #require(losses.count == reference.loss_per_sample.count)
    return zip(losses, reference.loss_per_sample).map { abs($0 - $1) }.max() ?? .infinity
  }

  @Test func the500StepsOnXORFollowTheReference() throws {
    let reference = try Fixture.load("trajectory", as: Trajectories.self).xor
    let run = run(reference, on: Self.xor, threads: 2)
    #expect(try worst(run, reference) < 1e-10)
    for (layer, sum) in zip(run.network.layers, reference.final_W_sum) {
      #expect(abs(layer.weights.sum - sum) < 1e-10)
    }
    for (layer, sum) in zip(run.network.layers, reference.final_b_sum) {
      #expect(abs(layer.biases.sum - sum) < 1e-10)
    }
  }

  @Test(
    .enabled(if: FashionMNIST.isInstalled, "Debian's package dataset-fashion-mnist is not installed"),
    arguments: [1, 2])
  func the1000StepsOnFashionMNISTFollowTheReference(threads: Int) throws {
    let reference = try Fixture.load("trajectory", as: Trajectories.self).fashion_mnist
    let samples = try FashionMNIST.training(count: 54_000)
    let run = run(reference, on: samples, threads: threads)
    #expect(try worst(run, reference) < 1e-8)
    for (layer, sum) in zip(run.network.layers, reference.final_W_abs_sum) {
      #expect(abs(layer.weights.map { abs($0) }.sum - sum) < 1e-6)
    }
  }
}
