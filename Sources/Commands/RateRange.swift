import Engine
import Language

/// The loss over a learning rate that grows from batch to batch.
struct RateRange {
  /// The rate of each batch, its loss before its update, and the running mean of the losses.
  private(set) var points: [(rate: Double, loss: Double, mean: Double)] = []
  /// Where the running mean is least.
  private(set) var least = 0
  private var average = 0.0

  /// The share of the running mean that stays with each batch.
  private static let share = 0.9
  /// The batches of which the mean is not yet one.
  private static let settling = 5

  mutating func add(rate: Double, loss: Double) {
    average = Self.share * average + (1 - Self.share) * loss
    var weight = 1.0
    for _ in 0...points.count { weight *= Self.share }
    points.append((rate, loss, average / (1 - weight)))
    if points.count <= Self.settling || points[points.count - 1].mean < points[least].mean { least = points.count - 1 }
  }

  /// Whether the mean has grown to four times its least: from here on it only gets worse.
  var hasBurst: Bool { points.last.map { $0.mean > 4 * points[least].mean || !$0.mean.isFinite } ?? false }

  /// A tenth of the rate of the least mean loss; `nil` where the loss has not fallen.
  var suggestion: Double? {
    guard points.count > Self.settling, let first = points.first, points[least].mean < 0.99 * first.loss else {
      return nil
    }
    return points[least].rate / 10
  }

  /// Whether the mean is still falling at the last rate.
  var isOpen: Bool { least == points.count - 1 }
}
