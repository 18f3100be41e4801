import Engine
import RealModule

/// The loss over learning rates that grow from batch to batch.
///
/// Trains a copy of the network while the rate grows by one factor a batch, and stops when the loss has become much
/// larger than its best. The loss of single batches is smoothed by an exponential mean that keeps the share 0.9 of what
/// was, divided by 1 − 0.9ᵗ.
///
/// - Source: L. N. Smith, "Cyclical learning rates for training neural networks" (2017); S. Gugger, "How do you find a
///   good learning rate" (2018).
struct RangeTest: Equatable, Sendable {
  struct Point: Equatable, Sendable {
    var rate: Double
    var loss: Double
    /// The exponential mean of the losses so far.
    var smoothed: Double
  }

  private(set) var points: [Point] = []
  /// Whether it ended because the loss grew or was not finite.
  private(set) var diverged = false

  /// How much of the mean stays with each batch.
  static let memory = 0.9
  /// The test is over when the smoothed loss is this many times its least.
  static let patience = 4.0

  /// - Parameters:
  ///   - rates: the first and the last.
  ///   - batches: how many rates, at least 2.
  ///   - generator: a copy: shuffles and masks are those of the next run, which draws them again.
  ///   - progress: called after each batch; the test stops when it returns `false`.
  init(
    of network: Network<Double>, on data: TrainingData, settings: TrainingSettings,
    state: OptimizerState = OptimizerState(), rates: ClosedRange<Double>, batches: Int, generator: NumPyGenerator,
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) {
    precondition(batches > 1 && rates.lowerBound > 0)
    let perEpoch = (data.rows.count + settings.batchSize - 1) / max(settings.batchSize, 1)
    var settings = settings
    settings.rate = rates.lowerBound
    settings.epochs = (batches + perEpoch - 1) / max(perEpoch, 1)
    settings.schedule = Schedule()
    settings.schedule.growth = .pow(rates.upperBound / rates.lowerBound, 1 / Double(batches - 1))
    settings.keepsBatchLosses = true
    settings.stopping = nil
    settings.keepsParametersWhenStopped = false
    var generator = generator
    var watch = Watch()
    let run = train(network, on: data, settings: settings, state: state, generator: &generator) {
      watch.add($0.latestLoss)
      return !watch.isOver && watch.count < batches && progress($0)
    }
    var mean = Watch()
    for (batch, loss) in (run.batchLosses ?? []).prefix(batches).enumerated() {
      mean.add(loss)
      let rate = settings.rate * .pow(settings.schedule.growth, Double(batch))
      points.append(Point(rate: rate, loss: loss, smoothed: mean.smoothed))
    }
    if case .diverged = run.end { diverged = true }
    diverged = diverged || mean.isOver
  }

  /// The least smoothed loss: from there on the rate is too large.
  var least: Point? { points.min { $0.smoothed < $1.smoothed } }

  /// A tenth of the rate of the least smoothed loss; `nil` if the loss did not fall.
  var suggestion: Double? {
    guard let least, falls(to: least) else { return nil }
    return least.rate / 10
  }

  /// The first fifth of the rates, which are too small to change much: how the losses of batches vary by themselves.
  private var start: ArraySlice<Point> { points.prefix(max(5, points.count / 5)) }

  /// Whether a smoothed loss is below those at the start by more than chance: by half their standard deviation, which is
  /// twice that of the smoothed loss.
  private func falls(to least: Point) -> Bool {
    guard let first = points.first, least.smoothed < first.smoothed, let last = start.last else { return false }
    let count = Double(start.count)
    let mean = start.reduce(0) { $0 + $1.loss } / count
    let variance = start.reduce(0) { $0 + ($1.loss - mean) * ($1.loss - mean) } / count
    return least.rate > last.rate ? least.smoothed < mean - variance.squareRoot() / 2 : diverged && points.count < 20
  }

  /// Whether it was over within the first fifth of its rates or so, and says nothing of smaller ones.
  var startedTooHigh: Bool { diverged && points.count < 20 }

  /// The exponential mean of losses, and its least.
  private struct Watch {
    var count = 0
    var smoothed = 0.0
    private var mean = 0.0
    private var least = Double.infinity

    mutating func add(_ loss: Double) {
      count += 1
      mean = RangeTest.memory * mean + (1 - RangeTest.memory) * loss
      smoothed = mean / (1 - .pow(RangeTest.memory, count))
      least = min(least, smoothed)
    }

    var isOver: Bool { count > 10 && smoothed > RangeTest.patience * least }
  }
}
