import Glibc

/// The floating-point format that training computes in.
public enum Precision: String, CaseIterable, Sendable {
  case single, double
}

/// How a network is trained.
public struct TrainingSettings: Equatable, Sendable {
  public var epochs: Int
  /// Samples in a mini-batch; the last batch of an epoch may be shorter.
  public var batchSize: Int
  /// η, the learning rate: one step is W ← W − η ∂C/∂W.
  public var rate: Double
  public var precision: Precision
  /// The most threads to use. Runs with one number of threads are equal to the last bit.
  public var threads: Int
  /// Whether each epoch visits the samples in a new random order.
  public var shuffles: Bool
  /// Whether the run keeps the loss of every batch.
  public var keepsBatchLosses: Bool
  /// Whether work that is stopped gives the parameters after the last complete step, or nothing of use.
  public var keepsParametersWhenStopped = true
  public var optimizer = Optimizer()
  public var schedule = Schedule()
  public var clipping: GradientClipping?
  /// Needs samples that are held out.
  public var stopping: EarlyStopping?
  /// Of the training samples, if they are images.
  public var shift: ImageShift?

  public init(
    epochs: Int = 1, batchSize: Int = 64, rate: Double = 0.2, precision: Precision = .double,
    threads: Int = TrainingSettings.defaultThreads, shuffles: Bool = true, keepsBatchLosses: Bool = false
  ) {
    (self.epochs, self.batchSize, self.rate, self.precision) = (epochs, batchSize, rate, precision)
    (self.threads, self.shuffles, self.keepsBatchLosses) = (threads, shuffles, keepsBatchLosses)
  }

  /// The cores there are, but at most four: a mini-batch is too little work for more.
  public static let defaultThreads = max(1, min(4, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

/// When a run that no longer improves ends. The weights of its best epoch are kept. Prechelt 1998.
public struct EarlyStopping: Hashable, Sendable {
  /// Epochs without a better validation loss after which the run ends.
  public var patience: Int
  /// By how much the validation loss must fall to count as better.
  public var minimumGain: Double

  public init(patience: Int, minimumGain: Double = 0) { (self.patience, self.minimumGain) = (patience, minimumGain) }
}
