import Engine
import Views

/// A part of the plane of a network's two inputs, and the outputs over it.
struct Plane {
  var x: ClosedRange<Double>
  var y: ClosedRange<Double>

  /// The samples with a tenth of their width around them; −2…2 without samples.
  init(around samples: Samples?, _ network: Network<Double>) {
    let inputs: Matrix<Double>? = samples.map { $0.inputMatrix(at: 0..<$0.count) }
    func range(_ column: Int) -> ClosedRange<Double> {
      let values = inputs.map { matrix in (0..<matrix.rows).map { matrix[$0, column] } }
      return values?.range?.widened(byPart: 10) ?? -2...2
    }
    x = range(0)
    y = range(1)
  }

  /// Outputs at the points of a lattice, row by row, one row a y, from the lowest on.
  private func outputs(_ network: Network<Double>, _ xs: [Double], _ ys: [Double]) -> Matrix<Double> {
    let points = ys.flatMap { y in xs.flatMap { [$0, y] } }
    let input = Matrix(rows: xs.count * ys.count, columns: 2, elements: points)
    return network.inMode(.evaluation).forward(input)[.activation(network.depth)] ?? Matrix(rows: 0, columns: 0)
  }

  /// The points at which one output is ½, or another of several becomes the largest.
  func boundary(of network: Network<Double>) -> [Chart.Point] {
    let (xs, ys) = (x.lattice(97), y.lattice(97))
    let outputs = outputs(network, xs, ys)
    if outputs.columns == 1 { return Contour.segments(of: outputs.elements.map { $0 - 0.5 }, x: xs, y: ys) }
    return (0..<outputs.columns).flatMap { unit in
      let lead = (0..<outputs.rows).map { row in
        let others = outputs.row(row).enumerated().filter { $0.offset != unit }.map(\.element)
        return outputs[row, unit] - (others.max() ?? 0)
      }
      return Contour.segments(of: lead, x: xs, y: ys)
    }
  }

  /// The output, or the largest of several, over the plane; y grows upward.
  func heatMap(_ network: Network<Double>) -> HeatMap {
    let (xs, ys) = (x.lattice(36), y.lattice(36))
    let outputs = outputs(network, xs, ys.reversed())
    let values = (0..<outputs.rows).map { outputs.row($0).max() ?? 0 }
    let format = NumberFormat(digits: 3)
    func text(_ range: ClosedRange<Double>) -> String {
      "\(format.text(range.lowerBound)) to \(format.text(range.upperBound))"
    }
    return Matrix(rows: ys.count, columns: xs.count, elements: values).heatMap(
      title: outputs.columns == 1 ? "output" : "largest output",
      note: "x0 from \(text(x)) to the right, x1 from \(text(y)) upward", isNumbered: false)
  }
}

/// The outputs of a network of one input over an interval.
struct Curve {
  /// The interval of the inputs, with a twentieth of its width around it; −1…1 without any.
  let range: ClosedRange<Double>

  init(around inputs: [Double]) {
    range = (inputs.range ?? -1...1).widened(byPart: 20)
  }

  /// Points of each output, one list an output.
  func points(of network: Network<Double>, count: Int = 241) -> [[Chart.Point]] {
    let x = range.lattice(count)
    let input = Matrix(rows: count, columns: 1, elements: x)
    guard let a = network.inMode(.evaluation).forward(input)[.activation(network.depth)] else { return [] }
    return (0..<a.columns).map { unit in x.indices.map { Chart.Point(x[$0], a[$0, unit]) } }
  }
}

/// The zeros of a function on a lattice, as line segments.
///
/// Each square of four lattice points has a segment for each pair of edges that the sign changes on, with its ends by
/// linear interpolation; a saddle has two. Source: Lorensen and Cline, "Marching cubes", SIGGRAPH 1987, in the plane.
enum Contour {
  /// Segments: two points each, then a NaN that interrupts the curve.
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

extension ClosedRange<Double> {
  /// Numbers at equal distances from the first to the last.
  fileprivate func lattice(_ count: Int) -> [Double] {
    (0..<count).map { lowerBound + (upperBound - lowerBound) * Double($0) / Double(count - 1) }
  }

  /// With a part of its width on either side: a tenth for 10. A range without width gets 1.
  fileprivate func widened(byPart part: Double) -> ClosedRange<Double> {
    let margin = upperBound > lowerBound ? (upperBound - lowerBound) / part : 1
    return lowerBound - margin...upperBound + margin
  }
}
