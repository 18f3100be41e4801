import Calculus

/// Whether two lists of numbers are the same but for rounding, and how they differ.
struct StepComparison {
  let right: [Double]
  private let size: Double
  private static let tolerance = 1e-9

  init(_ right: [Double]) {
    self.right = right
    size = right.filter(\.isFinite).map(\.magnitude).max() ?? 0
  }

  /// Whether all that can be said is 0 = 0.
  var isZero: Bool { size == 0 }

  /// Whether a line has these values.

  func isEqual(_ other: [Double], times factor: Double = 1) -> Bool {
    other.count == right.count
      && zip(other, right).allSatisfy { isEqual($0, factor * $1, scale: abs(factor)) }
  }

  func isEqual(_ a: Double, _ b: Double, scale: Double = 1) -> Bool {
    if !a.isFinite || !b.isFinite { return a == b || a.isNaN && b.isNaN }
    return (a - b).magnitude <= Self.tolerance * max(a.magnitude, b.magnitude) + 1e-13 * scale * size
  }

  /// The number that the other list is a multiple by; `nil` if it is not.
  func factor(of other: [Double]) -> Double? {
    guard other.count == right.count, !isZero else { return nil }
    guard let place = right.indices.max(by: { right[$0].magnitude < right[$1].magnitude }) else { return nil }
    let factor = other[place] / right[place]
    // A factor of 1 but for rounding is none.
    guard factor.isFinite, factor != 0, (factor - 1).magnitude > 1e-9, isEqual(other, times: factor) else { return nil }
    let rounded = (factor * 5040).rounded() / 5040
    return (rounded - factor).magnitude < 1e-9 * factor.magnitude ? rounded : factor
  }

  /// The first place at which the lists differ.
  func difference(_ other: [Double]) -> Int? {
    guard other.count == right.count else { return nil }
    return right.indices.first { !isEqual(other[$0], right[$0]) }
  }
}
