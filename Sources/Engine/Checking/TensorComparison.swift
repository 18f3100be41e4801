/// Compares an analytic tensor with a numeric one, entry by entry.
struct TensorComparison {
  let quantity: Quantity
  let analytic: Matrix<Double>
  let numeric: NumericTensor
  let tolerance: Tolerance
  /// Whether a difference of exactly 0 everywhere is beyond chance.
  let isInexact: Bool
  /// What rounding can do to each entry of either tensor, row by row; `nil` if it was not followed.
  var rounding: [Double]?

  /// The positions of the entries that can be compared.
  private var comparable: [Int] { numeric.states.indices.filter { numeric.states[$0].isComparable } }

  func report() -> TensorReport {
    let positions = comparable
    var report = counted(positions)
    let wrong = wrongEntries(positions)
    report.wrong = wrong.count
    report.verdict = verdict(report, positions)
    if report.verdict == .disagrees { report.factor = factor(positions) }
    let differs = positions.contains { analytic.elements[$0] != numeric.values.elements[$0] }
    report.comparedWithItself = isInexact && !differs && report.squares.analytic > 0
    return report
  }

  /// The entries that are off by more than truncation and rounding explain, the worst first.
  func wrongEntries(_ positions: [Int]? = nil) -> [Int] {
    let positions = positions ?? comparable
    let share = tolerance.share * (positions.map { analytic.elements[$0].magnitude }.max() ?? 0)
    let excess = positions.compactMap { position -> (Int, Double)? in
      let (a, n) = (analytic.elements[position], numeric.values.elements[position])
      let floor = share + tolerance.roundings * numeric.roundOff[position] + bound(position)
      let excess = (n - a).magnitude - tolerance.entry * max(n.magnitude, a.magnitude) - floor
      return excess > 0 ? (position, excess) : nil
    }
    return excess.sorted { $0.1 > $1.1 }.map(\.0)
  }

  /// The entries that are off by most, for a second opinion.
  func suspects() -> [Int] {
    let wrong = wrongEntries()
    if !wrong.isEmpty { return wrong }
    func difference(_ position: Int) -> Double {
      (analytic.elements[position] - numeric.values.elements[position]).magnitude
    }
    return comparable.sorted { difference($0) > difference($1) }
  }

  /// How much of n − a rounding explains: both are sums of the same terms.
  private func bound(_ position: Int) -> Double { 2 * (rounding?[position] ?? 0) }

  /// The norm that rounding alone may give to n − a.
  private func allowance(_ positions: [Int], withTerms: Bool = true) -> Double {
    let squares = positions.reduce(0) { sum, position in
      let allowed = tolerance.roundings * numeric.roundOff[position] + (withTerms ? bound(position) : 0)
      return sum + allowed * allowed
    }
    return squares.squareRoot()
  }

  private func counted(_ positions: [Int]) -> TensorReport {
    var report = TensorReport(
      quantity: quantity, entries: analytic.count, checked: analytic.count - numeric.count(.skipped),
      kinks: numeric.count(.aroundKink) + numeric.count(.nearKink) + numeric.count(.atKink),
      undecided: numeric.count(.nearKink) + numeric.count(.atKink))
    for position in positions { count(position, in: &report) }
    report.error = report.squares.error
    return report
  }

  private func count(_ position: Int, in report: inout TensorReport) {
    let (a, n) = (analytic.elements[position], numeric.values.elements[position])
    let (difference, size) = ((n - a).magnitude, max(n.magnitude, a.magnitude))
    report.squares.difference += difference * difference
    report.squares.numeric += n * n
    report.squares.analytic += a * a
    if size == 0 {
      report.bothZero += 1
    } else if size <= max(numeric.roundOff[position], bound(position)) {
      report.belowRoundOff += 1
    } else {
      report.maxRelative = max(report.maxRelative, difference / size)
    }
    if report.worst == nil || difference > report.maxAbsolute {
      report.maxAbsolute = difference
      report.worst = TensorReport.Sample(
        row: position / analytic.columns, column: position % analytic.columns, analytic: a, numeric: n)
    }
  }

  private func verdict(_ report: TensorReport, _ positions: [Int]) -> GradientVerdict {
    if !positions.allSatisfy({ analytic.elements[$0].isFinite && numeric.values.elements[$0].isFinite }) {
      return .cannotSay(.notFinite)
    }
    if positions.isEmpty && report.undecided > 0 { return .cannotSay(.atKink) }
    if report.wrong > 0 { return .disagrees }
    let norms = report.squares.numeric.squareRoot() + report.squares.analytic.squareRoot()
    let excess = report.squares.difference.squareRoot() - tolerance.vector * norms
    if excess > allowance(positions) { return .disagrees }
    // What the terms of a sum forgive proves nothing.
    if rounding != nil && excess > allowance(positions, withTerms: false) { return .cannotSay(.belowRoundOff) }
    if report.bothZero == positions.count && report.bothZero > 0 { return .cannotSay(.bothZero) }
    if report.belowRoundOff > 0 && report.belowRoundOff + report.bothZero == positions.count {
      return .cannotSay(.belowRoundOff)
    }
    return .agrees
  }

  /// The ratio ⟨a, n⟩ / ⟨n, n⟩ if a is that multiple of n in every entry, and n is more than rounding.
  private func factor(_ positions: [Int]) -> Double? {
    let (product, square) = (sum(positions) { $0 * $1 }, sum(positions) { $1 * $1 })
    let spread = allowance(positions)
    guard square.squareRoot() > spread, product != 0 else { return nil }
    let ratio = product / square
    let rest = sum(positions) { ($0 - ratio * $1) * ($0 - ratio * $1) }
    let bound = 1e-5 * ratio.magnitude * square.squareRoot() + spread * ratio.magnitude
    return rest.squareRoot() <= bound ? rounded(ratio) : nil
  }

  /// Σ f(a, n).
  private func sum(_ positions: [Int], _ f: (Double, Double) -> Double) -> Double {
    positions.reduce(0) { $0 + f(analytic.elements[$1], numeric.values.elements[$1]) }
  }

  /// A ratio within 1e-5 of an integer, or of one over an integer, is that number.
  private func rounded(_ ratio: Double) -> Double {
    let whole = ratio.rounded()
    if whole != 0 && (ratio - whole).magnitude <= 1e-5 * ratio.magnitude { return whole }
    let inverse = (1 / ratio).rounded()
    if inverse != 0 && (1 / ratio - inverse).magnitude <= 1e-5 / ratio.magnitude { return 1 / inverse }
    return ratio
  }
}

/// How far a right analytic gradient may lie from a numeric one.
///
/// Rounding is allowed for apart, from the size of the loss and of the step: a single bound on the relative error
/// either fails right tensors whose gradient is small or passes wrong ones.
public struct Tolerance: Hashable, Sendable {
  /// On ‖n − a‖ / (‖n‖ + ‖a‖) of a tensor.
  public var vector: Double
  /// On |n − a| / max(|n|, |a|) of an entry.
  public var entry: Double
  /// On |n − a| / max |a| over the tensor, which forgives entries that are small by cancellation.
  public var share: Double
  /// How many times the expected rounding of one difference quotient an entry may be off.
  public var roundings: Double = 16

  public static func suited(to method: NumericMethod) -> Tolerance {
    switch method {
    case .central, .richardson: Tolerance(vector: 1e-6, entry: 1e-4, share: 1e-6)
    case .complexStep: Tolerance(vector: 1e-12, entry: 1e-8, share: 1e-11)
    }
  }
}
