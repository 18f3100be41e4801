/// What one epoch did. Losses are means per sample, without the penalty.
public struct EpochReport: Equatable, Sendable {
  /// Counted from 1.
  public var epoch: Int
  /// The mean over the epoch of each sample's loss, taken before the update of its batch.
  public var trainingLoss: Double
  /// The share of samples classified right, from the same outputs; `nil` if targets are not classes.
  public var trainingAccuracy: Double?
  public var validationLoss: Double?
  public var validationAccuracy: Double?
  /// Seconds spent on the training samples.
  public var seconds: Double
  public var samplesPerSecond: Double
  /// The learning rate of the last batch.
  public var rate = Double.nan

  public init(
    epoch: Int, trainingLoss: Double, trainingAccuracy: Double? = nil, validationLoss: Double? = nil,
    validationAccuracy: Double? = nil, seconds: Double, samplesPerSecond: Double
  ) {
    (self.epoch, self.trainingLoss, self.trainingAccuracy) = (epoch, trainingLoss, trainingAccuracy)
    (self.validationLoss, self.validationAccuracy, self.seconds) = (validationLoss, validationAccuracy, seconds)
    self.samplesPerSecond = samplesPerSecond
  }
}

/// How far a run has come, handed out after every batch.
public struct TrainingProgress: Equatable, Sendable {
  /// Counted from 1.
  public var epoch: Int
  public var epochs: Int
  /// Batches done in this epoch.
  public var batch: Int
  public var batches: Int
  /// The mean loss per sample of the latest batch, before its update.
  public var latestLoss: Double
  /// The epochs that are complete.
  public var reports: [EpochReport]

  public init(epoch: Int, epochs: Int, batch: Int, batches: Int, latestLoss: Double, reports: [EpochReport]) {
    (self.epoch, self.epochs, self.batch, self.batches, self.latestLoss) = (epoch, epochs, batch, batches, latestLoss)
    self.reports = reports
  }
}

/// The first number of a run that was not finite.
public struct Divergence: Equatable, Sendable {
  /// The loss, or the weights or biases that an update would have spoilt.
  public var quantity: Quantity
  /// Counted from 1.
  public var epoch: Int
  /// Counted from 1.
  public var batch: Int
  /// The loss of the batch before, if any.
  public var lastLoss: Double?

  public init(quantity: Quantity, epoch: Int, batch: Int, lastLoss: Double?) {
    (self.quantity, self.epoch, self.batch, self.lastLoss) = (quantity, epoch, batch, lastLoss)
  }
}

/// Why a run ended.
public enum TrainingEnd: Equatable, Sendable {
  case finished
  /// The caller asked to stop.
  case interrupted
  /// The validation loss has not become better for as long as the settings say.
  case stoppedEarly(bestEpoch: Int)
  /// The network has the last finite weights.
  case diverged(Divergence)
}

/// A run of training: the trained network, and how it went.
public struct TrainingRun: Equatable, Sendable {
  public var network: Network<Double>
  public var settings: TrainingSettings
  public var reports: [EpochReport]
  /// The mean loss per sample of every batch before its update, if the settings say so.
  public var batchLosses: [Double]?
  public var end: TrainingEnd
  /// What the optimiser remembers, for a run that is continued.
  public var optimizerState = OptimizerState()
  /// The epoch whose weights the network has, if early stopping kept the best ones.
  public var bestEpoch: Int?

  public init(
    network: Network<Double>, settings: TrainingSettings, reports: [EpochReport], batchLosses: [Double]?,
    end: TrainingEnd
  ) {
    (self.network, self.settings, self.reports, self.batchLosses) = (network, settings, reports, batchLosses)
    self.end = end
  }
}
