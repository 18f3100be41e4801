import Interruption

/// How the error of a difference quotient depends on the step of one entry.
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

  /// 1e-1, 1e-2, … 1e-12.
  public static let powersOfTen: [Double] = [1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12]

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
    let rows = Work.current.part(from: 0, to: 0.5).through(steps).map { h in
      let difference = difference(entry, step: h)
      return StepSweep.Row(difference: difference, error: (difference.value - reference).magnitude)
    }
    let refined = Work.current.part(from: 0.5, to: 1).run { extrapolation(entry) }
    return StepSweep(entry: entry, reference: reference, rows: rows, extrapolation: refined)
  }

  /// The derivative by Ridders' method, from the largest step up to 0.1 that crosses no kink.
  /// - Precondition: `contains(entry)`.
  public func extrapolation(_ entry: Entry) -> Extrapolation {
    var step = 0.1
    while step > 1e-9 && !Work.current.isStopped && difference(entry, step: step).crossesKink { step /= 4 }
    var result = Extrapolation.ridders(from: step) { difference(entry, step: $0).value }
    // The scheme can agree with itself more closely than the losses are known.
    result.error += 4 * lossError / step
    return result
  }
}

/// A derivative extrapolated to a step of 0, with an estimate of its error.
public struct Extrapolation: Hashable, Sendable {
  public var value: Double
  public var error: Double
  /// The largest step used.
  public var step: Double

  /// Ridders' method: central differences at h, h/1.4, h/1.4², …, extrapolated to h → 0 as in Neville's scheme.
  ///
  /// With D(h) = f′ + c₂ h² + c₄ h⁴ + …, each column of the scheme removes one more power of h². The error of an entry
  /// is how far it lies from the two it was made of; the scheme stops when rounding makes it grow again.
  /// - Source: C. J. F. Ridders, *Advances in Engineering Software* 4 (1982) 75–76.
  public static func ridders(from step: Double, difference: (Double) -> Double) -> Extrapolation {
    let ratio = 1.4
    var best = Extrapolation(value: difference(step), error: .infinity, step: step)
    var row = [best.value]
    var h = step
    for _ in Work.current.through(1..<12) {
      h /= ratio
      let refined = nextRow(after: row, first: difference(h), ratio: ratio, best: &best)
      guard let last = refined.last, let previous = row.last else { break }
      if (last - previous).magnitude >= 2 * best.error { break }
      row = refined
    }
    return best
  }

  /// The row of the scheme for the next smaller step; keeps the best entry met.
  private static func nextRow(
    after row: [Double], first: Double, ratio: Double, best: inout Extrapolation
  ) -> [Double] {
    var result = [first]
    var current = first
    var power = ratio * ratio
    for previous in row {
      let refined = (current * power - previous) / (power - 1)
      let error = max((refined - current).magnitude, (refined - previous).magnitude)
      if error <= best.error { (best.value, best.error) = (refined, error) }
      result.append(refined)
      current = refined
      power *= ratio * ratio
    }
    return result
  }
}
