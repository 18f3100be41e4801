import Engine
import Language

/// Training with the user's formulas: each batch runs the session's passes, formula by formula.
///
/// Slower than the engine, which has only the built-in formulas.
public struct OwnFormulaTraining {
  let samples: Samples
  let settings: TrainingSettings
  let rows: [Int]
  let validation: [Int]
  /// The place of the cell, for errors in a formula.
  let span: SourceSpan
  private var reports: [EpochReport] = []
  /// The best epoch so far, for early stopping.
  private var best: (epoch: Int, loss: Double, network: Network<Double>?, state: OptimizerState)?

  public init(samples: Samples, settings: TrainingSettings, rows: [Int]?, validation: [Int]?, span: SourceSpan) {
    self.samples = samples
    self.settings = settings
    self.rows = rows ?? Array(0..<samples.count)
    self.validation = validation ?? []
    self.span = span
  }

  /// Trains a copy of the session, whose stream gives the shuffles.
  public mutating func run(
    on session: inout Session, clock: () -> Double, progress: (TrainingProgress) -> Bool
  ) throws(Diagnostic) -> TrainingRun {
    var work = session
    work.mode = .training
    let start = clock()
    for epoch in 1...settings.epochs {
      let end = try runEpoch(epoch, &work, progress)
      if end == nil, let network = work.network { report(epoch, network, seconds: clock() - start) }
      session.generator = work.generator
      if let end = end ?? stop(after: epoch, work) { return result(work, end) }
    }
    return result(work, .finished)
  }

  /// Notes whether the epoch is the best so far; returns how the run ends if its patience has run out.
  private mutating func stop(after epoch: Int, _ work: Session) -> TrainingEnd? {
    guard let stopping = settings.stopping, let loss = reports.last?.validationLoss else { return nil }
    if loss < (best?.loss ?? .infinity) - stopping.minimumGain {
      best = (epoch, loss, work.network, work.optimizerState)
    }
    let latest = best?.epoch ?? 0
    return epoch - latest >= stopping.patience ? .stoppedEarly(bestEpoch: latest) : nil
  }

  private func result(_ work: Session, _ end: TrainingEnd) -> TrainingRun {
    let network = best?.network ?? work.network ?? Network(sizes: [1, 1], hidden: .identity, output: .identity)
    var run = TrainingRun(network: network, settings: settings, reports: reports, batchLosses: nil, end: end)
    run.optimizerState = best?.state ?? work.optimizerState
    run.bestEpoch = best?.epoch
    return run
  }

  /// Runs the batches of an epoch; returns why it ended early, `nil` if it did not.
  private func runEpoch(
    _ epoch: Int, _ work: inout Session, _ progress: (TrainingProgress) -> Bool
  ) throws(Diagnostic) -> TrainingEnd? {
    let order = work.generator.permutation(rows.count).map { rows[$0] }
    let starts = Array(stride(from: 0, to: order.count, by: settings.batchSize))
    for (number, start) in starts.enumerated() {
      let batch = Array(order[start..<min(start + settings.batchSize, order.count)])
      let before = (work.network, work.optimizerState)
      let rate = settings.schedule.rate(
        settings.rate, batch: (epoch - 1) * starts.count + number, perEpoch: starts.count, epochs: settings.epochs)
      let loss = try step(batch, rate: rate, &work)
      guard loss.isFinite, work.network.map(Self.isFinite) == true else {
        (work.network, work.optimizerState) = before
        return .diverged(Divergence(quantity: .loss, epoch: epoch, batch: number + 1, lastLoss: nil))
      }
      let frame = TrainingProgress(
        epoch: epoch, epochs: settings.epochs, batch: number + 1, batches: starts.count, latestLoss: loss,
        reports: reports)
      if !progress(frame) { return .interrupted }
    }
    return nil
  }

  private func step(_ batch: [Int], rate: Double, _ work: inout Session) throws(Diagnostic) -> Double {
    work.setBatch(input: samples.inputMatrix(at: batch), target: samples.targetMatrix(at: batch), rows: batch)
    guard let network = work.network else { return .nan }
    for quantity in network.operationOrder {
      if let own = work.definitions[quantity] {
        try work.compute(quantity, by: own, at: span)
      } else {
        do throws(MissingQuantity) {
          try work.computeBuiltIn(quantity)
        } catch {
          throw Diagnostic("\(quantity.name) needs \(error.quantity.name)", at: span)
        }
      }
    }
    try work.move(network.parameters, rate: rate, clipping: settings.clipping, at: span)
    return work.trace.loss ?? .nan
  }

  private static func isFinite(_ network: Network<Double>) -> Bool {
    network.parameters.allSatisfy { network[$0]?.elements.allSatisfy(\.isFinite) != false }
  }

  private mutating func report(_ epoch: Int, _ network: Network<Double>, seconds: Double) {
    let training = Engine.evaluate(network, on: samples, rows: rows)
    let held = validation.isEmpty ? nil : Engine.evaluate(network, on: samples, rows: validation)
    reports.append(
      EpochReport(
        epoch: epoch, trainingLoss: training.loss, trainingAccuracy: training.accuracy, validationLoss: held?.loss,
        validationAccuracy: held?.accuracy, seconds: seconds,
        samplesPerSecond: Double(rows.count * epoch) / max(seconds, 1e-9)))
  }
}
