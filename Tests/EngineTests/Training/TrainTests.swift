import Engine
import Interruption
import Synchronization
import Testing

@Suite struct TrainTests {
  /// Samples with outputs of every sign, or with one-hot rows.
  static func samples(_ count: Int, features: Int, outputs: Int, oneHot: Bool, seed: UInt32) -> Samples {
    var generator = NumPyGenerator(seed: seed)
    let inputs = (0..<count * features).map { _ in generator.normal() }
    let targets: Samples.Targets =
      oneHot
      ? .labels((0..<count).map { _ in Int32(generator.integer(below: outputs)) }, classes: outputs)
      : .numbers((0..<count * outputs).map { _ in generator.uniform() }, width: outputs)
    return Samples(count: count, features: features, inputs: .numbers(inputs), targets: targets)
  }

  static func network(_ sizes: [Int], _ hidden: Activation, _ output: Activation, _ objective: Objective)
    -> Network<Double>
  {
    var generator = NumPyGenerator(seed: 9)
    var network = Network<Double>(sizes: sizes, hidden: hidden, output: output, objective: objective)
      .initialized(.xavier, using: &generator)
    for l in 1...network.depth {
      network[layer: l].biases = network[layer: l].biases.map { _ in 0.3 * generator.normal() }
    }
    return network
  }

  static let outputs: [(Activation, Loss)] =
    Activation.allCases.map { ($0, .halfSquaredError) } + [
      (.identity, .meanSquaredError), (.tanh, .huber), (.softmax, .huber),
      (.softmax, .crossEntropy), (.sigmoid, .binaryCrossEntropy), (.sigmoid, .crossEntropy),
      (.softmax, .binaryCrossEntropy),
    ]

