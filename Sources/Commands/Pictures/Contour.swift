import CommandKit
import SessionCore
import Views

/// Where a function on a lattice changes its sign, as line segments.
///
/// Each square of four lattice points has a segment for each pair of edges that the sign changes on, with its ends by
/// linear interpolation; a saddle has two. Source: Lorensen and Cline, "Marching cubes", SIGGRAPH 1987, in the plane.
enum Contour {
  /// Segments, each of two points and one that is no number, which interrupts the curve.
  /// - Precondition: there are `x.count * y.count` values, row by row, one row a y.
  static func segments(of values: [Double], x: [Double], y: [Double]) -> [Chart.Point] {
    precondition(values.count == x.count * y.count)
    var points: [Chart.Point] = []
    for row in 0..<max(y.count - 1, 0) {
      for column in 0..<max(x.count - 1, 0) {
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { across, up in
          let place = Chart.Point(x[column + across], y[row + up])
          return (place: place, value: values[(row + up) * x.count + column + across])
        }
        let crossings = corners.indices.compactMap { crossing(corners[$0], corners[($0 + 1) % 4]) }
        for start in stride(from: 0, to: crossings.count - 1, by: 2) {
          points += [crossings[start], crossings[start + 1], Chart.Point(.nan, .nan)]
        }
      }
    }
    return points
  }

  private typealias Corner = (place: Chart.Point, value: Double)

  private static func crossing(_ a: Corner, _ b: Corner) -> Chart.Point? {
    guard (a.value > 0) != (b.value > 0), a.value.isFinite, b.value.isFinite else { return nil }
    let share = a.value / (a.value - b.value)
    return Chart.Point(
      a.place.x + share * (b.place.x - a.place.x), a.place.y + share * (b.place.y - a.place.y))
  }
}
