/// How near the outputs of a regression are to their targets.
public struct Fit: Equatable, Sendable {
  /// √(mean of (a − y)²) over samples and outputs, in the unit of the targets.
  public var rootMeanSquare: Double
  /// R² = 1 − Σ(a − y)² / Σ(y − ȳ)², the share of the targets' variance that the outputs explain: 1 for a perfect
  /// fit, 0 for the targets' means ȳ, one for each output. `nil` where the targets do not vary.
  public var explained: Double?
}

/// The squared residuals of many samples, and the variance of their targets.
///
/// The sum of (y − ȳ)² is updated sample by sample, which loses no digits where the mean is large.
/// Source: B. P. Welford, "Note on a method for calculating corrected sums of squares" (1962).
struct Residuals {
  private var samples = 0.0
  private var squares = 0.0
  private var means: [Double]
  private var variation = 0.0

  init(outputs: Int) { means = Array(repeating: 0, count: outputs) }

  mutating func add(outputs: UnsafeBufferPointer<Double>, targets: UnsafeBufferPointer<Double>) {
    samples += 1
    for i in means.indices {
      squares += (outputs[i] - targets[i]) * (outputs[i] - targets[i])
      let distance = targets[i] - means[i]
      means[i] += distance / samples
      variation += distance * (targets[i] - means[i])
    }
  }

  var fit: Fit? {
    guard samples > 0, !means.isEmpty else { return nil }
    return Fit(
      rootMeanSquare: (squares / (samples * Double(means.count))).squareRoot(),
      explained: variation > 0 ? 1 - squares / variation : nil)
  }
}