  /// Takes one step with η = 1, so that the change of a parameter is minus its gradient.
  private func expectStepIsGradient(_ network: Network<Double>, _ samples: Samples, threads: Int) throws {
    var generator = NumPyGenerator(seed: 0)
    let settings = TrainingSettings(
      epochs: 1, batchSize: samples.count, rate: 1, threads: threads, shuffles: false, keepsBatchLosses: true)
    let run = train(network, on: TrainingData(samples), settings: settings, generator: &generator)
    let rows = 0..<samples.count
    let trace = try network.backward(
      network.forward(samples.inputMatrix(at: rows), target: samples.targetMatrix(at: rows)))
    for l in 1...network.depth {
      let weights = network[layer: l].weights - run.network[layer: l].weights
      let biases = network[layer: l].biases - run.network[layer: l].biases
      let errors =
        (weights - (try #require(trace[.weightGradient(l)]))).elements
        + (biases - (try #require(trace[.biasGradient(l)]))).elements
      #expect(errors.allSatisfy { abs($0) < 1e-12 }, "layer \(l), worst \(errors.map(abs).max() ?? .nan)")
    }
    let data = (try #require(trace.loss)) - network.penalty
    let perSample = network.objective.reduction == .mean ? data : data / Double(samples.count)
    #expect(abs((try #require(run.batchLosses?.first)) - perSample) < 1e-12)
  }

  @Test(arguments: Activation.allCases, outputs.indices)
  func aStepIsTheGradientForEveryActivationAndLoss(hidden: Activation, index: Int) throws {
    let (output, loss) = Self.outputs[index]
    for reduction in Reduction.allCases {
      for l2 in [0, 0.01] {
        let objective = Objective(loss: loss, reduction: reduction, l2: l2)
        let samples = Self.samples(7, features: 5, outputs: 3, oneHot: loss == .crossEntropy, seed: 4)
        try expectStepIsGradient(Self.network([5, 6, 4, 3], hidden, output, objective), samples, threads: 2)
      }
    }
  }

  /// Even and odd depths are divided in different ways, and layers can have fewer units than there are threads.
  @Test(
    arguments: [
      [300, 9], [70, 65, 9], [70, 65, 50, 9], [70, 65, 33, 50, 9], [70, 40, 40, 40, 40, 9], [70, 65, 1, 50, 9],
      [70, 40, 2, 3, 60, 1],
    ], [1, 2, 3, 8])
  func aStepIsTheGradientOnSeveralThreads(sizes: [Int], threads: Int) throws {
    let samples = Self.samples(67, features: sizes[0], outputs: sizes[sizes.count - 1], oneHot: false, seed: 5)
    let network = Self.network(sizes, .tanh, .sigmoid, Objective(l2: 0.01))
    #expect(6 * network.parameterCount * samples.count > 1_000_000)
    try expectStepIsGradient(network, samples, threads: threads)
  }

  @Test(arguments: Precision.allCases) func runsAreEqualToTheLastBit(precision: Precision) {
    let samples = Self.samples(500, features: 70, outputs: 9, oneHot: true, seed: 6)
    let network = Self.network([70, 65, 50, 9], .relu, .softmax, Objective(loss: .crossEntropy))
    func run(threads: Int) -> TrainingRun {
      var generator = NumPyGenerator(seed: 1)
      let settings = TrainingSettings(
        epochs: 3, batchSize: 64, precision: precision, threads: threads, keepsBatchLosses: true)
      return train(network, on: TrainingData(samples), settings: settings, generator: &generator)
    }
    let (first, second, alone) = (run(threads: 2), run(threads: 2), run(threads: 1))
    let isEqual = first.network == second.network
    #expect(isEqual)
    #expect(first.batchLosses == second.batchLosses)
    let tolerance = precision == .double ? 1e-12 : 1e-4
    #expect(zip(first.batchLosses ?? [], alone.batchLosses ?? []).allSatisfy { abs($0 - $1) < tolerance })
    #expect(first.batchLosses?.count == 24)
  }

  @Test func singlePrecisionFollowsDoublePrecision() {
    let network = Self.network([2, 8, 1], .tanh, .sigmoid, Objective())
    func losses(_ precision: Precision) -> [Double] {
      var generator = NumPyGenerator(seed: 2)
      let settings = TrainingSettings(
        epochs: 50, batchSize: 4, rate: 0.5, precision: precision, keepsBatchLosses: true)
      return train(network, on: TrainingData(TrajectoryTests.xor), settings: settings, generator: &generator)
        .batchLosses ?? []
    }
    let (single, double) = (losses(.single), losses(.double))
    #expect(single != double)
    #expect(zip(single, double).allSatisfy { abs($0 - $1) < 1e-5 })
  }

  @Test func anEpochReportsTheMeansOverAllItsSamples() throws {
    let samples = Self.samples(10, features: 3, outputs: 2, oneHot: true, seed: 8)
    let network = Self.network([3, 4, 2], .tanh, .softmax, Objective(loss: .crossEntropy, reduction: .sum, l2: 0.1))
    var generator = NumPyGenerator(seed: 0)
    let settings = TrainingSettings(epochs: 1, batchSize: 4, rate: 0)
    let run = train(
      network, on: TrainingData(samples, rows: [9, 3, 3, 1, 0, 7], validation: [2, 4, 5]), settings: settings,
      generator: &generator)
    let report = try #require(run.reports.first)
    let training = evaluate(network, on: samples, rows: [9, 3, 3, 1, 0, 7])
    let validation = evaluate(network, on: samples, rows: [2, 4, 5])
    #expect(abs(report.trainingLoss - training.loss) < 1e-14)
    #expect(report.trainingAccuracy == training.accuracy)
    #expect(report.validationLoss == validation.loss)
    #expect(report.validationAccuracy == validation.accuracy)
    #expect(run.end == .finished)
    #expect(run.batchLosses == nil)
  }

  @Test func stoppingKeepsTheWeightsOfTheBatchesDone() {
    let samples = Self.samples(40, features: 3, outputs: 2, oneHot: false, seed: 3)
    let network = Self.network([3, 4, 2], .tanh, .identity, Objective())
    let settings = TrainingSettings(epochs: 5, batchSize: 10, keepsBatchLosses: true)
    func run(stoppingAfter count: Int) -> TrainingRun {
      var generator = NumPyGenerator(seed: 3)
      var seen = 0
      return train(network, on: TrainingData(samples), settings: settings, generator: &generator) { _ in
        seen += 1
        return seen < count
      }
    }
    let (short, long, whole) = (run(stoppingAfter: 6), run(stoppingAfter: 7), run(stoppingAfter: 20))
    #expect(short.end == .interrupted)
    #expect(short.batchLosses?.count == 6)
    #expect(short.reports.count == 1)
    #expect(Array((long.batchLosses ?? []).prefix(6)) == short.batchLosses)
    #expect(short.network != long.network)
    #expect(whole.end == .finished)
  }

  /// Stops the work at a question.
  private final class Monitor: WorkMonitor {
    private let polls = Mutex(0)
    private let limit: Int

    init(stopsAt limit: Int) { self.limit = limit }

    var isStopped: Bool {
      polls.withLock {
        $0 += 1
        return $0 >= limit
      }
    }

    func report(_ share: Double) {}
  }

  @Test(arguments: [1, 2, 6]) func `stopped work keeps the weights of the last complete step`(question: Int) {
    let samples = Self.samples(40, features: 3, outputs: 2, oneHot: false, seed: 3)
    let network = Self.network([3, 4, 2], .tanh, .identity, Objective())
    let settings = TrainingSettings(epochs: 5, batchSize: 10, keepsBatchLosses: true)
    func run(_ work: Work, batches: Int) -> TrainingRun {
      var (generator, seen) = (NumPyGenerator(seed: 3), 0)
      return work.run {
        train(network, on: TrainingData(samples), settings: settings, generator: &generator) { _ in
          seen += 1
          return seen < batches
        }
      }
    }
    let stopped = run(Work(monitor: Monitor(stopsAt: question)), batches: .max)
    #expect(stopped.end == .interrupted)
    #expect(stopped.batchLosses?.count == question - 1)
    #expect(stopped.network == (question == 1 ? network : run(Work(), batches: question - 1).network))
  }

  @Test func aRunWithNothingToDoIsFinished() {
    let network = Self.network([2, 3, 1], .relu, .sigmoid, Objective())
    var generator = NumPyGenerator(seed: 0)
    let none = train(
      network, on: TrainingData(TrajectoryTests.xor, rows: []), settings: TrainingSettings(epochs: 3),
      generator: &generator)
    #expect(none.network == network)
    #expect(none.end == .finished)
    let zero = train(
      network, on: TrainingData(TrajectoryTests.xor), settings: TrainingSettings(epochs: 0), generator: &generator)
    #expect(zero.network == network)
    #expect(generator == NumPyGenerator(seed: 0))
  }
}
