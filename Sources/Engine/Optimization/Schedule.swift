import RealModule

/// How the learning rate changes in the course of a run.
public struct Schedule: Hashable, Sendable {
  public enum Shape: Hashable, Sendable {
    case constant
    /// η γ^⌊epoch/every⌋: as it is for `every` epochs, then times `factor`, and so on.
    case step(every: Int, factor: Double)
    /// η γ^epoch.
    case exponential(factor: Double)
    /// η_end + ½ (η − η_end)(1 + cos(π s/S)) for batch s of S. Loshchilov and Hutter 2017.
    case cosine(end: Double)
  }

  public var shape: Shape
  /// Epochs, also fractions, over which the rate rises from near 0 by the same amount each batch. Goyal et al. 2017.
  public var warmup: Double
  /// What the rate is multiplied by after each batch: above 1 in a range test. Smith 2017.
  public var growth = 1.0

  public init(_ shape: Shape = .constant, warmup: Double = 0) { (self.shape, self.warmup) = (shape, warmup) }

  /// The rate of a batch.
  ///
  /// - Parameters:
  ///   - rate: η, the rate of the run.
  ///   - batch: the number of the batch since the start of the run, from 0.
  ///   - perEpoch: the batches of an epoch.
  public func rate(_ rate: Double, batch: Int, perEpoch: Int, epochs: Int) -> Double {
    let rate = growth == 1 ? rate : rate * .pow(growth, Double(batch))
    let warm = (warmup * Double(perEpoch)).rounded()
    if Double(batch) < warm { return rate * Double(batch + 1) / warm }
    let epoch = batch / perEpoch
    switch shape {
    case .constant: return rate
    case .step(let every, let factor): return rate * .pow(factor, epoch / every)
    case .exponential(let factor): return rate * .pow(factor, epoch)
    case .cosine(let end):
      let span = Double(perEpoch * epochs) - warm
      return end + (rate - end) * (1 + .cos(.pi * (Double(batch) - warm) / max(span, 1))) / 2
    }
  }
}
