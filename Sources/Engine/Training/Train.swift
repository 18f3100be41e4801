import Interruption

/// What a network is trained on: samples, those of them that it learns from, and those that it is judged by.
public struct TrainingData: Sendable {
  public let samples: Samples
  /// The samples to train on, in the order in which an epoch without shuffling visits them.
  public let rows: [Int]
  /// The samples whose loss and accuracy each report holds; may be empty.
  public let validation: [Int]

  /// - Parameter rows: `nil` for all.
  /// - Precondition: there are such samples.
  public init(_ samples: Samples, rows: [Int]? = nil, validation: [Int] = []) {
    (self.samples, self.rows, self.validation) = (samples, rows ?? Array(0..<samples.count), validation)
    precondition((self.rows + validation).allSatisfy { 0..<samples.count ~= $0 })
  }
}

/// Trains a network by mini-batch stochastic gradient descent: W ← W − η ∂C/∂W, one batch after another.
///
/// Each epoch draws a permutation of the rows, as the post's program does, and takes batches in that order; the last
/// one may be short. The run stops at the first number that is not finite and keeps the last finite weights.
/// The masks of dropout and the shifts of images have a stream of their own, whose key is drawn from the generator once,
/// so that they do not depend on the number of threads. Batch normalisation takes the statistics of all samples of a batch;
/// validation takes the running ones.
/// - Parameters:
///   - state: what the optimiser remembers of earlier runs.
///   - progress: called after each batch; the run stops, and keeps its weights, when it returns `false`. It also stops
///     with the current work, before the update of a batch.
/// - Shapes: samples of n₀ features and n_L outputs.
/// - Precondition: the samples have these shapes, and images that are shifted are not the targets as well.
public func train(
  _ network: Network<Double>, on data: TrainingData, settings: TrainingSettings,
  state: OptimizerState = OptimizerState(), generator: inout NumPyGenerator,
  progress: (TrainingProgress) -> Bool = { _ in true }
) -> TrainingRun {
  precondition(data.samples.features == network.sizes[0] && data.samples.outputs == network.sizes[network.depth])
  return switch settings.precision {
  case .single: Trainer<Float>.train(network, on: data, settings, from: state, &generator, progress)
  case .double: Trainer<Double>.train(network, on: data, settings, from: state, &generator, progress)
  }
}

/// A run of training in one precision.
struct Trainer<E: Scalar> {
  let engine: TrainingEngine<E>
  let settings: TrainingSettings
  let validation: [Int]
  /// The calling thread.
  private var worker: Worker<E>
  private var reports: [EpochReport] = []
  private var batchLosses: [Double]?
  private var lastLoss: Double?
  private var lastRate = Double.nan
  /// The best epoch so far, with early stopping.
  private var best: (epoch: Int, loss: Double)?

  static func train(
    _ network: Network<Double>, on data: TrainingData, _ settings: TrainingSettings, from state: OptimizerState,
    _ generator: inout NumPyGenerator, _ progress: (TrainingProgress) -> Bool
  ) -> TrainingRun {
    var order = data.rows
    let batchSize = max(1, min(settings.batchSize, order.count))
    return TrainingEngine<E>.withEngine(
      network, data.samples, capacity: max(batchSize, min(data.validation.count, evaluationBatchSize)),
      classReading: data.samples.classReading, settings: settings, state: state,
      threads: TrainingEngine<E>.usefulThreads(network, batchSize: batchSize, atMost: settings.threads),
      streamKey: settings.shift != nil || network.layers.contains { $0.dropout > 0 } ? generator.key() : 0
    ) { engine in
      var trainer = Trainer(engine: engine, settings: settings, validation: data.validation)
      let end = trainer.run(&order, batchSize: batchSize, &generator, progress)
      engine.leave(&trainer.worker)
      if trainer.best != nil { engine.restoreBest() }
      var run = TrainingRun(
        network: engine.network(like: network), settings: settings, reports: trainer.reports,
        batchLosses: trainer.batchLosses, end: end)
      run.optimizerState = engine.optimizerState(of: network)
      run.bestEpoch = trainer.best?.epoch
      return run
    }
  }

  private init(engine: TrainingEngine<E>, settings: TrainingSettings, validation: [Int]) {
    (self.engine, self.settings, self.validation) = (engine, settings, validation)
    worker = engine.worker(0)
  }

