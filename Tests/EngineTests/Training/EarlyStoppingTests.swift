import Engine
import Testing

/// Early stopping ends a run that no longer improves, and gives back its best weights.
@Suite struct EarlyStoppingTests {
  /// Targets of the held-out samples contradict those of the training samples: the validation loss soon rises.
  private func run(_ stopping: EarlyStopping?, epochs: Int, precision: Precision = .double) -> TrainingRun {
    let samples = TrainTests.samples(60, features: 4, outputs: 2, oneHot: false, seed: 3)
    let network = TrainTests.network([4, 8, 2], .tanh, .sigmoid, Objective())
    var settings = TrainingSettings(epochs: epochs, batchSize: 8, rate: 0.5, precision: precision)
    settings.stopping = stopping
    var generator = NumPyGenerator(seed: 1)
    return train(
      network, on: TrainingData(samples, rows: Array(0..<40), validation: Array(40..<60)), settings: settings,
      generator: &generator)
  }

  @Test(arguments: Precision.allCases) func theBestEpochsWeightsAreKept(precision: Precision) throws {
    let whole = run(nil, epochs: 300, precision: precision)
    let losses = whole.reports.compactMap(\.validationLoss)
    let stopped = run(EarlyStopping(patience: 20), epochs: 300, precision: precision)
    guard case .stoppedEarly(let best) = stopped.end else {
      Issue.record("the run should stop early, and ended \(stopped.end)")
      return
    }
    let seen = stopped.reports.compactMap(\.validationLoss)
    #expect(seen == Array(losses.prefix(seen.count)))
    #expect(stopped.reports.count == best + 20)
    #expect(seen.min() == seen[best - 1])
    #expect(stopped.network == run(nil, epochs: best, precision: precision).network)
    #expect(stopped.bestEpoch == best)
  }

  @Test func aRunThatReachesItsEndAlsoGivesBackTheBest() {
    let finished = run(EarlyStopping(patience: 1_000), epochs: 100)
    let losses = finished.reports.compactMap(\.validationLoss)
    #expect(finished.end == .finished)
    #expect(finished.bestEpoch.map { losses[$0 - 1] } == losses.min())
  }

  @Test func aGainThatIsTooSmallDoesNotCount() {
    let run = run(EarlyStopping(patience: 3, minimumGain: 10), epochs: 100)
    #expect(run.end == .stoppedEarly(bestEpoch: 1))
    #expect(run.reports.count == 4)
  }
}
