import Engine
import Testing

/// Runs that leave the finite numbers stop there and keep the last finite weights.
@Suite struct DivergenceTests {
  /// One weight w from 0, x = 3, y = 6, loss ½(wx − y)²: w − 2 is multiplied by 1 − 9η in each step.
  private func run(rate: Double, steps: Int, precision: Precision) -> TrainingRun {
    let network = Network<Double>(sizes: [1, 1], hidden: .identity, output: .identity)
    let samples = Samples(count: 1, features: 1, inputs: .numbers([3]), targets: .numbers([6], width: 1))
    var generator = NumPyGenerator(seed: 0)
    let settings = TrainingSettings(
      epochs: steps, batchSize: 1, rate: rate, precision: precision, keepsBatchLosses: true)
    return train(network, on: TrainingData(samples), settings: settings, generator: &generator)
  }

  @Test func aRateJustBelowTheCriticalOneConverges() {
    // With the bias the curvature is 9 + 1, so the critical rate is 2/10.
    let run = run(rate: 0.19, steps: 500, precision: .double)
    #expect(run.end == .finished)
    #expect(abs((run.batchLosses?.last ?? 1)) < 1e-20)
  }

  /// One weight w from 0, x = 3, y = 6, loss (wx − y)², rate 0.12: published losses, recomputed with NumPy.
  ///
  /// A bias also learns here. Both outputs have the same error e, so that the loss is ½ (e² + e²) = e², and
  /// e ← e (1 − η (9 + 1)) is the published e ← e (1 − 0.12 · 2 · 9) for η = 0.216.
  @Test func aPublishedDivergenceLossByLoss() {
    let network = Network<Double>(sizes: [1, 2], hidden: .identity, output: .identity)
    let samples = Samples(count: 1, features: 1, inputs: .numbers([3]), targets: .numbers([6, 6], width: 2))
    var generator = NumPyGenerator(seed: 0)
    let settings = TrainingSettings(
      epochs: 400, batchSize: 1, rate: 0.216, precision: .single, keepsBatchLosses: true)
    let run = train(network, on: TrainingData(samples), settings: settings, generator: &generator)
    let losses = run.batchLosses ?? []
    for (loss, published) in zip(losses, [36, 48.4416, 65.18301696, 87.71026762]) {
      #expect(abs(loss / published - 1) < 1e-6)
    }
    // Published: not finite after 287 steps in Float32. Here e² + e² is halved, and overflows two steps before e² does.
    #expect(losses.count == 285)
    #expect(run.network[layer: 1].weights.elements.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [(Precision.single, 3.4e38), (.double, 1.7e308)])
  func aLossThatOverflowsStopsTheRun(precision: Precision, largest: Double) throws {
    let run = run(rate: 0.3, steps: 20_000, precision: precision)
    guard case .diverged(let divergence) = run.end else {
      Issue.record("the run should diverge, and ended \(run.end)")
      return
    }
    #expect(divergence.quantity == .loss)
    #expect(divergence.epoch == (run.batchLosses?.count ?? 0) + 1)
    #expect(divergence.batch == 1)
    let last = try #require(divergence.lastLoss)
    #expect(last == run.batchLosses?.last)
    // The loss grows by (1 − 10η)² = 4 in each step.
    #expect(last > largest / 16 && last <= largest)
    #expect(run.network[layer: 1].weights[0, 0].isFinite)
  }

  @Test(arguments: [1, 2]) func anUpdateThatOverflowsIsTakenBackOnEveryThread(threads: Int) throws {
    // The hidden units are dead except for one sample, whose error signal a huge output weight blows up.
    var network = Network<Double>(sizes: [64, 64, 64], hidden: .relu, output: .identity)
    for i in 0..<64 {
      network[layer: 1].weights[i, i] = 1
      network[layer: 2].weights[i, 63 - i] = 1e-30
    }
    network[layer: 2].weights[5, 40] = 1e200
    network[layer: 2].biases[0, 5] = 1e120
    var inputs = [Double](repeating: -1, count: 64 * 64)
    inputs[7 * 64 + 40] = -1e-300
    inputs[7 * 64 + 41] = 1
    let samples = Samples(
      count: 64, features: 64, inputs: .numbers(inputs),
      targets: .numbers([Double](repeating: 0, count: 64 * 64), width: 64))
    var generator = NumPyGenerator(seed: 0)
    let settings = TrainingSettings(epochs: 3, batchSize: 64, rate: 1e250, threads: threads)
    let run = train(network, on: TrainingData(samples), settings: settings, generator: &generator)
    guard case .diverged(let divergence) = run.end else {
      Issue.record("the run should diverge, and ended \(run.end)")
      return
    }
    #expect(divergence.quantity == .weights(1))
    #expect(divergence.epoch == 1)
    #expect(run.network == network)
  }

  @Test(arguments: Activation.allCases) func aNaNInTheDataIsTheFirstLoss(hidden: Activation) {
    let network = TrainTests.network([2, 3, 1], hidden, .sigmoid, Objective())
    let samples = Samples(
      count: 4, features: 2, inputs: .numbers([0, 0, 0, .nan, 1, 0, 1, 1]), targets: .numbers([0, 1, 1, 0], width: 1))
    var generator = NumPyGenerator(seed: 0)
    let run = train(
      network, on: TrainingData(samples), settings: TrainingSettings(epochs: 2, batchSize: 4), generator: &generator)
    #expect(run.end == .diverged(Divergence(quantity: .loss, epoch: 1, batch: 1, lastLoss: nil)))
    #expect(run.network == network)
  }
}
