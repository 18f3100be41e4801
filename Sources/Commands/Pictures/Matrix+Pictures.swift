import CommandKit
import Engine
import SessionCore
import Views

extension Matrix<Double> {
  /// The entries as shades: two hues where there are both signs, else one.
  func heatMap(title: String, note: String? = nil) -> HeatMap {
    HeatMap(
      title: title, rows: rows, columns: columns, data: elements,
      palette: elements.contains { $0 < 0 } ? .diverging : .sequential, note: note)
  }
}

/// How many of some numbers lie in each of equal intervals.
struct Histogram {
  /// The middles of the intervals.
  var middles: [Double]
  var counts: [Int]

  /// About √n intervals between the lowest and the highest of the finite numbers, 8 to 60.
  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), high > low, (high - low).isFinite else {
      middles = finite.first.map { [$0] } ?? []
      counts = finite.isEmpty ? [] : [finite.count]
      return
    }
    let bins = Swift.max(8, Swift.min(60, Int(Double(finite.count).squareRoot())))
    let width = Swift.max((high - low) / Double(bins), .leastNonzeroMagnitude)
    middles = (0..<bins).map { low + (Double($0) + 0.5) * width }
    counts = Array(repeating: 0, count: bins)
    for value in finite { counts[Swift.min(Int((value - low) / width), bins - 1)] += 1 }
  }

  /// The outline of the bars, from zero to zero.
  func outline() -> [Chart.Point] {
    guard middles.count > 1 else {
      return zip(middles, counts).flatMap { [Chart.Point($0, 0), Chart.Point($0, Double($1))] }
    }
    let half = (middles[1] - middles[0]) / 2
    var points = [Chart.Point(middles[0] - half, 0)]
    for (middle, count) in zip(middles, counts) {
      points += [Chart.Point(middle - half, Double(count)), Chart.Point(middle + half, Double(count))]
    }
    return points + [Chart.Point(middles[middles.count - 1] + half, 0)]
  }
}