  private mutating func run(
    _ order: inout [Int], batchSize: Int, _ generator: inout NumPyGenerator, _ progress: (TrainingProgress) -> Bool
  ) -> TrainingEnd {
    guard !order.isEmpty, settings.epochs > 0 else { return .finished }
    let rows = order
    let batches = (rows.count + batchSize - 1) / batchSize
    if settings.keepsBatchLosses {
      batchLosses = []
      batchLosses?.reserveCapacity(settings.epochs * batches)
    }
    for epoch in 1...settings.epochs {
      if settings.shuffles {
        for index in rows.indices { order[index] = rows[index] }
        generator.shuffle(&order)
      }
      var state = TrainingProgress(
        epoch: epoch, epochs: settings.epochs, batch: 0, batches: batches, latestLoss: .nan, reports: reports)
      let end = order.withUnsafeBufferPointer { runEpoch($0, batchSize: batchSize, &state, progress) }
      if let end { return end }
      if isOver(after: epoch) { return .stoppedEarly(bestEpoch: best?.epoch ?? epoch) }
    }
    return .finished
  }

  /// Notes whether the epoch is the best so far; returns whether the run has waited long enough for a better one.
  private mutating func isOver(after epoch: Int) -> Bool {
    guard let stopping = settings.stopping, let loss = reports.last?.validationLoss else { return false }
    if loss < (best?.loss ?? .infinity) - stopping.minimumGain {
      best = (epoch, loss)
      engine.keepBest()
    }
    return epoch - (best?.epoch ?? 0) >= stopping.patience
  }

  /// - Returns: why the run ends in this epoch, or `nil` if it continues.
  private mutating func runEpoch(
    _ order: UnsafeBufferPointer<Int>, batchSize: Int, _ state: inout TrainingProgress,
    _ progress: (TrainingProgress) -> Bool
  ) -> TrainingEnd? {
    let clock = ContinuousClock()
    let began = clock.now
    var sum = Tally()
    for first in stride(from: 0, to: order.count, by: batchSize) {
      let batch = TrainingEngine<E>.Batch(order, from: first, size: batchSize)
      let rate = settings.schedule.rate(
        settings.rate, batch: (state.epoch - 1) * state.batches + state.batch, perEpoch: state.batches,
        epochs: settings.epochs)
      state.batch += 1
      lastRate = rate
      guard let (tally, spoilt) = engine.train(batch, rate: rate, &worker) else { return .interrupted }
      if let spoilt {
        return .diverged(Divergence(quantity: spoilt, epoch: state.epoch, batch: state.batch, lastLoss: lastLoss))
      }
      sum.loss += tally.loss
      sum.correct += tally.correct
      state.latestLoss = tally.loss / Double(batch.count)
      lastLoss = state.latestLoss
      batchLosses?.append(state.latestLoss)
      if state.batch < state.batches, !progress(state) { return .interrupted }
    }
    // The only copy: adding to it costs the same however many epochs there were.
    state.reports = []
    report(sum, samples: order.count, epoch: state.epoch, seconds: (clock.now - began).seconds)
    state.reports = reports
    let isLast = state.epoch == state.epochs
    let lacksValidation = !validation.isEmpty && reports.last?.validationLoss == nil
    return !progress(state) && !isLast || lacksValidation ? .interrupted : nil
  }

  private mutating func report(_ sum: Tally, samples: Int, epoch: Int, seconds: Double) {
    var report = EpochReport(
      epoch: epoch, trainingLoss: sum.loss / Double(samples), seconds: seconds,
      samplesPerSecond: Double(samples) / seconds)
    report.rate = lastRate
    if engine.workspace.classReading != nil { report.trainingAccuracy = Double(sum.correct) / Double(samples) }
    if !validation.isEmpty {
      let result = engine.evaluate(validation, &worker)
      if Work.current.isStopped { return reports.append(report) }
      report.validationLoss = result.loss / Double(validation.count)
      if engine.workspace.classReading != nil {
        report.validationAccuracy = Double(result.correct) / Double(validation.count)
      }
    }
    reports.append(report)
  }
}

extension Duration {
  /// The duration in seconds.
  public var seconds: Double { Double(components.seconds) + 1e-18 * Double(components.attoseconds) }
}
