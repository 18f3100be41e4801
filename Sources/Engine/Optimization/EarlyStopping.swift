/// When a run that no longer improves ends. The weights of its best epoch are kept. Prechelt 1998.
public struct EarlyStopping: Hashable, Sendable {
  /// Epochs without a better validation loss after which the run ends.
  public var patience: Int
  /// By how much the validation loss must fall to count as better.
  public var minimumGain: Double

  public init(patience: Int, minimumGain: Double = 0) {
    self.patience = patience
    self.minimumGain = minimumGain
  }
}
