import CAllocationCounter
import Engine
import Testing

/// A step of training allocates nothing.
///
/// The counter is one of each thread; thread 0, which calls back, runs the same steps as the others.
@Suite struct AllocationTests {
  @Test func theCounterCountsAllocations() {
    let before = allocation_count()
    let numbers = [Int](repeating: 1, count: Int.random(in: 100...200))
    #expect(numbers.count >= 100)
    #expect(allocation_count() > before)
  }

  /// The allocations between the ends of the second and of the last batch of an epoch.
  private func allocations(
    _ network: Network<Double>, _ samples: Samples, precision: Precision, threads: Int,
    optimizer: Optimizer = Optimizer(), clipping: GradientClipping? = nil
  ) -> Int {
    var generator = NumPyGenerator(seed: 0)
    var settings = TrainingSettings(epochs: 2, batchSize: 32, precision: precision, threads: threads)
    settings.optimizer = optimizer
    settings.clipping = clipping
    var counts: (second: Int, last: Int) = (0, 0)
    _ = train(network, on: TrainingData(samples), settings: settings, generator: &generator) { progress in
      guard progress.epoch == 2 else { return true }
      if progress.batch == 2 { counts.second = allocation_count() }
      if progress.batch == progress.batches - 1 { counts.last = allocation_count() }
      return true
    }
    return counts.last - counts.second
  }

  @Test(arguments: Precision.allCases) func noActivationAndNoLossAllocates(precision: Precision) {
    let samples = TrainTests.samples(320, features: 70, outputs: 9, oneHot: true, seed: 2)
    let hidden = Activation.allCases.map { ($0, Activation.sigmoid, Loss.halfSquaredError) }
    for (hidden, output, loss) in hidden + TrainTests.outputs.map({ (.relu, $0, $1) }) {
      let network = TrainTests.network([70, 65, 50, 9], hidden, output, Objective(loss: loss, l2: 0.01))
      #expect(allocations(network, samples, precision: precision, threads: 1) == 0, "\(hidden), \(output), \(loss)")
    }
  }

  @Test(arguments: Precision.allCases, Optimizer.Rule.allCases) func noOptimiserAllocates(
    precision: Precision, rule: Optimizer.Rule
  ) {
    let samples = TrainTests.samples(640, features: 70, outputs: 9, oneHot: true, seed: 2)
    var network = TrainTests.network([70, 65, 50, 9], .relu, .sigmoid, Objective(l2: 0.01))
    network.objective.l1 = 0.001
    network[layer: 2].normalization = BatchNormalization(units: 50)
    for clipping in [nil, GradientClipping.norm(0.1), .value(0.01)] {
      for threads in 1...2 {
        let count = allocations(
          network, samples, precision: precision, threads: threads, optimizer: Optimizer(rule), clipping: clipping)
        #expect(count == 0)
      }
    }
  }

  @Test(arguments: Precision.allCases, [1, 2])
  func noPartOfALayerAllocates(precision: Precision, threads: Int) {
    let samples = TrainTests.samples(640, features: 70, outputs: 9, oneHot: true, seed: 2)
    var objective = Objective(loss: .crossEntropy, l2: 0.001)
    (objective.l1, objective.labelSmoothing) = (0.001, 0.1)
    for hidden in Activation.allCases {
      var network = TrainTests.network([70, 65, 50, 9], hidden, .softmax, objective)
      for l in 1...2 {
        network[layer: l].dropout = 0.3
        network[layer: l].normalization = BatchNormalization(units: network.sizes[l])
      }
      #expect(allocations(network, samples, precision: precision, threads: threads) == 0, "\(hidden)")
    }
  }

  @Test(arguments: Precision.allCases) func twoThreadsAllocateNothing(precision: Precision) {
    let samples = TrainTests.samples(640, features: 70, outputs: 9, oneHot: true, seed: 2)
    let network = TrainTests.network([70, 65, 50, 9], .relu, .sigmoid, Objective())
    #expect(allocations(network, samples, precision: precision, threads: 2) == 0)
  }
}
