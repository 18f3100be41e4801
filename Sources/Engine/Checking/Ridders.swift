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
    for _ in 1..<12 {
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
