/// How the error of a difference quotient depends on the step, for one entry.
///
/// For large h the truncation error falls as h², for small h the rounding of the losses grows as ε/h.
public struct StepSweep: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var difference: Difference
    /// |D(h) − reference|.
    public var error: Double
  }

  public var entry: Entry
  /// The derivative by a complex step.
  public var reference: Double
  /// The largest step first.
  public var rows: [Row]
  public var extrapolation: Extrapolation

  /// The row with the smallest error among those that cross no kink.
  public var best: Row? {
    let sound = rows.filter { !$0.difference.crossesKink && !$0.error.isNaN }
    return sound.min { $0.error < $1.error }
  }
}

extension NumericGradient {
  /// The difference quotient at h = 1e-1, 1e-2, … 1e-12, or at other steps.
  /// - Precondition: `contains(entry)`.
  public func sweep(_ entry: Entry, steps: [Double] = StepSweep.powersOfTen) -> StepSweep {
    let reference = derivative(entry, method: .complexStep)
    let rows = steps.map { h in
      let difference = difference(entry, step: h)
      return StepSweep.Row(difference: difference, error: (difference.value - reference).magnitude)
    }
    return StepSweep(entry: entry, reference: reference, rows: rows, extrapolation: extrapolation(entry))
  }

  /// The derivative by Ridders' method, from the largest step up to 0.1 that crosses no kink.
  /// - Precondition: `contains(entry)`.
  public func extrapolation(_ entry: Entry) -> Extrapolation {
    var step = 0.1
    while step > 1e-9 && difference(entry, step: step).crossesKink { step /= 4 }
    var result = Extrapolation.ridders(from: step) { difference(entry, step: $0).value }
    // The scheme can agree with itself more closely than the losses are known.
    result.error += 4 * lossError / step
    return result
  }
}

extension StepSweep {
  /// 1e-1, 1e-2, … 1e-12.
  public static let powersOfTen: [Double] = [
    1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12,
  ]
}
